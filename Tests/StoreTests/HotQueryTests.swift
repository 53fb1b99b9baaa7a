import Feed
import GRDB
import Synchronization
import Testing

@testable import Store

/// What SQLite is really asked while somebody reads and marks: each of it finds its rows by an index, so that a
/// million entries cost what a thousand do. The plans are made without statistics: the size doesn't change them.
@Suite struct HotQueryTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    /// The statements that something runs, with their values in them.
    private func statements(_ store: FeedStore, _ work: () throws -> Void) throws -> Set<String> {
        let seen = Mutex<Set<String>>([])
        func trace(_ function: (@Sendable (Database.TraceEvent) -> Void)?) throws {
            // Outside a transaction: one that is under way isn't traced.
            store.queue.inDatabase { $0.trace(options: .statement, function) }
        }
        try trace { event in
            guard case .statement(let statement) = event else { return }
            let sql = statement.expandedSQL
            // What triggers do comes as a comment.
            if !sql.hasPrefix("--") { seen.withLock { _ = $0.insert(sql) } }
        }
        try work()
        try trace(nil)
        return seen.withLock { $0 }
    }

    /// Steps of a plan that go through a whole table, or sort. A few hundred documents of a kind may be sorted.
    private func slowSteps(_ sql: String, _ store: FeedStore) throws -> [String] {
        guard ["SELECT", "UPDATE", "DELETE", "INSERT"].contains(where: sql.hasPrefix) else { return [] }
        let sorts = !sql.contains("FROM document")
        return try store.plan(sql, []).split(separator: "; ").map(String.init).filter { step in
            ["entry", "swept", "mark_log", "document"].contains { step == "SCAN \($0)" }
                || sorts && step.contains("TEMP B-TREE") || step.contains("AUTOMATIC")
        }
    }

    @Test func everyHotQueryFindsItsRowsByAnIndex() throws {
        let store = try place.open()
        let events = (0..<200).map { number in
            TemporaryStore.event(
                "e\(number)", project: "\(number % 5)", task: "\(number % 20)", at: Int64(number),
                forMe: number % 9 == 0)
        }
        try store.append(Array(events.prefix(150)), marks: [])
        while try store.index(limit: 50) {}
        var desk = try Desk(store, loads: 50, window: 60_000)
        let queries = [
            "kind:status", "project:3", "is:unread from:ana", "is:starred", "task:web-7 -from:me", "body",
            "bod", "bo", "\"ana souza\" e1", "mention:me", "before:2h after:2020-01-01", "-is:read",
            "quota:90",
            "status:done", "(from:ana OR project:2) is:done",
        ]
        let seen = try statements(store) {
            _ = try store.start(limit: 100)
            _ = try store.page(before: 120, limit: 50)
            _ = try store.unread()
            _ = try store.entry("e7")
            _ = try store.journal()
            _ = try store.orders()
            for text in queries {
                for (tab, project) in [(Tab.inbox, nil), (.all, "3"), (.mentions, "3"), (.starred, nil)] {
                    let scope = Scope(tab: tab, project: project, filter: try Query(text, kinds: nil))
                    _ = try store.page(of: scope, before: 170, limit: 20, context: desk.context)
                }
            }
            for event in events.suffix(50) { try desk.arrive(event) }
            try desk.did(desk.timeline.markRows(of: ["e150"], .done, true))
            try desk.did(
                desk.timeline.mute(
                    Mute(Query(field: "task", value: "3")), policy: &desk.policy, context: desk.context))
            try desk.did(desk.timeline.snooze(["e199"], until: .forever, policy: &desk.policy))
            try desk.did(desk.timeline.markAllRead())
            try desk.sweep()
            try desk.hear()
            try desk.undo()
            try desk.sweep()
            try store.write([.fact(name: "cursor", value: "1"), .document(.draft, key: "1", value: "x")])
        }
        #expect(seen.count > 100)
        for sql in seen.sorted() {
            let slow = try slowSteps(sql, store)
            #expect(slow.isEmpty, "\(sql)")
        }
        // The check itself tells what has no index.
        #expect(try !slowSteps("SELECT * FROM entry WHERE text = 'x'", store).isEmpty)
        #expect(try !slowSteps("SELECT * FROM entry WHERE id > 'x' ORDER BY text", store).isEmpty)
    }
}
