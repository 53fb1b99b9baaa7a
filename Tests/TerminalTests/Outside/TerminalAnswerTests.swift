import Screen
import Testing

@testable import Terminal

@Suite struct TerminalAnswerTests {
    private func answer(_ kind: Character, _ body: String) -> TerminalAnswer? {
        TerminalAnswer(kind: kind.asciiValue ?? 0, body: Array(body.utf8)[...])
    }

    @Test func names() {
        #expect(answer("P", ">|kitty(0.32.2)") == .name("kitty(0.32.2)"))
        #expect(answer("P", ">|a\u{7}\u{1B}b\u{7F}é") == .name("ab"))
        #expect(answer("P", "1$r0m") == nil)
    }

    @Test func backgrounds() {
        #expect(answer("]", "11;rgb:ffff/ffff/ffff") == .background(.rgb(255, 255, 255)))
        #expect(answer("]", "11;rgb:1e/1e/2e") == .background(.rgb(0x1E, 0x1E, 0x2E)))
        #expect(answer("]", "11;rgb:f/0/8") == .background(.rgb(255, 0, 136)))
        #expect(answer("]", "11;rgba:0000/0000/0000/ffff") == .background(.rgb(0, 0, 0)))
    }

    @Test(arguments: [
        "11;", "11;rgb:", "11;rgb:ff/ff", "11;rgb:fffff/0/0", "11;rgb:x/y/z", "11;#000000", "10;rgb:0/0/0",
        "52;c;eA==",
    ])
    func whatIsNoAnswer(body: String) { #expect(answer("]", body) == nil) }
}
