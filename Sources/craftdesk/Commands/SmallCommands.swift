import App
import ArgumentParser
import Feed
import Foundation
import JSON
import Screen
import Store

/// `craftdesk keys`.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "keys", abstract: "The key table.")

    @OptionGroup var options: GlobalOptions
    @Flag(help: "As a Markdown table, for the README.") var markdown = false

    func run() async throws {
        try await endingWell {
            let keymap = markdown ? .standard : try options.configuration().keymap()
            if markdown {
                print(CommandTable.markdown(keymap))
            } else {
                for entry in CommandTable.entries {
                    let keys = keymap.keys(of: entry.command).map(\.name).joined(separator: " ")
                    print(
                        keys.padding(toLength: max(20, keys.count + 1), withPad: " ", startingAt: 0)
                            + entry.help)
                }
            }
            return .done
        }
    }
}

/// `craftdesk status`: unread counts from the store, without the network.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Unread counts from the store, for prompts; never touches the network."
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
                print(
                    JSONTree.object([.init("unread", .integer(total)), .init("projects", projects)])
                        .serialized())
            } else {
                print(total)
            }
            return .done
        }
    }
}

/// `craftdesk config`.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The configuration.",
        subcommands: [Path.self, Check.self, Show.self]
    )

    /// Where every file is.
    struct Path: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Where every file is.")
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            print("configuration  \(options.config ?? options.paths.configurationFile)")
            print("token          \(options.paths.tokenFile)")
            print("state          \(options.paths.stateDirectory)")
        }
    }

    /// The configuration checked.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Check the configuration.")
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await endingWell {
                let configuration = try options.configuration()
                _ = try ClientSettings(configuration)
                _ = try configuration.keymap()
                _ = try configuration.deliveryPolicy()
                print("\(configuration.file ?? "the environment"): good")
                return .done
            }
        }
    }

    /// The effective values.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The effective values and where each came from.")
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            try await endingWell {
                let configuration = try options.configuration()
                for setting in Settings.all {
                    print(
                        "\(setting.path) = \(configuration.toml(of: setting))  # \(configuration.origin(of: setting.path))"
                    )
                }
                return .done
            }
        }
    }
}
