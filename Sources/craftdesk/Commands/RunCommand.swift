import App
import ArgumentParser
import Feed
import Foundation
import NIOPosix
import Terminal

/// `craftdesk`: the screen on the configured server.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "The terminal program, on the configured server (the default).",
        discussion: example(
            "craftdesk", "The screen; without a configuration, the way to one.",
            "craftdesk --profile work", "The screen on another server or account.")
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "One line an event, the newest at the bottom.") var watch = false

    func run() async throws {
        try await endingWell {
            do { return try await ScreenProgram.run(try Self.setup(options, watch: watch)) } catch {
                guard case ConfigurationError.unconfigured = error, Self.canAsk(options) else { throw error }
                return try await Self.firstRun(options, watch: watch)
            }
        }
    }

    /// Everything a run on the screen is made of.
    static func setup(_ options: GlobalOptions, watch: Bool) throws -> ScreenProgram.Setup {
        let configuration = try options.configuration()
        let settings = try ClientSettings(configuration)
        let source = TokenSource(configuration, environment: options.environment, paths: options.paths)
        return ScreenProgram.Setup(
            configuration: configuration, settings: settings, token: try source.token(), tokenSource: source,
            environment: options.environment, terminal: try options.terminalOptions(configuration),
            reload: { try options.configuration() }, options: options,
            storePath: options.storePath(configuration, settings),
            preferences: try configuration.preferences(watches: watch),
            workspaceName: options.profileName ?? "workspace \(settings.workspace)",
            group: MultiThreadedEventLoopGroup.singleton, logger: try options.logger(),
            other: { name in
                var other = options
                // The empty name is that of the file's own sections, whatever the environment says.
                other.profile = name ?? ""
                return try setup(other, watch: watch)
            }
        )
    }

    // MARK: The first start

    /// Whether somebody is there who can be asked.
    private static func canAsk(_ options: GlobalOptions) -> Bool {
        let type = options.environment["TERM"] ?? ""
        return isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !type.isEmpty && type != "dumb"
    }

    @MainActor
    private static func firstRun(_ options: GlobalOptions, watch: Bool) async throws -> ExitStatus {
        let configuration = try options.configuration()
        let terminal = try ScreenProgram.open(
            options.environment, try options.terminalOptions(configuration))
        defer { terminal.close() }
        let firstRun = FirstRun(
            loader: options.loader, environment: options.environment, paths: options.paths,
            group: MultiThreadedEventLoopGroup.singleton)
        switch await AssistantProgram.run(on: terminal, firstRun) {
        case .left(let status): return status
        case .configured: return try await ScreenProgram.run(try setup(options, watch: watch), on: terminal)
        }
    }
}

extension Configuration {
    /// The command table's keys with those of `[keys]`.
    func keymap() throws(ConfigurationError) -> Keymap {
        do throws(KeymapError) {
            return try Keymap(preset: try KeymapPreset(named: self[\.keymap]), overrides: keys)
        } catch {
            if case .unknownPreset = error {
                throw .unusable(
                    place: origin(of: Settings.table.keymap.path).description,
                    path: Settings.table.keymap.path,
                    reason: error.description)
            }
            var reason = error.description
            if case .unknownCommand(let name, let known) = error, let near = nearest(to: name, among: known) {
                reason = "there is no command \"\(name)\"; the nearest known name is \"\(near)\""
            }
            let place = error.command.flatMap { keyPlaces[$0] } ?? file ?? "[keys]"
            throw .unusable(place: place, path: "keys", reason: reason)
        }
    }
}

extension GlobalOptions {
    var wantsColors: Bool { !noColor && (environment["NO_COLOR"] ?? "").isEmpty }

    /// The database; its directory is made. Where that can't be, opening the database says so.
    func storePath(_ configuration: Configuration, _ settings: ClientSettings) -> String {
        let file = paths.storeFile(configuration, settings)
        let directory = (file as NSString).deletingLastPathComponent
        try? FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return file
    }
}

extension Paths {
    /// The database; a configuration that names its file needs to say nothing else.
    func storeFile(_ configuration: Configuration) throws(ConfigurationError) -> String {
        let named = configuration[\.storePath]
        return named.isEmpty
            ? storeFile(configuration, try ClientSettings(configuration)) : expand(named)
    }

    /// The database of this profile, server, key, workspace and user.
    func storeFile(_ configuration: Configuration, _ settings: ClientSettings) -> String {
        let named = configuration[\.storePath]
        return named.isEmpty ? "\(stateDirectory)/\(settings.storeName)" : expand(named)
    }
}

extension ClientSettings {
    /// A file name of everything that tells one feed from another.
    var storeName: String {
        let parts = ["\(server.host)-\(server.port)", key, workspace, userID ?? "me"]
        return parts.map { part in
            String(
                part.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") ? $0 : "_" })
        }.joined(separator: "_") + ".sqlite"
    }
}
