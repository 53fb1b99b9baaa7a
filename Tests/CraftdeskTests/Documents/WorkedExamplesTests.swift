import App
import Feed
import Foundation
import JSON
import Screen
import TestSupport
import Testing

@testable import craftdesk

/// The README's worked examples: what it says follows from one entry of a table does follow. That the entries
/// are in the files it names, `DocumentNamesLongTests` checks.
@Suite struct WorkedExamplesTests {
    /// Rows, filters, JSON lines and rules take a kind from the catalogue.
    @Test func anEventKindIsOneEntryOfTheCatalogue() async throws {
        let tool = try CommandLineTool()
        let rules = "[[rule]]\nname = \"loud\"\nquery = \"kind:quota\"\nbell = true\n"
        let file = try tool.directory.write("config.toml", rules)
        for name in ["App\\\\Events\\\\QuotaWarning", "quota.warning"] {
            let event = """
                {"event":"\(name)","channel":"private-workspace.7","data":{"resource":"storage","used":9,"limit":10}}
                """
            let outcome = try await tool.run("rules", "test", "--json", "--config", file, input: event)
            let result = try JSONValue(parsing: Array(outcome.output.utf8))
            #expect(result["kind"]?.string == "quota", "\(outcome.errors)")
            #expect(result["text"]?.string?.hasPrefix("Quota: Storage at 90%") == true)
            #expect(result["bell"]?.bool == true)
            #expect(outcome.output.contains("loud"))
        }
        #expect(throws: Never.self) { try Query("kind:quota") }
    }

    /// Keymap, help, `craftdesk keys`, man page and the documents' tables are made of the command table.
    @Test func aCommandIsOneEntryOfTheCommandTable() async throws {
        let entry = try #require(CommandTable.entries.first { $0.command == .star })
        #expect(entry.keys.map(\.name) == ["s", "*"])
        #expect(Keymap.standard.keys(of: .star) == entry.keys)
        let line = "| `s` `*` | `star` | \(entry.help) |"
        #expect(CommandTable.markdown().contains(line))
        #expect(try Documents.text("README.md").contains(line))
        #expect(try Documents.text("Resources/documents/keys.md").contains(line))
        #expect(ManualPage.program.contains("\\fBs\\fR, \\fB*\\fR\n\(entry.help) (\\fIstar\\fR)\n"))
        let output = try await CommandLineTool().run("keys").output
        #expect(output.split(separator: "\n").contains { $0.hasPrefix("s *") && $0.hasSuffix(entry.help) })
    }

    /// File, environment, `--set`, `config check`, `config show` and the manual read the settings table.
    @Test func aConfigurationKeyIsOneLineOfTheSettingsTable() async throws {
        let tool = try CommandLineTool()
        func shown(_ arguments: String..., environment: [String: String] = [:]) async throws -> String {
            let outcome = try await BuiltProduct.run(
                "craftdesk", ["config", "show"] + arguments,
                environment: environment.merging(["HOME": tool.directory.path]) { $1 })
            return outcome.output.split(separator: "\n").first { $0.hasPrefix("bell = ") }.map(String.init)
                ?? ""
        }
        let file = try tool.directory.write("config.toml", "[ui]\nbell = false\n")
        #expect(try await shown() == "bell = true  # default")
        #expect(try await shown("--config", file).hasPrefix("bell = false  # \(file):2"))
        #expect(
            try await shown(environment: ["CRAFTDESK_UI_BELL": "false"])
                == "bell = false  # CRAFTDESK_UI_BELL")
        #expect(try await shown("--set", "ui.bell=false") == "bell = false  # --set")

        let wrong = try tool.directory.write("wrong.toml", "[ui]\nbel = false\nbell = 7\n")
        let check = try await tool.run("config", "check", "--config", wrong)
        #expect(check.status == 78)
        #expect(
            check.errors.contains("wrong.toml:2:1") && check.errors.contains("\"bell\""), "\(check.errors)"
        )
        #expect(check.errors.contains("ui.bell must be true or false"), "\(check.errors)")
        let help = Settings.table.bell.help
        #expect(ManualPage.configuration.contains(help.replacing("-", with: "\\-")))
        #expect(try Documents.text("Resources/documents/configuration.md").contains(help))
        // And the program reads it by name.
        let isRead = try Documents.sources.contains { try Documents.text($0).contains("[\\.bell]") }
        #expect(isRead)
    }
}
