import ArgumentParser
import TestSupport
import Testing

@testable import craftdesk

@Suite struct GlobalOptionsTests {
    /// Every command, those within commands included.
    static let commands: [(path: [String], command: any ParsableCommand.Type)] = {
        func all(_ command: any ParsableCommand.Type, _ path: [String])
            -> [(path: [String], command: any ParsableCommand.Type)]
        {
            command.configuration.subcommands.flatMap { sub in
                let name = sub.configuration.commandName ?? String(describing: sub).lowercased()
                return [(path + [name], sub)] + all(sub, path + [name])
            }
        }
        return all(Main.self, [])
    }()

    @Test func optionsStandBeforeTheCommandOrAfterIt() throws {
        for arguments in [["--config", "/f", "keys"], ["keys", "--config", "/f"]] {
            let keys = try #require(try Main.parseAsRoot(arguments) as? KeysCommand)
            #expect(keys.options.config == "/f")
        }
        let run = try #require(try Main.parseAsRoot(["--profile", "work"]) as? RunCommand)
        #expect(run.options.profileName == "work")
    }

    @Test func everyCommandHasThemAll() throws {
        for (path, command) in Self.commands where command.configuration.subcommands.isEmpty {
            let help = Main.helpMessage(for: command)
            for option in [
                "--config", "--profile", "--set", "--log-level", "--log-file", "--no-color", "--version",
                "--help",
            ] { #expect(help.contains(option), "\(path) lacks \(option)") }
        }
    }

    @Test func everyCommandsHelpHasAnExampleThatCanBeParsed() throws {
        for (path, command) in Self.commands {
            let discussion = command.configuration.discussion
            #expect(discussion.contains("EXAMPLES:"), "\(path) has no example")
            #expect(!command.configuration.abstract.isEmpty, "\(path)")
            let lines = discussion.split(separator: "\n").filter { $0.hasPrefix("  craftdesk") }
            #expect(!lines.isEmpty, "\(path)")
            for line in lines {
                let words = line.split(separator: " ").dropFirst().prefix {
                    $0 != "|" && $0 != ">" && $0 != "<"
                }
                let arguments = words.map { String($0.filter { $0 != "'" }) }
                do {
                    _ = try Main.parseAsRoot(Array(arguments))
                } catch {
                    Issue.record("\(line): \(Main.message(for: error))")
                }
            }
        }
    }
}
