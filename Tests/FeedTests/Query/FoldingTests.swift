import Feed
import Testing

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Renée", "renee"), ("Rene\u{301}e", "renee"), ("ÅNGSTRÖM", "angstrom"), ("Łukasz", "łukasz"),
        ("ẞ", "ß"),
        ("İstanbul", "istanbul"), ("Việt Nam", "viet nam"), ("ΣΟΦΙΑ", "σοφια"), ("ЙОД", "йод"), ("한국", "한국"),
        ("a\u{20E3}", "a\u{20E3}"), ("", ""), ("👩‍👩‍👧 É", "👩‍👩‍👧 e"),
    ])
    func withoutCaseAndAccents(_ text: String, _ expected: String) {
        #expect(Folding.folded(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
        #expect(Folding.folded(expected) == expected)
    }

    @Test(arguments: [
        ("Check-out FAILS, twice", ["check", "out", "fails", "twice"]), ("in_review", ["in", "review"]),
        ("✅done", ["done"]), ("--", []), ("", []), ("Rene\u{301}e's", ["renee", "s"]),
        ("今日 会議", ["今日", "会議"]),
    ])
    func wordsOfATextAreThoseOfTheIndex(_ text: String, _ words: [String]) {
        #expect(Folding.words(of: text) == words)
    }

    @Test func scriptsWithoutBlanks() {
        #expect("会ひカ한ท".unicodeScalars.allSatisfy(Folding.hasNoBlanks))
        #expect(!"aéσй5-🤖".unicodeScalars.contains(where: Folding.hasNoBlanks))
    }
}
