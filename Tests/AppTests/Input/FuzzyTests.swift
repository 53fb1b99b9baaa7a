import Testing

@testable import App

@Suite struct FuzzyTests {
    @Test func lettersOccurInTheirOrder() {
        #expect(Fuzzy.score("wbs", "Website") != nil)
        #expect(Fuzzy.score("sbw", "Website") == nil)
        #expect(Fuzzy.score("", "anything") == 0)
        #expect(Fuzzy.score("a", "") == nil)
    }

    @Test func beginningsComeFirst() {
        let items = ["Backups Ana", "Banana", "Ana Souza", "Public API"]
        #expect(Fuzzy.ranked(items, by: "ana") { $0 }.first == "Ana Souza")
        #expect(Fuzzy.ranked(items, by: "api") { $0 } == ["Public API"])
        #expect(Fuzzy.ranked(items, by: "") { $0 } == items)
    }

    @Test func wordsBeginningsBeatLettersWithin() throws {
        let initials = try #require(Fuzzy.score("pa", "Public API"))
        let within = try #require(Fuzzy.score("pa", "Repair shop"))
        #expect(initials > within)
    }

    @Test func equalsStayInTheirOrder() {
        #expect(Fuzzy.ranked(["ab 1", "ab 2", "ab 3"], by: "ab") { $0 } == ["ab 1", "ab 2", "ab 3"])
    }

    @Test func longTextsAreHarmless() {
        #expect(Fuzzy.score("ab", String(repeating: "a", count: 100_000)) == nil)
    }
}
