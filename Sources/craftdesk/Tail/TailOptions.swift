import ArgumentParser
import Feed
import Realtime

/// What `tail` and `record` have in common: which channels, and when to end.
struct TailOptions: ParsableArguments {
    @Flag(help: "JSON lines: events, states and errors on standard output.") var json = false

    @Option(help: ArgumentHelp("Hold this channel too.", valueName: "name")) var channel: [String] = []

    @Option(help: ArgumentHelp("Hold this project's channels, and print its events only.", valueName: "id"))
    var project: [String] = []

    @Option(help: ArgumentHelp("End after this many events.", valueName: "number")) var count: Int?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("End after this time, as in 10s or 5m.", valueName: "time")) var duration: String?

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count must be at least 1.") }
        if let duration, Self.seconds(duration) == nil {
            throw ValidationError("--for must be like 500ms, 10s, 5m or 1h.")
        }
    }

    /// Seconds after which it ends.
    var seconds: Double? { duration.flatMap(Self.seconds) }

    static func seconds(_ text: String) -> Double? {
        for (suffix, factor) in [("ms", 0.001), ("s", 1.0), ("m", 60.0), ("h", 3600.0)]
        where text.hasSuffix(suffix) {
            if let number = Double(text.dropLast(suffix.count)), number > 0, number < 1e6 {
                return number * factor
            }
        }
        return nil
    }

    /// The settings with the channels that were asked for.
    func settings(_ configuration: Configuration) throws(ConfigurationError) -> ClientSettings {
        var settings = try ClientSettings(configuration)
        settings.extraChannels += channel + project.flatMap(settings.channels(ofProject:))
        return settings
    }

    /// What is printed: nothing can be waited for without the workspace's channel and those that were named.
    func choice(_ settings: ClientSettings) -> TailWriter.Choice {
        var choice = TailWriter.Choice(isJSON: json, limit: count, projects: Set(project))
        choice.security = settings.acceptsAnyCertificate ? .unverified : settings.realtime.security
        choice.needed = Set(
            [settings.patterns.workspaceChannel(settings.workspace)] + channel
                + project.map(settings.patterns.projectChannel))
        return choice
    }
}
