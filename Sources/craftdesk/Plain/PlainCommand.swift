import App
import ArgumentParser
import Foundation
import Terminal

/// `craftdesk plain`: the same engine with lines instead of a screen, for screen readers, braille lines and
/// terminals that can't move their cursor.
struct PlainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plain",
        abstract: "The accessible interface: appended lines, commands by words and numbers.",
        discussion: example(
            "craftdesk plain",
            "For a screen reader, a braille line, or a terminal that can't move its cursor.")
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await endingWell {
            let configuration = try options.configuration()
            let settings = try ClientSettings(configuration)
            let source = TokenSource(configuration, environment: options.environment, paths: options.paths)
            var preferences = try configuration.preferences()
            preferences.isUTF8 = TerminalCharacters.areUTF8(environment: options.environment)
            preferences.zone = .current
            let logger = try options.logger()
            return try await PlainProgram.run(
                .init(
                    settings: settings, token: try source.token(),
                    storePath: options.storePath(configuration, settings),
                    retention: configuration.retention, policy: try configuration.deliveryPolicy(),
                    preferences: preferences,
                    workspaceName: options.profileName ?? "workspace \(settings.workspace)",
                    hook: HookRunner(configuration, environment: options.environment, logger: logger),
                    logger: logger))
        }
    }
}
