import App
import ArgumentParser
import Feed
import Foundation
import NIOPosix
import PusherCore
import Sandbox

/// Which scenario, and how it plays.
struct ScenarioOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Makes the events; the same number, the same events.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "One that comes with the program (\(Scenario.names.joined(separator: ", "))), or a JSON file.",
            valueName: "name or file"))
    var scenario = "team"

    @Option(help: ArgumentHelp("Times as fast as the scenario says.", valueName: "factor"))
    var speed = 1.0

    @Option(help: ArgumentHelp("The port to listen on; 0 takes a free one.", valueName: "port"))
    var port = 0

    func validate() throws {
        guard speed > 0, speed <= 10_000 else {
            throw ValidationError("--speed must be above 0 and at most 10000.")
        }
        guard (0...65535).contains(port) else { throw ValidationError("--port must be 0 to 65535.") }
    }

    func configuration() throws(Failure) -> SandboxConfiguration {
        do throws(SandboxError) {
            let found =
                if Scenario.names.contains(scenario) || !FileManager.default.fileExists(atPath: scenario) {
                    try Scenario.named(scenario)
                } else {
                    try Scenario(json: FileManager.default.contents(atPath: scenario).map { Array($0) } ?? [])
                }
            var configuration = SandboxConfiguration(scenario: found)
            configuration.seed = seed
            configuration.speed = speed
            configuration.port = port
            return configuration
        } catch { throw Failure(.badData, error.description) }
    }

    func start(_ configuration: SandboxConfiguration) async throws -> SandboxServer {
        do {
            return try await SandboxServer.start(configuration, group: MultiThreadedEventLoopGroup.singleton)
        } catch let error as SandboxError {
            throw Failure(.unreachable, error.description)
        }
    }
}

/// One of an enumeration's names, or a sentence that knows the nearest.
private func named<Value: RawRepresentable & CaseIterable>(_ text: String) throws -> Value
where Value.RawValue == String {
    if let value = Value(rawValue: text) { return value }
    let names = Value.allCases.map(\.rawValue)
    let hint = nearest(to: text, among: names).map { "did you mean \($0)?" } ?? "see craftdesk help sandbox."
    throw ValidationError("there is no \"\(text)\"; \(hint)")
}

/// `craftdesk sandbox`: the server alone.
struct SandboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox", abstract: "A Reverb-compatible server with a scenario, in the foreground.",
        discussion: example(
            "craftdesk sandbox --port 8080", "A server to develop against; it prints each demo user's token.",
            "craftdesk sandbox --imitate soketi --fault no-pong", "Another server, with something wrong.")
            + "\n\nFAULTS:"
            + Fault.Part.allCases.map { part in
                "\n\(part.rawValue):\n"
                    + Fault.allCases.filter { $0.part == part }.map { "  \(column($0.name, 19))\($0.help)" }
                    .joined(separator: "\n")
            }.joined(separator: "\n")
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var scenario: ScenarioOptions
    @Option(help: "The address to listen on.") var host = "127.0.0.1"
    @Option(help: "The application's id.") var appId = "1"
    @Option(help: "The application's key.") var appKey = "sandbox-key"
    @Option(help: "The application's secret.") var appSecret = "sandbox-secret"
    @Option(
        help: ArgumentHelp(
            "Whom to speak like: \(Dialect.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "server"),
        transform: named)
    var imitate = Dialect.reverb
    @Option(
        help: ArgumentHelp("Something that is wrong with it, listed above; repeatable.", valueName: "name"),
        transform: named)
    var fault: [Fault] = []
    @Option(
        help: ArgumentHelp("Server processes that share the application, a port each.", valueName: "number"))
    var nodes = 1

    func validate() throws {
        guard (1...16).contains(nodes) else { throw ValidationError("--nodes must be 1 to 16.") }
        guard scenario.port == 0 || scenario.port + nodes <= 65536 else {
            throw ValidationError("--port leaves no room for \(nodes) nodes; the last port is 65535.")
        }
    }

    func run() async throws {
        try await endingWell {
            var configuration = try scenario.configuration()
            configuration.host = host
            configuration.application = Application(id: appId, key: appKey, secret: appSecret)
            configuration.imitates = imitate
            configuration.faults = Set(fault)
            configuration.nodes = nodes
            let server = try await scenario.start(configuration)
            let users = server.users.map { " \($0.email)=\($0.token)" }.joined()
            let others = server.ports.dropFirst().map { " and http://\(host):\($0)" }.joined()
            Output.line("listening on \(server.url)\(others)\(users)")
            let status = await Signals.wait()
            await server.stop()
            return status
        }
    }
}

/// `craftdesk demo`: the server with a scenario, and the real client on it over a real socket.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "A server with a scenario in this process, and the client on it.",
        discussion: example("craftdesk demo --speed 5 --seed 7", "The same busy day for everybody.")
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var scenario: ScenarioOptions
    @Flag(help: "One line an event, the newest at the bottom.") var watch = false
    @Option(help: ArgumentHelp("Keep history and marks in this directory.", valueName: "directory")) var keep:
        String?

    func run() async throws {
        try await endingWell {
            let server = try await scenario.start(try scenario.configuration())
            let me = server.users[0]
            // The user's own file is about another server; --set and --config are about this screen.
            var configuration = try ConfigurationLoader(
                environment: options.environment, flags: options.flags, configPath: options.config,
                readsFile: options.config != nil
            ).load()
            for (path, value) in [
                ("server.url", server.url.replacing("http://", with: "ws://")),
                ("server.key", server.application.key),
                ("app.url", server.url), ("workspace.id", server.workspace), ("workspace.user_id", me.id),
            ] { configuration.set(path, .text(value), origin: .flag) }
            var path: String?
            if let keep {
                try? FileManager.default.createDirectory(atPath: keep, withIntermediateDirectories: true)
                path = keep + "/demo.sqlite"
            }
            return try await ScreenProgram.run(
                ScreenProgram.Setup(
                    configuration: configuration, settings: try ClientSettings(configuration),
                    token: me.token,
                    environment: options.environment, terminal: try options.terminalOptions(configuration),
                    reload: { configuration }, options: options, storePath: path,
                    preferences: try configuration.preferences(watches: watch),
                    workspaceName: "Acme", group: MultiThreadedEventLoopGroup.singleton,
                    logger: try options.logger()
                )
            )
        }
    }
}
