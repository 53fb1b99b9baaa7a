import Feed
import GRDB
import Testing

@testable import Store

/// A store of many entries: what a page costs is counted in rows, not in time, since machines differ.
@Suite struct ScaleLongTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private static let count = 60_000

    /// Entries of 500 projects, made by SQLite itself.
    private func fill() throws -> FeedStore {
        let store = try place.open()
        try store.writing { database in
            try database.execute(
                sql: """
                    INSERT INTO entry (id, kind, name, channel, project, task_id, task_key, task_title, actor_id,
                        actor_name, text, excerpt, occurred_at, received_at, live, for_me, mine, payload, marks)
                    WITH RECURSIVE number (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?)
                    SELECT 'e' || n, CASE n % 4 WHEN 0 THEN 'status' ELSE 'comment' END, 'C', 'c', 3 + n % 500,
                        n % 5000, 'WEB-' || (n % 5000), 'Checkout fails', n % 5, 'Name' || (n % 5),
                        'wrote', 'the screenshot shows needle' || n, n * 1000, n * 1000, 1, n % 50 = 0, 0, x'7B7D',
                        CASE WHEN n % 1000 = 0 THEN 4 ELSE n % 3 > 0 END FROM number
                    """, arguments: [Self.count])
        }
        while try store.tidy(Retention()) {}
        return store
    }

    @Test func aPageLooksAtABoundedNumberOfRowsAndPagesFindEverything() throws {
        let store = try fill()
        let context = QueryContext(now: Timestamp(seconds: 1_000_000))
        let queries = [
            "kind:status", "project:77", "project:77 kind:comment", "is:unread from:name3", "is:starred",
            "is:starred from:name0", "screenshot", "screensh", "needle", "needle5", "sc", "needle59999",
            "haystack",
            "needle1 screenshot", "task:web-77 -kind:status", "before:990000s", "mention:me project:103",
        ]
        for text in queries {
            let query = try Query(text, kinds: nil)
            let scope = Scope(tab: .all, project: nil, filter: query)
            var found: [String] = []
            var next: Int64? = .max
            while let before = next {
                var visited = 0
                let page = try store.page(of: scope, before: before, limit: 200, context: context)
                _ = try store.reading { database in
                    try store.walk(FilterPlan(scope, context), before: before, database) { sequence, _ in
                        visited += 1
                        return sequence > page.next ?? 0
                    }
                }
                #expect(visited <= FeedStore.scan + 800, "\(text) before \(before)")
                found += page.entries.map(\.notification.id)
                next = page.next
            }
            // What a look at every single entry finds.
            let all = try store.page(before: .max, limit: Self.count).entries.filter {
                query.matches($0.notification, $0.marks, context)
            }
            // In memory a word is found in the middle of others too, in the index at their beginning: here that
            // is the same.
            #expect(found == all.map(\.notification.id), "\(text)")
        }
    }

    /// Some tens of thousands are marked piece by piece, and each piece is small.
    @Test func aSweepIsDoneInPieces() throws {
        let store = try fill()
        var desk = try Desk(store, loads: 100)
        let unread = desk.timeline.unreadTotal
        try desk.did(desk.timeline.markAllRead())
        var left = desk.timeline.unreadTotal
        #expect(left >= unread - 100)
        while try desk.sweepOnce() {
            #expect(left - desk.timeline.unreadTotal <= FeedStore.sweepStep)
            left = desk.timeline.unreadTotal
        }
        #expect(left == 0)
        try desk.expectCountsToAgree()
    }
}
