import ArgumentParser
import Feed
import Foundation
import Store

/// `craftdesk status`: unread counts from the store, without the network.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Unread counts from the store, for prompts; never touches the network.",
        discussion: example(
            "craftdesk status --format tmux", "Unread entries, those for me in yellow, or nothing.")
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "As one JSON object; the same as --format json.") var json = false
    @Option(
        help: ArgumentHelp(
            "\(StatusReport.Format.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"))
    var format = StatusReport.Format.plain
    @Option(
        help: ArgumentHelp(
            "A line of one's own, with {unread}, {mentions} and {project:ID}.", valueName: "text"))
    var template: String?

    func run() async throws {
        try await endingWell {
            let configuration = try options.configuration()
            let path = try options.paths.storeFile(configuration)
            var report = StatusReport(counts: [:])
            if FileManager.default.fileExists(atPath: path) {
                do throws(StoreError) { report.counts = try FeedStore.reading(path: path).unread() } catch {
                    throw Failure(.inputOutput, error.description)
                }
            }
            Output.line(template.map(report.text(template:)) ?? report.text(json ? .json : format))
            return .done
        }
    }
}

extension StatusReport.Format: ExpressibleByArgument {}
