import Feed
import GRDB
import SeededRandom
import Testing

@testable import Store

@Suite struct SchemaTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private func make(version: Int) throws {
        try place.raw().write { try OldFiles.make(version: version, $0) }
    }

    @Test(arguments: 1..<Schema.version) func aFileOfAnEarlierVersionKeepsEverything(_ version: Int) throws {
        try make(version: version)
        let store = try place.open()
        #expect(store.fact("cursor") == "7")
        let entries = try store.load(limit: 10)
        #expect(entries.map(\.notification.id) == ["a", "b", "c"])
        #expect(entries.first?.notification.payload == Array("{}".utf8))
        #expect(entries.first?.notification.actor == Actor(id: "5", name: "Ana"))
        #expect(try store.unread() == ["3": UnreadCount(entries: 1, forMe: 1), nil: UnreadCount(entries: 1)])
        for isIndexed in [false, true] {
            #expect(try store.found("hello").map(\.notification.id) == ["a"])
            #expect(try store.found("project:3 from:ana task:web-1").map(\.notification.id) == ["a"])
            if !isIndexed { while try store.tidy(Retention()) {} }
        }
        try store.append([TemporaryStore.event("d")], marks: [])
        #expect(try store.unread() == store.recount())
        if version >= 2 {
            #expect(try store.orders() == [.mute(Mute(Query(field: "task", value: "1")))])
            #expect(try store.journal().undoable?.label == "read")
            #expect(try store.documents(.draft).map(\.value) == ["half a sentence"])
            #expect(try store.marksOfOthers(since: 0).changes.map(\.ids) == [["c"]])
        }
        store.close()
        // The second start finds nothing to do.
        let again = try place.open()
        #expect(try again.count() == 4)
    }

    @Test(arguments: 1..<Schema.version) func everyVersionReachesTheSameTables(_ version: Int) throws {
        try make(version: version)
        _ = try place.open()
        let fresh = try TemporaryStore()
        _ = try fresh.open()
        func tables(_ store: TemporaryStore) throws -> [String] {
            try store.raw().read {
                try String.fetchAll(
                    $0,
                    sql:
                        "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_schema ORDER BY 1"
                )
            }
        }
        #expect(try tables(place) == tables(fresh))
        let current = try fresh.raw().read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(current == Schema.version)
    }

    @Test func theCountersAndTheFeedMeanTheSameByUnread() throws {
        #expect(Schema.isUnread == "marks & \(Marks.uncounted.rawValue) = 0")
        let store = try place.open()
        var random = SplitMix64(seed: 7)
        var timeline = Timeline()
        for number in 0..<400 {
            let event = TemporaryStore.event(
                "e\(number)", project: [nil, "3", "4"].randomElement(using: &random) ?? nil, task: nil,
                forMe: Bool.random(using: &random), mine: number % 11 == 0)
            let marks = Marks(rawValue: UInt8.random(in: 0..<32, using: &random))
            timeline.insert(event, marks: marks)
            try store.append([event], marks: marks)
        }
        for _ in 0..<300 {
            let ids = (0..<3).map { _ in "e\(Int.random(in: 0..<400, using: &random))" }
            let mark = [Marks.read, .done, .starred, .muted, .snoozed].randomElement(using: &random) ?? .read
            guard let change = timeline.mark(ids, mark, Bool.random(using: &random)) else { continue }
            try store.apply(change)
        }
        #expect(try store.unread() == store.recount())
        #expect(try store.unreadCounts() == timeline.unreadCounts)
        #expect(try store.unread().values.reduce(0) { $0 + $1.forMe } == timeline.unreadForMeTotal)
        // Entries that go take their counts with them.
        try place.raw().write { try $0.execute(sql: "DELETE FROM entry WHERE sequence % 3 = 0") }
        #expect(try store.unread() == store.recount())
    }
}
