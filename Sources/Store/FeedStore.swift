public import Feed
import FoundationEssentials
import GRDB

/// Why the store can't be used; each says what, where and what to do.
public enum StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file can't be opened or made.
    case cannotOpen(path: String, reason: String)
    /// A write failed: a full disk, a lost file system.
    case cannotWrite(path: String, reason: String)
    /// The file was damaged and was put aside.
    case damaged(path: String, movedTo: String)

    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "\(path) can't be opened (\(reason)); check the directory or set store.path."
        case .cannotWrite(let path, let reason):
            "\(path) can't be written (\(reason)); new entries are kept in memory alone."
        case .damaged(let path, let moved):
            "\(path) is damaged; it was put aside as \(moved), and a new one was made."
        }
    }
}

/// The feed on disk: one SQLite file for each server, key, workspace and user. Entries and marks are written
/// in transactions with a write-ahead log, so that a killed program loses nothing it has stored.
public final class FeedStore: Sendable {
    private let queue: DatabaseQueue
    private let path: String

    /// Opens the file, or makes it.
    public init(path: String) throws(StoreError) {
        self.path = path
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
        }
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            try Self.migrator.migrate(queue)
        } catch {
            throw .cannotOpen(path: path, reason: Self.reason(error))
        }
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { database in
            try database.execute(
                sql: """
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
                    """
            )
        }
        return migrator
    }

    private func write(_ work: @Sendable (Database) throws -> Void) throws(StoreError) {
        do { try queue.write(work) } catch { throw .cannotWrite(path: path, reason: Self.reason(error)) }
    }

    private static func reason(_ error: any Error) -> String {
        (error as? DatabaseError)?.message ?? "\(error)"
    }

    /// Keeps entries; those that are there already stay as they are.
    public func append(_ notifications: [Feed.Notification], marks: Marks) throws(StoreError) {
        try write { database in
            let statement = try database.cachedStatement(
                sql: """
                    INSERT OR IGNORE INTO entry (id, kind, name, channel, project, task_id, task_key, task_title, actor_id,
                        actor_name, text, excerpt, url, occurred_at, received_at, live, for_me, mine, cursor, payload, marks)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            )
            for entry in notifications {
                let own: Marks = entry.mine ? marks.union(.read) : marks
                try statement.execute(arguments: [
                    entry.id, entry.kind.rawValue, entry.name, entry.channel, entry.project, entry.task?.id,
                    entry.task?.key, entry.task?.title, entry.actor?.id, entry.actor?.name, entry.text,
                    entry.excerpt,
                    entry.url, entry.occurredAt.milliseconds, entry.receivedAt.milliseconds, entry.live,
                    entry.addressedToMe, entry.mine, entry.cursor, Data(entry.payload),
                    Int(own.rawValue),
                ])
            }
        }
    }

    /// Keeps a change of marks.
    public func apply(_ change: StateChange) throws(StoreError) {
        let bits = Int(change.mark.rawValue)
        try write { database in
            let sql =
                change.isSet
                ? "UPDATE entry SET marks = marks | ? WHERE id = ?"
                : "UPDATE entry SET marks = marks & ~? WHERE id = ?"
            let statement = try database.cachedStatement(sql: sql)
            for id in change.ids { try statement.execute(arguments: [bits, id]) }
        }
    }

    /// The newest entries, oldest of them first, and every unread one: counts are right from the first screen.
    public func load(limit: Int) throws(StoreError) -> [(notification: Feed.Notification, marks: Marks)] {
        do {
            return try queue.read { database in
                let rows = try GRDB.Row.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM entry WHERE marks & 1 = 0
                            OR sequence > (SELECT COALESCE(MAX(sequence), 0) FROM entry) - ? ORDER BY sequence
                        """, arguments: [limit]
                )
                return rows.map {
                    ($0.notification, Marks(rawValue: UInt8(truncatingIfNeeded: $0["marks"] as Int)))
                }
            }
        } catch { throw .cannotOpen(path: path, reason: Self.reason(error)) }
    }

    /// Unread entries by project; the workspace's own under nil.
    public func unreadCounts() throws(StoreError) -> [String?: Int] {
        do {
            return try queue.read { database in
                var counts: [String?: Int] = [:]
                let sql =
                    "SELECT project, COUNT(*) AS unread FROM entry WHERE marks & \(Marks.uncounted.rawValue) = 0 GROUP BY project"
                for row in try GRDB.Row.fetchAll(database, sql: sql) {
                    counts[row["project"] as String?] = row["unread"]
                }
                return counts
            }
        } catch { throw .cannotOpen(path: path, reason: Self.reason(error)) }
    }

    /// A fact kept under a name: the cursor, the project last in view.
    public func fact(_ name: String) -> String? {
        try? queue.read {
            try String.fetchOne($0, sql: "SELECT value FROM fact WHERE name = ?", arguments: [name])
        }
    }

    /// Keeps a fact.
    public func setFact(_ name: String, _ value: String) throws(StoreError) {
        try write {
            try $0.execute(sql: "INSERT OR REPLACE INTO fact VALUES (?, ?)", arguments: [name, value])
        }
    }

    /// Closes the file.
    public func close() { try? queue.close() }
}

extension GRDB.Row {
    fileprivate var notification: Feed.Notification {
        let task: String? = self["task_id"]
        let actor: String? = self["actor_name"]
        let payload: Data = self["payload"]
        return Feed.Notification(
            id: self["id"], kind: EventKind(rawValue: self["kind"]), name: self["name"],
            channel: self["channel"],
            project: self["project"],
            task: task.map { TaskReference(id: $0, key: self["task_key"], title: self["task_title"]) },
            actor: actor.map { Actor(id: self["actor_id"], name: $0) }, text: self["text"],
            excerpt: self["excerpt"],
            url: self["url"], occurredAt: Timestamp(milliseconds: self["occurred_at"]),
            receivedAt: Timestamp(milliseconds: self["received_at"]), live: self["live"],
            addressedToMe: self["for_me"],
            mine: self["mine"], cursor: self["cursor"], payload: Array(payload)
        )
    }
}
