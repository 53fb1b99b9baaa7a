import API
import App
import ArgumentParser
import Feed
import Foundation
import NIOPosix
import Realtime

/// `craftdesk replay`: a recording through the real session and the real screen.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Play a recording through the real session and screen.",
        discussion: example(
            "craftdesk replay --speed 10 trouble.jsonl", "Ten times as fast as it was, on the screen.",
            "craftdesk replay --json --speed 1000 trouble.jsonl", "What the session makes of it, as lines.")
    )

    @OptionGroup var options: GlobalOptions

    @Option(help: ArgumentHelp("Times as fast as it was.", valueName: "factor")) var speed = 1.0

    @Flag(help: "Lines as those of tail, in the place of the screen.") var lines = false

    @Flag(help: "JSON lines as those of tail, in the place of the screen.") var json = false

    @Argument(help: "A file that \"craftdesk record\" wrote.", completion: .file()) var file: String

    func validate() throws {
        guard speed > 0, speed <= 1_000_000 else {
            throw ValidationError("--speed must be above 0 and at most 1000000.")
        }
    }

    func run() async throws {
        try await endingWell {
            let recording = try Self.read(file)
            var configuration = Configuration()
            for (path, value) in recording.settings { configuration.set(path, .text(value), origin: .flag) }
            // Nothing is asked of these: the recording answers.
            for (path, value) in [
                ("server.url", "ws://replay.invalid"), ("server.key", "replay"),
                ("app.url", "https://replay.invalid"),
            ] { configuration.set(path, .text(value), origin: .flag) }
            var settings = try ClientSettings(configuration)
            settings.extraChannels += recording.channels.filter {
                !settings.standingChannels(user: recording.user?.id).contains($0)
            }
            let application = RecordedApplication(recording: recording)
            let shown = configuration
            guard lines || json else {
                return try await ScreenProgram.run(
                    ScreenProgram.Setup(
                        configuration: shown, settings: settings, token: Redaction.mark,
                        environment: options.environment,
                        terminal: try options.terminalOptions(shown), reload: { shown },
                        options: options, storePath: nil, preferences: try shown.preferences(watches: false),
                        workspaceName: "workspace \(settings.workspace)",
                        group: MultiThreadedEventLoopGroup.singleton, logger: try options.logger(),
                        replaying: Replay(
                            application: application,
                            transport: RecordedTransport(steps: recording.steps, speed: speed))
                    )
                )
            }
            let writer = TailWriter(TailWriter.Choice(isJSON: json))
            return try await TailSession.run(
                .init(
                    settings: settings, token: Redaction.mark, lines: writer,
                    replaying: Replay(
                        application: application,
                        transport: RecordedTransport(steps: recording.steps, speed: speed) {
                            // What the last frames led to is still on its way.
                            Task {
                                try? await Task.sleep(for: .milliseconds(500))
                                writer.finish(.done)
                            }
                        }),
                    logger: try options.logger()))
        }
    }

    private static func read(_ file: String) throws(Failure) -> Recording {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw Failure(.inputOutput, "\(file) can't be read; \"craftdesk record\" makes such a file.")
        }
        do throws(Recording.Malformed) { return try Recording(text: Array(bytes)) } catch {
            throw Failure(.badData, "\(file) is no recording: \(error.description).")
        }
    }
}
