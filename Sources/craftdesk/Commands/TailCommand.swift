import ArgumentParser
import Feed
import Foundation
import JSON
import NIOPosix
import PusherCore
import Synchronization

/// `craftdesk tail`: the engine without a screen.
struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail", abstract: "One line an event on standard output, until interrupted.",
        discussion: example(
            "craftdesk tail --json | jq -r 'select(.type == \"event\") | .title'",
            "What happens, for a script.",
            "craftdesk tail --for 10m --summary", "Counts of ten minutes.")
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "JSON lines: events, states and errors on standard output.") var json = false
    @Option(help: ArgumentHelp("Hold this channel too.", valueName: "name")) var channel: [String] = []
    @Option(help: ArgumentHelp("Hold this project's channels, and print its events only.", valueName: "id"))
    var project: [String] = []
    @Option(help: ArgumentHelp("End after this many events.", valueName: "number")) var count: Int?
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("End after this time, as in 10s or 5m.", valueName: "time")) var duration: String?
    @Flag(help: "Print one line at the end instead of the events.") var summary = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be at least 1.") }
        if let duration, Self.seconds(duration) == nil {
            throw ValidationError("--for must be like 500ms, 10s, 5m or 1h.")
        }
    }

    static func seconds(_ text: String) -> Double? {
        for (suffix, factor) in [("ms", 0.001), ("s", 1.0), ("m", 60.0), ("h", 3600.0)]
        where text.hasSuffix(suffix) {
            if let number = Double(text.dropLast(suffix.count)), number > 0, number < 1e6 {
                return number * factor
            }
        }
        return nil
    }

    func run() async throws {
        try await endingWell {
            let configuration = try options.configuration()
            var settings = try ClientSettings(configuration)
            settings.extraChannels += channel + project.flatMap(settings.channels(ofProject:))
            let source = TokenSource(configuration, environment: options.environment, paths: options.paths)
            let writer = TailWriter(isJSON: json, isSummary: summary, limit: count, projects: Set(project))
            let engine = try Engine(
                settings: settings, token: try source.token(), group: MultiThreadedEventLoopGroup.singleton,
                resume: nil,
                project: nil, logger: try options.logger(), clock: { ScreenProgram.now() },
                sink: { writer.write($0) }
            )
            engine.start()
            let status = await withTaskGroup(of: ExitStatus.self) { group in
                group.addTask { await writer.finished() }
                group.addTask { await Signals.wait() }
                if let seconds = duration.flatMap(Self.seconds) {
                    group.addTask {
                        // Cancelled when something else came first: the status is not looked at then.
                        try? await Task.sleep(for: .seconds(seconds))
                        return .done
                    }
                }
                let first = await group.next() ?? .done
                writer.end()
                Signals.stopWaiting()
                group.cancelAll()
                return first
            }
            await engine.stop()
            return status
        }
    }
}
