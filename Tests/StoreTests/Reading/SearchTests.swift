import Feed
import GRDB
import Testing

@testable import Store

@Suite struct SearchTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private func ids(_ store: FeedStore, _ text: String) throws -> [String] {
        try store.found(text).map(\.notification.id)
    }

    /// The same whether the entries are in the full-text index already, some of them, or none.
    @Test(arguments: [0, 1, 2, 3]) func wordsAreFoundInEveryText(_ indexed: Int) throws {
        let store = try place.open()
        try store.append(
            [
                TemporaryStore.event("a", text: "Ana moved it", excerpt: "the Übersicht is broken"),
                TemporaryStore.event("b", actor: "Bo Li", text: "Bo wrote", excerpt: nil),
                TemporaryStore.event("c", task: "77", text: "moved again", excerpt: "x"),
            ], marks: [])
        if indexed > 0 { _ = try store.index(limit: indexed) }
        #expect(try ids(store, "übersicht") == ["a"])
        #expect(try ids(store, "MOV") == ["c", "a"])
        #expect(try ids(store, "moved ana") == ["c", "a"])
        #expect(try ids(store, "li") == ["b"])
        #expect(try ids(store, "li") == ["b"])
        #expect(try ids(store, "web-77") == ["c"])
        #expect(try ids(store, "checkout") == ["c", "b", "a"])
        #expect(try ids(store, "\"moved ag\"") == ["c"])
        #expect(try ids(store, "\"fails on i\"") == ["c", "b", "a"])
        #expect(try ids(store, "\"ana moved it\"") == ["a"])
        // The facets of the index are no words.
        #expect(try ids(store, "zzk").isEmpty)
        #expect(try ids(store, "zz").isEmpty)
        #expect(try ids(store, "facets").isEmpty)
    }

    @Test(arguments: [
        "\"", "a\"b", "AND", "NOT x", "(", "*", "a:b", "-", "^x", "NEAR(a b)", "\u{0}", "é\u{301}",
    ])
    func nothingTypedIsSyntax(_ text: String) throws {
        let store = try place.open()
        try store.append([TemporaryStore.event("a", text: "now say \(text)")], marks: [])
        while try store.index(limit: 10) {}
        let scope = Scope(
            tab: .all, project: nil, filter: Query(.term(.words(Words(text))), text: text))
        _ = try store.page(of: scope, limit: 9, context: QueryContext(now: Timestamp(seconds: 9)))
        #expect(try ids(store, "now") == ["a"])
    }

    @Test func whatLeavesTheStoreLeavesTheIndex() throws {
        let store = try place.open()
        try store.append((0..<30).map { TemporaryStore.event("e\($0)", at: Int64($0)) }, marks: .read)
        // Some are in the index when they go, some are not yet.
        #expect(try store.index(limit: 10))
        let retention = Retention(days: 1, entries: 0, now: Timestamp(seconds: 86_400 + 15))
        while try store.tidy(retention) {}
        #expect(try ids(store, "body").count == 15)
        try store.writing {
            try $0.execute(sql: "INSERT INTO entry_text (entry_text) VALUES ('integrity-check')")
        }
    }
}
