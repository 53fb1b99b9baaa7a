import TestSupport
import Testing

/// The demo as a new user starts it, in a real terminal of 80x24.
@Suite(.serialized) struct DemoTests {
    private func demo(_ arguments: String...) throws -> TmuxScreen {
        try TmuxScreen(
            [BuiltProduct.path("craftdesk"), "demo", "--seed", "3"] + arguments,
            environment: ["LC_ALL": "C.UTF-8"]
        )
    }

    @Test func showsTheTeamAndEndsWell() async throws {
        let screen = try demo("--speed", "3")
        try await screen.wait(for: "a live feed") { $0.contains("live") && $0.contains("1 WEB") }
        // Rows arrive, badges count and the title carries the total.
        try await screen.wait(for: "unread rows and badges") { text in
            text.contains("●") && text.contains(/Inbox \d/) && text.contains(/\d [A-Z]{3} \d/)
        }
        #expect(try screen.title().contains(/craftdesk \(\d+\)/))
        // A toast shows, and goes.
        try await screen.wait(for: "a toast") { $0.contains(/\n {30,}\S/) }

        try screen.type("?")
        try await screen.wait(for: "the help") { $0.contains("next row") }
        try screen.type("Escape")
        try screen.resize(columns: 160, rows: 48)
        try await screen.wait(for: "three columns") { $0.contains("1 WEB Website") && $0.contains("│") }
        try screen.resize(columns: 39, rows: 8)
        try await screen.wait(for: "the sentence for a small screen") { $0.contains("too small") }
        try screen.resize(columns: 50, rows: 11)
        try screen.type("j")
        try await screen.wait(for: "watch") { !$0.contains("too small") && $0.contains("live") }
        try screen.resize(columns: 80, rows: 24)
        try screen.type("q")
        try await screen.wait(for: "the end") { $0.contains("exited 0") }
        let settings = try screen.terminalSettings()
        // All but the first line, which has the size.
        #expect(settings.before.drop { $0 != "\n" } == settings.after.drop { $0 != "\n" })
    }

    @Test func worksInAsciiAndWithoutColours() async throws {
        let screen = try TmuxScreen(
            [BuiltProduct.path("craftdesk"), "demo", "--no-color", "--speed", "3"],
            environment: ["LC_ALL": "C"], term: "screen"
        )
        try await screen.wait(for: "unread rows in ASCII") { $0.contains("live") && $0.contains("*") }
        #expect(screen.text.utf8.allSatisfy { $0 < 0x80 })
        try screen.type("C-c")
        try await screen.wait(for: "the end") { $0.contains("exited 130") }
    }

    @Test func withoutATerminalItIsASentence() async throws {
        let outcome = try await BuiltProduct.run("craftdesk", ["demo"], environment: ["TERM": "xterm"])
        #expect(outcome.status == 64)
        #expect(outcome.errors.contains("craftdesk tail"))
    }
}
