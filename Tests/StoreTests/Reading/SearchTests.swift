import Feed
import GRDB
import Testing

@testable import Store

@Suite struct SearchTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private func ids(_ page: StoredPage) -> [String] { page.entries.map(\.notification.id) }

    @Test func wordsAreFoundInEveryText() throws {
        let store = try place.open()
        try store.append(
            [
                TemporaryStore.event("a", text: "Ana moved it", excerpt: "the Übersicht is broken"),
                TemporaryStore.event("b", actor: "Bo Li", text: "Bo wrote", excerpt: nil),
                TemporaryStore.event("c", task: "77", text: "moved again", excerpt: "x"),
            ], marks: [])
        #expect(ids(try store.search(words: "ubersicht", limit: 9)) == ["a"])
        #expect(ids(try store.search(words: "MOV", limit: 9)) == ["c", "a"])
        #expect(ids(try store.search(words: "moved ana", limit: 9)) == ["c", "a"])
        #expect(ids(try store.search(words: "li", limit: 9)) == ["b"])
        #expect(ids(try store.search(words: "web-77", limit: 9)) == ["c"])
        #expect(ids(try store.search(words: "checkout", limit: 2)) == ["c", "b"])
        #expect(try store.search(words: "checkout", limit: 2).next == 2)
        #expect(ids(try store.search(words: "checkout", before: 2, limit: 2)) == ["a"])
        #expect(ids(try store.search(words: " ", limit: 9)).isEmpty)
        // The facets of the index are no words.
        #expect(ids(try store.search(words: "zz", limit: 9)).isEmpty)
        #expect(ids(try store.search(words: "facets", limit: 9)).isEmpty)
    }

    @Test(arguments: [
        "\"", "a\"b", "AND", "NOT x", "(", "*", "a:b", "-", "^x", "NEAR(a b)", "\u{0}", "é\u{301}",
    ])
    func nothingTypedIsSyntax(_ text: String) throws {
        let store = try place.open()
        try store.append([TemporaryStore.event("a", text: "now say \(text)")], marks: [])
        _ = try store.search(words: text, limit: 9)
        #expect(ids(try store.search(words: "now", limit: 9)) == ["a"])
    }

    @Test func whatLeavesTheStoreLeavesTheIndex() throws {
        let store = try place.open()
        try store.append((0..<30).map { TemporaryStore.event("e\($0)", at: Int64($0)) }, marks: .read)
        // Some are in the index when they go, some are not yet.
        #expect(try store.index(limit: 10))
        let retention = Retention(days: 1, entries: 0, now: Timestamp(seconds: 86_400 + 15))
        while try store.tidy(retention) {}
        #expect(try store.search(words: "body", limit: 99).entries.count == 15)
        try store.writing {
            try $0.execute(sql: "INSERT INTO entry_text (entry_text) VALUES ('integrity-check')")
        }
    }
}
