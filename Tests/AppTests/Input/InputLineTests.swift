import Screen
import Testing

@testable import App

@Suite struct InputLineTests {
    /// A line with `|` as the cursor.
    private static func line(_ text: String) -> InputLine {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
        var line = InputLine(parts.joined())
        for _ in (parts.last ?? "") { _ = line.pressed(.left, multiline: false) }
        return line
    }

    private static func shown(_ line: InputLine) -> String { "\(line.before)|\(line.after)" }

    @Test(arguments: [
        ("ab|c", "x", "abx|c"), ("ab|c", "Backspace", "a|c"), ("|abc", "Backspace", "|abc"),
        ("ab|c", "Delete", "ab|"),
        ("ab|c", "C-d", "ab|"), ("abc|", "Left", "ab|c"), ("abc|", "C-b", "ab|c"), ("a|bc", "Right", "ab|c"),
        ("a|bc", "C-f", "ab|c"), ("ab|c", "Home", "|abc"), ("ab|c", "C-a", "|abc"), ("a|bc", "End", "abc|"),
        ("a|bc", "C-e", "abc|"), ("ab|c", "C-u", "|c"), ("a|bc", "C-k", "a|"), ("one two|", "C-w", "one |"),
        ("one  |two", "C-w", "|two"), ("é|", "C-h", "|"), ("|", "Left", "|"), ("|", "Right", "|"),
    ]) func keysOfShells(_ before: String, _ key: String, _ after: String) throws {
        var line = Self.line(before)
        _ = line.pressed(try #require(KeyPress(name: key)), multiline: false)
        #expect(Self.shown(line) == after)
    }

    @Test func keysThatTheLineCantDoByItself() {
        var line = InputLine("a")
        for (key, outcome) in [
            (KeyPress.enter, InputLine.Outcome.submitted), (.control("j"), .submitted), (.escape, .cancelled),
            (.control("c"), .cancelled), (.control("o"), .editor), (.tab, .complete), (.up, .previous),
            (.down, .next),
            (.control("p"), .previous), (.control("n"), .next), (.function(1), .unused),
            (.control("x"), .unused),
        ] { #expect(line.pressed(key, multiline: false) == outcome, "\(key.name)") }
        #expect(line.text == "a")
    }

    @Test func linesOfSeveralRows() {
        var line = InputLine("one")
        #expect(line.pressed(.control("j"), multiline: true) == .edited)
        for character in "two!" { _ = line.pressed(.character(character), multiline: true) }
        #expect(line.text == "one\ntwo!")
        // The cursor goes to the end of a shorter row.
        #expect(line.pressed(.up, multiline: true) == .moved)
        #expect(Self.shown(line) == "one|\ntwo!")
        #expect(line.pressed(.up, multiline: true) == .previous)
        #expect(line.pressed(.home, multiline: true) == .moved)
        #expect(line.pressed(.down, multiline: true) == .moved)
        #expect(Self.shown(line) == "one\n|two!")
        #expect(line.pressed(.down, multiline: true) == .next)
        _ = line.pressed(.control("k"), multiline: true)
        #expect(line.text == "one\n")
    }

    @Test func aPasteIsMadeSafe() {
        var line = InputLine()
        line.paste("one\r\ntwo\u{1B}[31m\u{202E}", multiline: false)
        #expect(!line.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
        #expect(line.text.hasPrefix("one two"))
        var rows = InputLine()
        rows.paste("one\ntwo", multiline: true)
        #expect(rows.text == "one\ntwo")
    }

    @Test func tooMuchIsNotTaken() {
        var line = InputLine()
        line.paste(String(repeating: "a", count: InputLine.limit + 1), multiline: false)
        #expect(line.isEmpty)
        line.paste(String(repeating: "a", count: InputLine.limit), multiline: false)
        #expect(line.pressed(.character("b"), multiline: false) == .moved)
        #expect(line.text.utf8.count == InputLine.limit)
    }
}
