import ArgumentParser
import Feed

/// `craftdesk record`: a session's frames in a file.
struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Write every frame of a session to a file, to replay or to report.",
        discussion: "Tokens, signatures and secrets are taken out. What people wrote is not.\n\n"
            + example("craftdesk record --for 5m trouble.jsonl", "Five minutes of a session.")
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var tail: TailOptions

    @Argument(help: "A new file.", completion: .file()) var file: String

    func run() async throws {
        try await endingWell {
            let configuration = try options.configuration()
            let settings = try tail.settings(configuration)
            let source = TokenSource(configuration, environment: options.environment, paths: options.paths)
            let token = try source.token()
            let known = Settings.all.filter { Recording.paths.contains($0.path) }
            let recorder = try Recorder(
                path: file,
                settings: known.map { ($0.path, configuration.plain(of: $0)) },
                redaction: Redaction(secrets: [token]), now: ScreenProgram.now())
            let status = try await TailSession.run(
                .init(
                    settings: settings, token: token, lines: TailWriter(tail.choice(settings)),
                    seconds: tail.seconds, project: tail.project.first, recorder: recorder,
                    logger: try options.logger()))
            Output.note("craftdesk: \(recorder.frames) frames in \(file)")
            return status
        }
    }
}

extension Configuration {
    /// A key's value without quotes.
    func plain(of setting: any AnySetting) -> String {
        let toml = toml(of: setting)
        guard toml.hasPrefix("\""), toml.hasSuffix("\""), toml.count >= 2 else { return toml }
        return String(toml.dropFirst().dropLast()).replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    }
}
