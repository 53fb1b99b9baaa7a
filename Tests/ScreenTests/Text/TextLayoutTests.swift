import HostileText
import Testing

@testable import Screen

@Suite struct TextLayoutTests {
    @Test(arguments: HostileText.cases)
    func nothingIsWiderThanItMayBe(hostile: HostileText.Case) {
        let text = Sanitiser.row(hostile.text)
        for columns in 2...40 {
            #expect(DisplayWidth.of(TextLayout.truncated(text, to: columns)) <= columns)
            #expect(TextLayout.wrapped(text, to: columns).allSatisfy { DisplayWidth.of($0) <= columns })
        }
    }

    @Test func whatFitsStays() {
        #expect(TextLayout.truncated("日本", to: 4) == "日本")
        #expect(TextLayout.truncated("日本語", to: 4) == "日…")
        #expect(TextLayout.truncated("abc", to: 0) == "")
        #expect(TextLayout.truncated("abcdef", to: 4, ellipsis: "~") == "abc~")
    }

    @Test func linesBreakAtBlanks() {
        #expect(TextLayout.wrapped("one two three", to: 7) == ["one two", "three"])
        #expect(TextLayout.wrapped("abcdefgh", to: 3) == ["abc", "def", "gh"])
        #expect(TextLayout.wrapped("x", to: 0) == [])
    }

    @Test(arguments: HostileText.cases)
    func wrappingLosesNothingButBlanks(hostile: HostileText.Case) {
        let text = Sanitiser.row(hostile.text)
        let wrapped = TextLayout.wrapped(text, to: 10).joined()
        #expect(wrapped.filter { $0 != " " } == text.filter { $0 != " " })
    }
}
