import GRDB

extension FeedStore {
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

    /// Entries that hold all the words, the last one perhaps only begun, newest first. Case and accents don't
    /// matter; text, excerpt, actor and task are looked at.
    public func search(words: String, before sequence: Int64 = .max, limit: Int) throws(StoreError)
        -> StoredPage
    {
        let words = words.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let last = words.last else { return StoredPage(entries: [], next: nil) }
        let terms = words.dropLast().map(Self.quoted) + [Self.quoted(last) + " *"]
        return try search(
            match: "{text excerpt actor task} : (\(terms.joined(separator: " AND ")))", and: "TRUE",
            before: sequence, limit: limit)
    }

    /// A string of FTS5's own language: nothing in it has a meaning.
    static func quoted(_ text: String) -> String {
        "\"" + text.filter { $0 != "\0" }.replacing("\"", with: "\"\"") + "\""
    }

    /// Entries that match an FTS5 expression and a condition, newest first. The match walks backwards and ends
    /// when it has enough.
    func search(
        match: String, and condition: String, before sequence: Int64, limit: Int
    ) throws(StoreError) -> StoredPage {
        while try index(limit: 5000) {}
        return try reading { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT entry.* FROM entry_text CROSS JOIN entry ON entry.sequence = entry_text.rowid
                    WHERE entry_text MATCH ? AND entry_text.rowid < ? AND \(condition)
                    ORDER BY entry_text.rowid DESC LIMIT ?
                    """)
            return try Self.page(statement, [match, sequence, limit], limit: limit)
        }
    }
}
