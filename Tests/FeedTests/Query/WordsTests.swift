import Feed
import SeededRandom
import Testing

@Suite struct WordsTests {
    @Test(arguments: [
        ("checkout", "The CHECKOUT fails", true), ("Checkout", "checkout", true), ("x", "", false),
        ("", "anything", true), ("fails!", "fails", false), ("aab", "aaab", true), ("é", "CAFÉ", true),
        ("cafe", "café", false), ("b c", "a b  c", false), ("ß", "straße", true), ("e", "É e", true),
        ("[", "a{b", false),
    ])
    func whateverTheCase(_ words: String, _ text: String, _ expected: Bool) {
        #expect(Words(words).occur(in: text) == expected)
    }

    /// The fast way for ASCII finds what the plain way finds.
    @Test func theFastWayFindsTheSame() {
        var random = SplitMix64(seed: 3)
        let letters = Array("abAB é")
        func text(_ length: UInt64) -> String {
            String((0..<Int(random.next() % length)).map { _ in letters[Int(random.next() % 6)] })
        }
        for _ in 0..<3000 {
            let (needle, haystack) = (text(4), text(12))
            #expect(
                Words(needle).occur(in: haystack)
                    == (needle.isEmpty || haystack.lowercased().contains(needle.lowercased())))
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
