import Testing

@testable import craftdesk

@Suite struct NotificationCheckTests {
    private func findings(
        _ environment: [String: String], tmux: [String: String] = [:], set: [String: String] = [:]
    ) throws -> [String: NotificationCheck.Finding] {
        var configuration = Configuration()
        for (path, value) in set { configuration.set(path, .text(value), origin: .flag) }
        let check = NotificationCheck(environment: environment) { arguments in tmux[arguments.last ?? ""] }
        return Dictionary(uniqueKeysWithValues: check.findings(configuration).map { ($0.name, $0) })
    }

    @Test func aTerminalThatIsKnownNeedsNothing() throws {
        let found = try findings(["TERM": "xterm-kitty"])
        #expect(found.values.allSatisfy { $0.isGood })
        #expect(found["notifications"]?.text.contains("osc99") == true)
    }

    @Test func eachOptionOfTmuxThatIsMissingIsNamedWithItsLine() throws {
        let found = try findings(
            ["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0"],
            tmux: [
                "allow-passthrough": "off\n", "focus-events": "on\n", "set-titles": "off\n",
                "set-clipboard": "external\n",
            ])
        #expect(found["tmux allow-passthrough"]?.text.contains("\"set -g allow-passthrough on\"") == true)
        #expect(found["tmux focus-events"]?.isGood == true)
        #expect(found["tmux set-titles"]?.isGood == false)
        #expect(found["tmux set-clipboard"]?.isGood == false)
        #expect(found["notifications"]?.isGood == false)
    }

    @Test func whatTheUserSetIsTaken() throws {
        let found = try findings(["TERM": "screen"], set: ["notify.desktop": "osc777"])
        #expect(found["notifications"]?.isGood == true && found["screen"]?.isGood == true)
        #expect(
            try findings(["TERM": "xterm"], set: ["notify.desktop": "off"])["notifications"]?.isGood == true)
    }

    @Test func aHookThatIsNotThereIsSaid() throws {
        let found = try findings(["TERM": "xterm"], set: ["notify.hook": "/nonexistent/hook"])
        #expect(found["hook"]?.isGood == false)
        #expect(try findings(["TERM": "xterm"], set: ["notify.hook": "/bin/cat"])["hook"]?.isGood == true)
    }

    @Test func throughTmuxEachTryIsInItsEnvelope() {
        let tries = NotificationCheck(environment: ["TERM": "tmux-256color"]) { _ in nil }.tries()
        #expect(tries.map(\.way) == ["osc9", "osc777", "osc99"])
        #expect(
            tries.allSatisfy {
                String(decoding: $0.bytes, as: UTF8.self).hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}]")
            })
    }
}
