import ArgumentParser
import Foundation
import Logging

/// The options every command has.
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"), completion: .file())
    var config: String?

    @Option(help: ArgumentHelp("The [profile.NAME] of the configuration.", valueName: "name"))
    var profile: String?

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp(
            "A configuration key for this run, as in server.url=ws://host.", valueName: "key=value")
    )
    var settings: [String] = []

    @Flag(help: "Accept any certificate, as --set server.insecure=true; the screen says so.")
    var insecure = false

    @Option(help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"))
    var logLevel: LogLevel?

    @Option(help: ArgumentHelp("Append the log to this file.", valueName: "file"), completion: .file())
    var logFile: String?

    @Flag(help: "No colours, as NO_COLOR.")
    var noColor = false

    /// What the command line sets of the configuration.
    var flags: [String] { settings + (insecure ? ["server.insecure=true"] : []) }

    /// The process's surroundings, read in this one place.
    var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// `--profile`, else `CRAFTDESK_PROFILE`; nil for the file's own sections.
    var profileName: String? {
        (profile ?? environment["CRAFTDESK_PROFILE"]).flatMap { $0.isEmpty ? nil : $0 }
    }

    var paths: Paths { Paths(environment: environment, profile: profileName) }

    var loader: ConfigurationLoader {
        ConfigurationLoader(
            environment: environment, flags: flags, profile: profileName, configPath: config)
    }

    func configuration() throws -> Configuration { try loader.load() }

    /// Colours on standard output: for a person at a terminal who doesn't mind.
    var colorsOutput: Bool { wantsColors && Output.isTerminal() && environment["TERM"] != "dumb" }
}

/// The levels of swift-log, as an option's values.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case trace, debug, info, notice, warning, error, critical

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}
