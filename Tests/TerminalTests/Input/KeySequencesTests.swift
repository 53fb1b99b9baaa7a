import Screen
import Testing

@testable import Terminal

@Suite struct KeySequencesTests {
    private func decode(_ text: String) -> DecodedInput? {
        let bytes = Array(text.utf8)
        return KeySequences.decode(parameters: bytes.dropLast()[...], final: bytes.last ?? 0)
    }

    @Test(arguments: [
        ("A", KeyPress.up), ("1;5B", .down), ("1;2C", .right), ("d", .left), ("H", .home), ("F", .end),
        ("1~", .home), ("2~", .insert), ("3~", .delete), ("4~", .end), ("5~", .pageUp), ("6~", .pageDown),
        ("7~", .home), ("8~", .end), ("7$", .home), ("5^", .pageUp), ("6@", .pageDown), ("11~", .function(1)),
        ("15~", .function(5)), ("17~", .function(6)), ("21~", .function(10)), ("23~", .function(11)),
        ("24~", .function(12)), ("P", .function(1)), ("S", .function(4)), ("Z", .backTab), ("M", .enter),
    ])
    func keysOfTheFamilies(sequence: String, key: KeyPress) { #expect(decode(sequence) == .key(key)) }

    @Test(arguments: [
        "16~", "22~", "25~", "99~", "~", ";~", "x", ">0;1c", "=1c", "?1;2;3y", "?1;2y", "<0;0;0M", "<0;1M",
        "<35;4;5M", "<1;4;5M", "<0;4;5m", "<M",
    ])
    func whatMeansNothingIsNothing(sequence: String) { #expect(decode(sequence) == nil) }

    @Test(arguments: [
        ("<0;1;1M", MouseEvent(.press, x: 0, y: 0)), ("<0;80;24M", MouseEvent(.press, x: 79, y: 23)),
        ("<64;10;5M", MouseEvent(.wheelUp, x: 9, y: 4)), ("<65;10;5M", MouseEvent(.wheelDown, x: 9, y: 4)),
        // With Shift, Meta and Control held.
        ("<4;2;2M", MouseEvent(.press, x: 1, y: 1)), ("<28;2;2M", MouseEvent(.press, x: 1, y: 1)),
        ("<80;2;2M", MouseEvent(.wheelUp, x: 1, y: 1)),
    ])
    func reportsOfTheMouse(sequence: String, event: MouseEvent) { #expect(decode(sequence) == .mouse(event)) }

    @Test func focusAndAnswers() {
        #expect(decode("I") == .focused(true))
        #expect(decode("O") == .focused(false))
        #expect(decode("?62;4c") == .answer(.attributes([62, 4])))
        #expect(decode("?2026;2$y") == .answer(.mode(2026, setting: 2)))
    }

    @Test(arguments: [
        ("", []), ("1", [1]), ("1;2", [1, 2]), (";", [0, 0]), ("1;;3", [1, 0, 3]),
        ("99999999999999999999", [65535]),
        ("1:2", [12]),
    ])
    func numbersNeverOverflow(text: String, values: [Int]) {
        #expect(KeySequences.numbers(Array(text.utf8)[...]) == values)
    }

    @Test func asManyNumbersAsAreOfUse() {
        let many = Array(String(repeating: "1;", count: 5000).utf8)
        #expect(KeySequences.numbers(many[...]).count == 32)
    }
}
