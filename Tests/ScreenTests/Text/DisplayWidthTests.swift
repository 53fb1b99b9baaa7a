import HostileText
import Testing

@testable import Screen

// That the widths are the C library's is held in TerminalTests, where the C library is.
@Suite struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("👩\u{200D}💻", 2), ("❤\u{FE0F}", 1),
        ("🇩🇪", 2),
        ("का", 2), ("שלום", 4), ("\u{7}", 0), ("\u{200B}", 0), ("ｱ", 1), ("Ａ", 2), ("１", 2),
    ])
    func columns(text: String, expected: Int) { #expect(DisplayWidth.of(text) == expected) }

    @Test(arguments: HostileText.cases)
    func theWidthOfATextIsThatOfItsParts(hostile: HostileText.Case) {
        let text = Sanitiser.row(hostile.text)
        #expect(DisplayWidth.of(text) == text.reduce(0) { $0 + DisplayWidth.of($1) })
        #expect(DisplayWidth.of(text) == Glyphs(text).reduce(0) { $0 + $1.columns })
    }
}
