import Feed
import GRDB
import Testing

@testable import Store

@Suite struct SchemaTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    /// A file as version 1 of the program left it, made by that version's own SQL: it must not follow the code.
    private func makeVersion1() throws {
        let queue = try place.raw()
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY);
                    INSERT INTO grdb_migrations VALUES ('1');
                    CREATE TABLE entry (
                        sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
                        name TEXT NOT NULL, channel TEXT NOT NULL, project TEXT, task_id TEXT, task_key TEXT,
                        task_title TEXT, actor_id TEXT, actor_name TEXT, text TEXT NOT NULL, excerpt TEXT, url TEXT,
                        occurred_at INTEGER NOT NULL, received_at INTEGER NOT NULL, live INTEGER NOT NULL,
                        for_me INTEGER NOT NULL, mine INTEGER NOT NULL, cursor TEXT, payload BLOB NOT NULL,
                        marks INTEGER NOT NULL
                    );
                    CREATE INDEX entry_unread ON entry (project) WHERE marks & 1 = 0;
                    CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
                    INSERT INTO entry (id, kind, name, channel, project, task_id, task_key, task_title, actor_id,
                        actor_name, text, excerpt, url, occurred_at, received_at, live, for_me, mine, cursor,
                        payload, marks) VALUES
                        ('a', 'comment', 'N', 'c', '3', '1', 'WEB-1', 'Title', '5', 'Ana', 'Ana commented', 'hello',
                         'https://a', 1000, 2000, 1, 1, 0, '7', x'7B7D', 0),
                        ('b', 'status', 'N', 'c', NULL, NULL, NULL, NULL, NULL, NULL, 'moved', NULL, NULL,
                         1000, 2000, 0, 0, 0, NULL, x'', 0),
                        ('c', 'comment', 'N', 'c', '3', NULL, NULL, NULL, NULL, NULL, 'read', NULL, NULL,
                         1000, 2000, 1, 0, 0, NULL, x'', 1);
                    INSERT INTO fact VALUES ('cursor', '7'), ('project', '3');
                    """)
        }
    }

    @Test func aFileOfVersion1KeepsEverything() throws {
        try makeVersion1()
        let store = try place.open()
        #expect(store.fact("cursor") == "7")
        let entries = try store.load(limit: 10)
        #expect(entries.map(\.notification.id) == ["a", "b", "c"])
        #expect(entries.first?.notification.payload == Array("{}".utf8))
        #expect(entries.first?.notification.actor == Actor(id: "5", name: "Ana"))
        #expect(try store.unread() == ["3": UnreadCount(entries: 1, forMe: 1), nil: UnreadCount(entries: 1)])
        #expect(try store.search(words: "hello", limit: 5).entries.map(\.notification.id) == ["a"])
        try store.append([TemporaryStore.event("d")], marks: [])
        #expect(try store.unread() == store.recount())
        store.close()
        // The second start finds nothing to do.
        let again = try place.open()
        #expect(try again.count() == 4)
    }

    @Test func everyVersionReachesTheSameTables() throws {
        try makeVersion1()
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
        let version = try fresh.raw().read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        #expect(version == Schema.version)
    }

    @Test func theCountersAndTheFeedMeanTheSameByUnread() throws {
        #expect(Schema.isUnread == "marks & \(Marks.uncounted.rawValue) = 0")
        let store = try place.open()
        var random = Seeded(state: 7)
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
