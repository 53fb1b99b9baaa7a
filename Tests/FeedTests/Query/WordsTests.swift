import Feed
import SeededRandom
import Testing

@Suite struct WordsTests {
    @Test(arguments: [
        ("checkout", "The CHECKOUT fails", true), ("Checkout", "checkout", true), ("x", "", false),
        ("", "anything", true), ("fails!", "fails", false), ("aab", "x aaab aab", true),
        ("é", "CAFÉ É", true),
        ("cafe", "Café", true), ("café", "cafe", true), ("cafe", "Cafe\u{301}", true),
        ("b c", "a b  c", false),
        ("straße", "straße", true), ("e", "É", true), ("[", "a{b", false), ("che", "checkout", true),
        ("out", "checkout", false), ("out", "check-out", true), ("iOS", "fails on iOS", true),
        ("out fails", "checkout fails", false), ("-out", "check-out", true), ("議", "今日会議", true),
        ("meeting", "会議meeting", false), ("done", "✅done", true), ("Σοφια", "ΣΟΦΙΑ", true),
    ])
    func whateverCaseAndAccentsFromABeginning(_ words: String, _ text: String, _ expected: Bool) {
        #expect(Words(words).occur(in: text) == expected)
    }

    /// The fast way for ASCII finds what the way for all texts finds.
    @Test func theFastWayFindsTheSame() {
        var random = SplitMix64(seed: 3)
        let letters = Array("abAB -")
        func text(_ length: UInt64) -> String {
            String((0..<Int(random.next() % length)).map { _ in letters[Int(random.next() % 6)] })
        }
        for _ in 0..<3000 {
            let (needle, haystack) = (text(4), text(12))
            // A sign that is no letter sends the text the long way.
            #expect(Words(needle).occur(in: haystack) == Words(needle).occur(in: haystack + "·"))
        }
    }

    @Test func everyTextOfARowIsLookedAt() throws {
        let entry = Fixture.entry(text: "one", excerpt: "two")
        for words in ["one", "two", "web-142", "checkout", "souza"] {
            #expect(try Query(words).matches(entry, [], Fixture.context()))
        }
        #expect(try !Query("three").matches(entry, [], Fixture.context()))
    }
}
