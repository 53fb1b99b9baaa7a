import Foundation
import TestSupport
import Testing

/// Whatever ends or stops the program, the terminal is as it was: its settings, the screen of the shell, the
/// cursor, the mouse and the title.
@Suite(.serialized) struct EndingTests {
    private struct Run {
        var screen: TmuxScreen
        var process: pid_t
    }

    private func demo() async throws -> Run {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "craftdesk-\(UUID().uuidString)"
        ).path
        let screen = try TmuxScreen(
            [
                "sh", "-c", "echo $$ > \(file); exec \"$0\" demo --seed 3 --set ui.mouse=true",
                BuiltProduct.path("craftdesk"),
            ], environment: ["LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"])
        try await screen.wait(for: "a live feed") { $0.contains("live") && $0.contains("1 WEB") }
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try FileManager.default.removeItem(atPath: file)
        return Run(
            screen: screen, process: try #require(pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        )
    }

    private func expectSound(_ screen: TmuxScreen) throws {
        let settings = try screen.terminalSettings()
        // All but the first line, which has the size.
        #expect(settings.before.drop { $0 != "\n" } == settings.after.drop { $0 != "\n" })
        // Not on the other screen, the cursor shown, no mouse, keypad and cursor keys as they were.
        #expect(try screen.flags() == "0 1 0 0 0")
    }

    @Test(arguments: [
        (SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130), (SIGSEGV, 139), (SIGABRT, 134), (SIGQUIT, 131),
    ])
    func aSignal(number: Int32, status: Int) async throws {
        let run = try await demo()
        #expect(try run.screen.flags().hasPrefix("1 0 1"))
        kill(run.process, number)
        try await run.screen.wait(for: "the end") { $0.contains("exited \(status)") }
        try expectSound(run.screen)
    }

    @Test(arguments: [("q", 0), ("C-c", 130)])
    func aKey(key: String, status: Int) async throws {
        let run = try await demo()
        try run.screen.type(key)
        try await run.screen.wait(for: "the end") { $0.contains("exited \(status)") }
        try expectSound(run.screen)
    }

    @Test func stoppedAndContinuedItDrawsAnew() async throws {
        let run = try await demo()
        for _ in 0..<3 {
            kill(run.process, SIGSTOP)
            try run.screen.resize(columns: 100, rows: 30)
            kill(run.process, SIGCONT)
            try await run.screen.wait(for: "the screen") { $0.contains("live") && $0.contains("1 WEB") }
            try run.screen.resize(columns: 80, rows: 24)
        }
        try run.screen.type("?")
        try await run.screen.wait(for: "the help") { $0.contains("next row") }
        try run.screen.type("q", "q")
        try await run.screen.wait(for: "the end") { $0.contains("exited 0") }
        try expectSound(run.screen)
    }

    @Test func aTerminalThatCannotShowAScreenIsASentence() async throws {
        for type in ["dumb", "", "no-such-terminal"] {
            let screen = try TmuxScreen(
                ["env", "TERM=\(type)", BuiltProduct.path("craftdesk"), "demo"],
                environment: ["LC_ALL": "C.UTF-8"])
            let text = try await screen.wait(for: "the end") { $0.contains("exited 64") }
            // The sentence is longer than a row.
            let sentence = text.replacing("\n", with: "")
            #expect(sentence.contains("craftdesk plain") && sentence.contains("craftdesk tail"))
        }
    }
}
