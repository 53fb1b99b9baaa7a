import App
import TestSupport
import Testing

@testable import craftdesk

@Suite struct KeysCommandTests {
    let tool: CommandLineTool

    init() throws { tool = try CommandLineTool() }

    @Test func aLineIsKeysNameAndHelp() async throws {
        let outcome = try await tool.run("keys")
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n")
        for entry in CommandTable.entries {
            let isThere = lines.contains {
                $0.contains(" \(entry.command.rawValue) ") && $0.hasSuffix(entry.help)
            }
            #expect(isThere, "\(entry.command)")
        }
    }

    @Test func markdownIsTheTableOfTheDocuments() async throws {
        let outcome = try await tool.run("keys", "--markdown")
        #expect(outcome.output == CommandTable.markdown() + "\n")
    }

    @Test func keysOfTheConfigurationAreThoseInForce() async throws {
        let file = try tool.directory.write("config.toml", "[keys]\nstar = \"f\"\n")
        let outcome = try await tool.run("keys", "--config", file)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let line = outcome.output.split(separator: "\n").first { $0.contains(" star ") }
        #expect(line?.hasPrefix("f ") == true)
    }

    @Test func aCommandThatDoesntExistIsSaidWithItsPlace() async throws {
        let file = try tool.directory.write("config.toml", "[keys]\nstarr = \"f\"\n")
        let outcome = try await tool.run("keys", "--config", file)
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("\(file):2"), "\(outcome.errors)")
        #expect(outcome.errors.contains("\"star\""))
    }
}
