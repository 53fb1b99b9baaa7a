import TestSupport
import Testing

@testable import craftdesk

@Suite struct ConfigCommandTests {
    let tool: CommandLineTool

    init() throws { tool = try CommandLineTool() }

    private func configure(_ text: String) throws {
        try tool.directory.write(".config/craftdesk/config.toml", text)
    }

    private static let good = """
        [server]
        url = "wss://ws.acme.example"
        key = "k"
        secret = "hush-hush"
        [app]
        url = "https://acme.example"
        [workspace]
        id = 7
        [profile.work.server]
        url = "wss://two.example"
        """

    @Test func pathTellsEachFileAndWhetherItIsThere() async throws {
        let home = tool.directory.path
        let before = try await tool.run("config", "path")
        #expect(before.status == 0)
        #expect(
            before.output.contains("configuration  \(home)/.config/craftdesk/config.toml (not there yet)\n"))
        try configure(Self.good)
        let after = try await tool.run("config", "path", "--profile", "work")
        #expect(after.output.contains("configuration  \(home)/.config/craftdesk/config.toml\n"))
        #expect(
            after.output.contains("token          \(home)/.config/craftdesk/token-work (not there yet)\n"))
        #expect(
            after.output.contains(
                "store          \(home)/.local/state/craftdesk/profiles/work/two.example-443_k_7_me.sqlite"))
        #expect(after.output.contains("profile        work: \(home)/.local/state/craftdesk/profiles/work\n"))
    }

    @Test func checkTellsEachFaultWithItsPlaceAndEndsWith78() async throws {
        try configure("[server]\nulr = 1\n[ui]\nclock = 3\n")
        let outcome = try await tool.run("config", "check")
        #expect(outcome.status == 78)
        #expect(outcome.output == "")
        let file = "craftdesk: \(tool.directory.path)/.config/craftdesk/config.toml"
        #expect(
            outcome.errors == """
                \(file):2:1: unknown key "ulr"; the nearest known name is "url".
                \(file):4:1: ui.clock must be true or false, not a whole number.

                """)
    }

    @Test func checkSaysThatAFileIsGood() async throws {
        try configure(Self.good)
        let outcome = try await tool.run("config", "check")
        #expect(outcome.status == 0)
        #expect(outcome.output.hasSuffix("/config.toml: good\n"))
    }

    @Test func checkFindsWhatIsMissing() async throws {
        try configure("[server]\nurl = \"wss://x\"\n")
        let outcome = try await tool.run("config", "check")
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("app.url is not set"))
    }

    @Test func showTellsValuesAndOriginsAndNoSecret() async throws {
        try configure(Self.good)
        let outcome = try await tool.run(
            "config", "show", "--set", "ui.clock=true", environment: ["CRAFTDESK_SERVER_KEY": "other"])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("url = \"wss://ws.acme.example\"  # /"))
        #expect(outcome.output.contains("config.toml:2\n"))
        #expect(outcome.output.contains("key = \"other\"  # CRAFTDESK_SERVER_KEY\n"))
        #expect(outcome.output.contains("clock = true  # --set\n"))
        #expect(outcome.output.contains("insecure = false  # default\n"))
        #expect(!outcome.output.contains("hush-hush"))
    }

    @Test func whatShowPrintsCanBeReadAgain() async throws {
        try configure("[[project]]\nid = 3\nkey = \"WEB\"\n[keys]\ndown = [\"j\", \"C-n\"]\n")
        let shown = try await tool.run("config", "show")
        let file = try tool.directory.write("again.toml", shown.output)
        let again = try await tool.run("config", "show", "--config", file)
        func values(_ text: String) -> [Substring] {
            text.split(separator: "\n").map { $0.split(separator: "  # ").first ?? "" }
        }
        #expect(values(again.output) == values(shown.output))
    }

    @Test func aFileThatIsNotThereEndsWith78() async throws {
        let outcome = try await tool.run("config", "show", "--config", "/none.toml")
        #expect(outcome.status == 78)
        #expect(
            outcome.errors
                == "craftdesk: /none.toml: the configuration can't be read (there is no such file); name another file with --config.\n"
        )
    }
}
