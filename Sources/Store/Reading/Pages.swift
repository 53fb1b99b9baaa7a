public import Feed
import GRDB

/// A stretch of the stored feed, newest first, and where to go on.
public struct StoredPage: Equatable, Sendable {
    /// The entries, newest first.
    public var entries: [StoredEntry]
    /// Where the next, older page begins; nil when there is none.
    public var next: Int64?
}

/// What a start reads: the newest entries, and the counts of everything from the same moment.
public struct StoredStart: Sendable {
    /// The newest entries.
    public var page: StoredPage
    /// Unread entries in all, by project; the workspace's own under nil.
    public var unread: [String?: UnreadCount]
    /// Unread entries that are not in the page.
    public var unloaded: [String?: UnreadCount] {
        var counts = unread
        for entry in page.entries where entry.marks.isUnread {
            let count = counts[entry.notification.project] ?? UnreadCount()
            let forMe = entry.notification.addressedToMe ? 1 : 0
            counts[entry.notification.project] = UnreadCount(
                entries: count.entries - 1, forMe: count.forMe - forMe)
        }
        return counts.filter { $0.value != UnreadCount() }
    }
    /// The facts, by name.
    public var facts: [String: String]
    /// The end of the log of marks: what others mark from then on is told by `marksOfOthers`.
    public var marksPosition: Int64
}

extension FeedStore {
    /// What the first screen needs, in one reading: its cost does not depend on how much is stored.
    public func start(limit: Int) throws(StoreError) -> StoredStart {
        try reading { database in
            StoredStart(
                page: try page(before: .max, limit: limit, database),
                unread: try unread(database),
                facts: Dictionary(
                    try GRDB.Row.fetchAll(database, sql: "SELECT name, value FROM fact")
                        .map { ($0["name"] as String, $0["value"] as String) }, uniquingKeysWith: { $1 }),
                marksPosition: try marksPosition(database)
            )
        }
    }

    /// Entries stored before a point, newest first.
    public func page(before sequence: Int64, limit: Int) throws(StoreError) -> StoredPage {
        try reading { try page(before: sequence, limit: limit, $0) }
    }

    private func page(before sequence: Int64, limit: Int, _ database: Database) throws -> StoredPage {
        let statement = try database.cachedStatement(
            sql: "SELECT * FROM entry WHERE sequence < ? ORDER BY sequence DESC LIMIT ?")
        return try Self.page(statement, [sequence, max(1, limit)], limit: max(1, limit))
    }

    static func page(
        _ statement: Statement, _ arguments: StatementArguments, limit: Int
    ) throws -> StoredPage {
        let entries = try GRDB.Row.fetchAll(statement, arguments: arguments).map(StoredEntry.init)
        return StoredPage(entries: entries, next: entries.count < limit ? nil : entries.last?.sequence)
    }

    /// The newest entries, oldest of them first, and every unread one: what a test or a small store needs.
    public func load(limit: Int) throws(StoreError) -> [(notification: Feed.Notification, marks: Marks)] {
        try reading { database in
            try GRDB.Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM entry WHERE marks & 1 = 0
                        OR sequence > (SELECT COALESCE(MAX(sequence), 0) FROM entry) - ? ORDER BY sequence
                    """, arguments: [limit]
            ).map(StoredEntry.init).map { ($0.notification, $0.marks) }
        }
    }

    /// An entry by its id.
    public func entry(_ id: String) throws(StoreError) -> StoredEntry? {
        try reading { database in
            try GRDB.Row.fetchOne(
                try database.cachedStatement(sql: "SELECT * FROM entry WHERE id = ?"), arguments: [id]
            ).map(StoredEntry.init)
        }
    }

    /// Unread entries by project; the workspace's own under nil. Reads the counters, whatever is stored.
    public func unreadCounts() throws(StoreError) -> [String?: Int] {
        try reading { try unread($0) }.mapValues(\.entries)
    }

    /// As `unreadCounts`, with those that are addressed to me.
    public func unread() throws(StoreError) -> [String?: UnreadCount] { try reading { try unread($0) } }

    private func unread(_ database: Database) throws -> [String?: UnreadCount] {
        var counts: [String?: UnreadCount] = [:]
        let sql = "SELECT project, entries, for_me FROM unread WHERE entries > 0"
        for row in try GRDB.Row.fetchAll(database, sql: sql) {
            let project: String = row["project"]
            counts[project.isEmpty ? nil : project] = UnreadCount(
                entries: row["entries"], forMe: row["for_me"])
        }
        return counts
    }

    /// The unread entries counted one by one: what the counters must say.
    public func recount() throws(StoreError) -> [String?: UnreadCount] {
        try reading { database in
            var counts: [String?: UnreadCount] = [:]
            let sql = """
                SELECT project, COUNT(*) AS entries, SUM(for_me <> 0) AS for_me FROM entry
                WHERE \(Schema.isUnread) GROUP BY COALESCE(project, '')
                """
            for row in try GRDB.Row.fetchAll(database, sql: sql) {
                counts[row["project"] as String?] = UnreadCount(entries: row["entries"], forMe: row["for_me"])
            }
            return counts
        }
    }

    /// How many entries there are.
    public func count() throws(StoreError) -> Int {
        try reading { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM entry") ?? 0 }
    }

    /// A fact kept under a name: the cursor, the project last in view.
    public func fact(_ name: String) -> String? {
        try? reading {
            try String.fetchOne($0, sql: "SELECT value FROM fact WHERE name = ?", arguments: [name])
        }
    }
}
