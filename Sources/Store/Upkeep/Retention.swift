import Feed
import GRDB
import Glibc

/// How long entries stay. Unread and starred ones always stay: nothing is lost unseen.
public struct Retention: Equatable, Sendable {
    /// Days that read entries are kept, by when they happened; 0 for ever.
    public var days: Int
    /// Entries kept; beyond them the oldest read ones go. 0 for no limit.
    public var entries: Int
    /// Now, for tests; the wall clock where nil.
    var now: Timestamp?

    /// A retention; negative numbers count as 0.
    public init(days: Int = 0, entries: Int = 0) {
        self.days = max(0, days)
        self.entries = max(0, entries)
    }

    /// A retention at a moment of its own.
    init(days: Int, entries: Int, now: Timestamp) {
        self.init(days: days, entries: entries)
        self.now = now
    }
}

extension FeedStore {
    /// Rows that a step of upkeep touches.
    static let step = 500

    /// Does a little of what keeps the store small and searchable: words of new entries into the index, old
    /// entries out, empty pages back to the file system.
    /// - Parameter onExpiry: called where entries went.
    /// - Returns: whether there is more to do.
    @discardableResult
    public func tidy(_ retention: Retention, onExpiry: () -> Void = {}) throws(StoreError) -> Bool {
        if try index(limit: Self.step) { return true }
        if try expire(retention) {
            onExpiry()
            return true
        }
        return try giveBackPages()
    }

    private func expire(_ retention: Retention) throws(StoreError) -> Bool {
        try writing { database in
            if retention.days > 0 {
                let now = retention.now ?? Self.wallClock()
                let limit = now.milliseconds - Int64(min(retention.days, 100_000)) * 86_400_000
                try database.cachedStatement(
                    sql: """
                        DELETE FROM entry WHERE sequence IN (
                            SELECT sequence FROM entry INDEXED BY entry_expiring
                            WHERE marks & 5 = 1 AND occurred_at < ? ORDER BY occurred_at LIMIT ?)
                        """
                ).execute(arguments: [limit, Self.step])
                if database.changesCount > 0 { return true }
            }
            guard retention.entries > 0 else { return false }
            let count = try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM entry") ?? 0
            guard count > retention.entries else { return false }
            try database.cachedStatement(
                sql: """
                    DELETE FROM entry WHERE sequence IN (
                        SELECT sequence FROM entry INDEXED BY entry_expiring
                        WHERE marks & 5 = 1 ORDER BY occurred_at LIMIT ?)
                    """
            ).execute(arguments: [min(count - retention.entries, Self.step * 4)])
            return database.changesCount > 0
        }
    }

    private func giveBackPages() throws(StoreError) -> Bool {
        try writing { database in
            let free = try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
            // Some free pages are what the next entries need.
            guard free > 256, try Int.fetchOne(database, sql: "PRAGMA auto_vacuum") == 2 else { return false }
            // The pragma moves a page with each step of its statement.
            _ = try GRDB.Row.fetchAll(database, sql: "PRAGMA incremental_vacuum(128)")
            let left = try Int.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
            return left > 256 && left < free
        }
    }

    private static func wallClock() -> Timestamp {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Timestamp(seconds: Int64(time.tv_sec))
    }
}
