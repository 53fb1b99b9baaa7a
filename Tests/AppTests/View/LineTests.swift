import Screen
import Testing

@testable import App

@Suite struct LineTests {
    @Test func textIsWrappedAndMadeSafe() {
        var document = Document(width: 10, isUTF8: true)
        document.add("one two three\nfour\u{1B}[2J")
        #expect(document.lines.map(\.text) == ["one two", "three", "four[2J"])
        document = Document(width: 10, isUTF8: false)
        document.add("café 佐藤", indent: 2)
        #expect(document.lines.allSatisfy { $0.text.utf8.allSatisfy { $0 < 0x80 } })
        #expect(document.lines.first?.text.hasPrefix("  cafe") == true)
    }

    @Test func aFactStandsInTwoColumns() {
        var document = Document(width: 20, isUTF8: true)
        document.fact("state", "live and well today", column: 8)
        #expect(document.lines.map(\.text) == ["state   live and", "        well today"])
    }

    @Test func gapsDontAddUp() {
        var document = Document(width: 20, isUTF8: true)
        document.gap()
        document.add("a")
        document.gap()
        document.gap()
        document.heading("b")
        #expect(document.lines.map(\.text) == ["a", "", "b"])
    }

    @Test func noWidthIsHarmless() {
        var document = Document(width: -5, isUTF8: true)
        document.add("ab")
        document.fact("name", "value", column: 30)
        #expect(document.width == 1)
    }
}
