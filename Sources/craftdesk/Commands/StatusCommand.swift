import ArgumentParser
import Feed
import Foundation
import JSON
import Store

/// `craftdesk status`: unread counts from the store, without the network.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Unread counts from the store, for prompts; never touches the network.",
        discussion: example("craftdesk status --json", "Unread entries, in all and for each project.")
    )

    @OptionGroup var options: GlobalOptions
    @Flag(help: "As one JSON object.") var json = false

    func run() async throws {
        try await endingWell {
            let configuration = try options.configuration()
            let path = try options.storePath(configuration, try ClientSettings(configuration))
            var counts: [String?: Int] = [:]
            if FileManager.default.fileExists(atPath: path) {
                do throws(StoreError) { counts = try FeedStore(path: path).unreadCounts() } catch {
                    throw Failure(.inputOutput, error.description)
                }
            }
            let total = counts.values.reduce(0, +)
            if json {
                var projects: JSONTree = [:]
                for (project, count) in counts.sorted(by: { ($0.key ?? "") < ($1.key ?? "") }) {
                    projects[project ?? ""] = .integer(count)
                }
                Output.line(
                    JSONTree.object([.init("unread", .integer(total)), .init("projects", projects)])
                        .serialized())
            } else {
                Output.line(String(total))
            }
            return .done
        }
    }
}
