import Testing

@testable import JSON

@Suite struct UnescapingTests {
    private func text(_ escaped: String) -> String {
        String(decoding: Unescaping.bytes(of: Array(escaped.utf8)[...]), as: UTF8.self)
    }

    @Test(arguments: [
        ("", ""), ("plain", "plain"), (#"\"\\\/"#, "\"\\/"), (#"\b\f\n\r\t"#, "\u{8}\u{C}\n\r\t"),
        (#"\u00e9\u00E9"#, "éé"), (#"\ud83d\ude00"#, "😀"), (#"\u0000"#, "\0"), (#"a\u0041b"#, "aAb"),
    ])
    func escapes(_ escaped: String, _ expected: String) { #expect(text(escaped) == expected) }

    /// Half a pair of surrogates is U+FFFD, and what stands behind it is read.
    @Test(arguments: [
        (#"\ud83d"#, "\u{FFFD}"), (#"\ude00"#, "\u{FFFD}"), (#"\ud83dx"#, "\u{FFFD}x"),
        (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\ud83d\ud83d\ude00"#, "\u{FFFD}😀"), (#"\ud83d\n"#, "\u{FFFD}\n"),
    ])
    func halfAPair(_ escaped: String, _ expected: String) { #expect(text(escaped) == expected) }

    /// The parser has refused these; they must still not trap.
    @Test(arguments: ["\\", "\\u", "\\u12", "\\uZZZZ", "\\ud83d\\u", "\\x"])
    func whatTheParserWouldRefuse(_ escaped: String) { #expect(text(escaped).count < 10) }

    @Test func hexadecimal() {
        for value in UInt8(0)..<16 { #expect(Hexadecimal.value(of: Hexadecimal.digits[Int(value)]) == value) }
        #expect(Hexadecimal.value(of: UInt8(ascii: "F")) == 15)
        #expect(Hexadecimal.value(of: UInt8(ascii: "g")) == nil)
    }
}
