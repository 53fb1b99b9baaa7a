import API
import ArgumentParser
import Feed
import Foundation
import JSON
import PusherCore
import Synchronization
import Terminal

/// `craftdesk stats`: connections, channels and members, for those who hold the application's secret.
struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Connections and channels by the server's signed HTTP API, for those who hold the secret.",
        discussion: example(
            "craftdesk stats --members", "Once: each channel, and who is in the presence channels.",
            "craftdesk stats --live --every 5s", "A table that follows, with a plot of the connections.",
            "craftdesk stats --json | jq .connections", "A number for a dashboard.")
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "Again and again, with a plot over time.") var live = false
    @Flag(help: "One JSON object a sample.") var json = false
    @Flag(help: "The ids of those in presence channels, a request for each.") var members = false
    @Option(help: ArgumentHelp("With --live: the time between samples, as in 2s.", valueName: "time"))
    var every = "2s"
    @Option(help: ArgumentHelp("With --live: end after this many samples.", valueName: "number"))
    var count: Int?

    func validate() throws {
        guard let seconds = TailOptions.seconds(every), seconds >= 0.1 else {
            throw ValidationError("--every must be like 500ms, 2s or 1m, and at least 100ms.")
        }
        if let count, count < 1 { throw ValidationError("--count must be at least 1.") }
    }

    func run() async throws {
        try await endingWell {
            let configuration = try options.configuration()
            let client = try Self.client(configuration)
            let sampler = Sampler(
                command: self, client: client, isScreen: live && !json && Output.isTerminal(),
                isUTF8: TerminalCharacters.areUTF8(environment: options.environment))
            let status = await withTaskGroup(of: Result<ExitStatus, Failure>.self) { group in
                group.addTask { await sampler.run() }
                group.addTask { .success(await Signals.wait()) }
                let first = await group.next() ?? .success(.done)
                Signals.stopWaiting()
                group.cancelAll()
                return first
            }
            await client.shutdown()
            return try status.get()
        }
    }

    /// The client of the configured server; the secret stays in the closure that signs.
    static func client(_ configuration: Configuration) throws -> ServerMetricsClient {
        let application = configuration[\.appID].text
        guard !application.isEmpty else {
            throw ConfigurationError.missing(
                path: Settings.table.appID.path, help: Settings.table.appID.help)
        }
        let server = try ClientSettings.serverAddress(configuration)
        let secret = try SecretSource.secret(configuration)
        var http = APIConfiguration(
            baseURL: server.withoutPrefix.text(scheme: "http"), host: server.host)
        http.caFile = configuration[\.caFile].isEmpty ? nil : configuration[\.caFile]
        http.isInsecure = configuration[\.insecure]
        http.proxy = try ClientSettings.proxy(configuration, for: server)
        do throws(APIError) {
            return try ServerMetricsClient(
                configuration: http, prefix: server.prefix, application: application,
                key: configuration[\.serverKey], clock: { Int(Date().timeIntervalSince1970) },
                sign: { method, path, parameters in
                    Signature.request(method: method, path: path, parameters: parameters, secret: secret)
                })
        } catch { throw Failure(.configuration, error.description) }
    }

    /// Why the server didn't answer, in its own terms.
    static func failure(_ error: APIError, application: String) -> Failure {
        switch error {
        case .unreachable:
            Failure(.unreachable, "\(error.message); check server.url and the network.")
        case .unauthenticated:
            Failure(
                .refused,
                "the server doesn't accept the signature (401); server.secret must be REVERB_APP_SECRET of application \(application)."
            )
        case .notFound:
            Failure(
                .refused,
                "the server has no application \(application) here (404); check server.app_id against REVERB_APP_ID, and the path of server.url."
            )
        case .unexpectedAnswer:
            Failure(
                .notWebSocket, "what answers at server.url is not the HTTP API of Reverb, Pusher or soketi.")
        default: Failure(.unreachable, error.description)
        }
    }
}

/// Takes the samples and shows them.
private struct Sampler: Sendable {
    let live: Bool
    let isJSON: Bool
    let members: Bool
    let pause: Double
    let count: Int
    let application: String
    let client: ServerMetricsClient
    let isScreen: Bool
    let isUTF8: Bool

    init(command: StatsCommand, client: ServerMetricsClient, isScreen: Bool, isUTF8: Bool) {
        live = command.live
        isJSON = command.json
        members = command.members
        pause = TailOptions.seconds(command.every) ?? 2
        count = command.live ? command.count ?? .max : 1
        application = (try? command.options.configuration())?[\.appID].text ?? ""
        self.client = client
        self.isScreen = isScreen
        self.isUTF8 = isUTF8
    }

    func run() async -> Result<ExitStatus, Failure> {
        let size = Output.size
        var report = StatsReport(isUTF8: isUTF8, width: size?.columns ?? 80)
        var shown = 0
        for number in 0..<count {
            if number > 0 {
                // Cancelled when a signal came.
                guard (try? await Task.sleep(for: .seconds(pause))) != nil else { return .success(.done) }
            }
            do throws(APIError) {
                let metrics = try await Progress.during("asking the server") { () throws(APIError) in
                    try await client.metrics(members: members)
                }
                report.add(metrics)
                show(metrics, report, rows: size?.rows ?? 24, &shown)
            } catch { return .failure(StatsCommand.failure(error, application: application)) }
        }
        return .success(.done)
    }

    private func show(_ metrics: ServerMetrics, _ report: StatsReport, rows: Int, _ shown: inout Int) {
        if isJSON {
            Output.line(StatsReport.json(metrics, at: ScreenProgram.now().iso8601).serialized())
        } else if isScreen {
            let plot = max(3, min(8, rows / 3))
            let lines =
                report.plot(height: plot) + [""]
                + report.table(metrics, limit: max(1, rows - plot - 7))
            // Up to where the last table began, and over it.
            let up = shown > 0 ? "\u{1B}[\(shown)A" : ""
            Output.write(
                up + "\r\u{1B}[J" + lines.map { $0 + "\n" }.joined(), to: 1)
            shown = lines.count
        } else if live {
            Output.line(
                "\(ScreenProgram.now().iso8601) \(StatsReport.connections(metrics)) connections, \(metrics.channels.count) channels"
            )
        } else {
            Output.lines(report.table(metrics))
        }
    }
}
