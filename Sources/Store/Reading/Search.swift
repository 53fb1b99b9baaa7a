import GRDB

extension FeedStore {
    /// How many entries at most wait for their words to go into the index.
    func unindexed() throws(StoreError) -> Int {
        try reading { database in
            let done = try Int64.fetchOne(database, sql: "SELECT sequence FROM indexed") ?? 0
            let last = try Int64.fetchOne(database, sql: "SELECT MAX(sequence) FROM entry") ?? 0
            return Int(clamping: max(0, last - done))
        }
    }

    /// Puts the words of entries that have come since into the index.
    /// - Returns: whether there are more.
    func index(limit: Int) throws(StoreError) -> Bool {
        try writing { database in
            let done = try Int64.fetchOne(database, sql: "SELECT sequence FROM indexed") ?? 0
            let last = try Int64.fetchOne(
                database,
                sql: """
                    SELECT MAX(sequence) FROM (
                        SELECT sequence FROM entry WHERE sequence > ? ORDER BY sequence LIMIT ?)
                    """, arguments: [done, limit])
            guard let last else { return false }
            try database.cachedStatement(
                sql: """
                    INSERT INTO entry_text (rowid, text, excerpt, actor, task, facets)
                        SELECT sequence, text, excerpt, actor, task, facets FROM entry_search
                        WHERE sequence > ? AND sequence <= ?
                    """
            ).execute(arguments: [done, last])
            try database.execute(sql: "UPDATE indexed SET sequence = ?", arguments: [last])
            return true
        }
    }
}
