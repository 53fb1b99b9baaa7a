import Testing

@testable import Screen

@Suite struct GlyphsTests {
    private func glyphs(_ text: String) -> [String] { Glyphs(text).map { "\($0.text)/\($0.columns)" } }

    @Test func lettersAndMarks() {
        #expect(glyphs("ab") == ["a/1", "b/1"])
        #expect(glyphs("e\u{301}x") == ["e\u{301}/1", "x/1"])
        #expect(glyphs("日本") == ["日/2", "本/2"])
    }

    @Test func aMarkWithoutALetterHasNoPlace() {
        #expect(glyphs("\u{301}") == [])
        #expect(glyphs("\u{301}a") == ["a/1"])
    }

    @Test func ofJoinedEmojiTheFirstIsShown() {
        #expect(glyphs("👩\u{200D}💻!") == ["👩/2", "!/1"])
        #expect(glyphs("👨\u{200D}👩\u{200D}👧\u{200D}👦") == ["👨/2"])
        #expect(glyphs("🏳\u{FE0F}\u{200D}🌈") == ["🏳/1"])
    }

    @Test func selectorsAndTonesAreNotSent() {
        #expect(glyphs("❤\u{FE0F}") == ["❤/1"])
        #expect(glyphs("⌚\u{FE0E}") == ["⌚/2"])
        #expect(glyphs("👍🏽") == ["👍/2"])
        #expect(glyphs("1\u{FE0F}\u{20E3}") == ["1\u{20E3}/1"])
    }

    @Test func aFlagIsItsLetters() { #expect(glyphs("🇩🇪") == ["D/1", "E/1"]) }

    @Test func theLettersOfAClusterHavePlacesOfTheirOwn() {
        #expect(glyphs("का") == ["क/1", "ा/1"])
        #expect(glyphs("\u{1112}\u{1161}\u{11AB}") == ["\u{1112}\u{1161}\u{11AB}/2"])
    }
}
