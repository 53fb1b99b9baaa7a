import Feed
import GRDB
import Testing

@testable import Store

@Suite struct MatchTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    /// A store whose index has `word` with these endings.
    private func store(_ endings: [String]) throws -> FeedStore {
        let store = try place.open()
        try store.append(
            endings.enumerated().map { TemporaryStore.event("e\($0.offset)", text: "word\($0.element)") },
            marks: [])
        while try store.index(limit: 100) {}
        return store
    }

    private func resolved(_ words: [String], _ store: FeedStore) throws -> String? {
        try store.reading { try Match.begun(words, in: Match.words).resolved($0) }
    }

    @Test func aWordThatIsBegunIsTheWordsThatBeginSo() throws {
        let store = try store(["", "s", "ing"])
        let words = Match.words
        #expect(
            try resolved(["word"], store)
                == "(\(words)\"word\") OR (\(words)\"wording\") OR (\(words)\"words\")")
        #expect(try resolved(["some", "wordi"], store) == "(\(words)\"some wording\")")
        // Nothing begins so: an expression that finds nothing, at no cost.
        #expect(try resolved(["wordx"], store) == "\(words)\"wordx\"")
        // As long as the index of beginnings, it is in there.
        #expect(try resolved(["wor"], store) == "\(words)\"wor\" *")
        // Shorter ones are looked for row by row: they are everywhere.
        #expect(try resolved(["wo"], store) == nil)
        #expect(try resolved(["some", "wo"], store) == "\(words)\"some\"")
        // What isn't plain ASCII is left to FTS5, which knows what its tokenizer makes of it.
        #expect(try resolved(["wörter"], store) == "\(words)\"wörter\" *")
    }

    @Test func aWordOfManyEndingsIsLookedForByItsFirstThreeCharacters() throws {
        let store = try store((0..<40).map(String.init))
        #expect(try resolved(["word"], store) == "\(Match.words)\"wor\" *")
        #expect(try resolved(["some", "word"], store)?.contains("AND") == true)
        #expect(try resolved(["word39"], store) == "(\(Match.words)\"word39\")")
        #expect(try store.found("word3").count == 11)
    }

    @Test func facetsAreSingleWords() {
        #expect(Match.facet("p", "3a") == .expression("facets : zzp3361"))
        #expect(Match.facet("p", "") == .expression("facets : zzp"))
        #expect(Match.facet("a", "\" OR x") == .expression("facets : zza22204f522078"))
        #expect(Match.facet("a", "é") == nil)
    }

    @Test func aBranchThatSaysNothingLetsEverythingThrough() throws {
        let store = try store([""])
        try store.reading { (database: Database) throws -> Void in
            #expect(
                try Match.any([.expression("a"), .begun(["x"], in: Match.words)]).resolved(database) == nil)
            #expect(
                try Match.all([.expression("a"), .begun(["x"], in: Match.words)]).resolved(database) == "(a)")
            #expect(try Match.all([.begun(["x"], in: Match.words)]).resolved(database) == nil)
        }
    }
}
