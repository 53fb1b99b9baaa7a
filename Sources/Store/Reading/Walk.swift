public import Feed
import GRDB

extension FeedStore {
    /// Rows looked at for one page: an answer in a few milliseconds, with a point to go on from, rather than
    /// all of it late.
    static let scan = 2000
    /// How many rows that are left out cost as much as one that is read whole.
    private static let costOfReading = 4

    /// Entries of a tab, of a project and of the scope's filter, stored before a point, newest first.
    /// - Returns: at most `limit` entries; fewer with a `next` where the search goes on from there.
    public func page(
        of scope: Scope, before sequence: Int64 = .max, limit: Int, context: QueryContext
    ) throws(StoreError) -> StoredPage {
        try reading { database in
            try page(of: scope, before: sequence, limit: limit, context: context, database)
        }
    }

    func page(
        of scope: Scope, before sequence: Int64, limit: Int, context: QueryContext, _ database: Database
    ) throws -> StoredPage {
        var page = StoredPage(entries: [], next: nil)
        let limit = max(1, limit)
        var budget = Self.scan + Self.costOfReading * limit
        page.next = try walk(FilterPlan(scope, context), before: sequence, database) { _, read in
            budget -= 1
            if let entry = read?() {
                budget -= Self.costOfReading
                if scope.filter?.matches(entry.notification, entry.marks, context) ?? true {
                    page.entries.append(entry)
                }
            }
            return page.entries.count < limit && budget > 0
        }
        return page
    }

    /// Goes through what a plan leads to, newest first: over the partial index that lists it, through the
    /// full-text index and what isn't in that yet, or over all rows.
    /// - Parameter visit: gets the place of each row and, where the plan's condition holds, a way to read it;
    ///   says whether to go on.
    /// - Returns: where it was told to stop; nil when it came to the end.
    @discardableResult
    func walk(
        _ plan: FilterPlan, before sequence: Int64 = .max, _ database: Database,
        visit: (Int64, (() -> StoredEntry)?) throws -> Bool
    ) throws -> Int64? {
        try walkRows(plan, before: sequence, database) { sequence, row in
            try visit(sequence, row.map { row in { StoredEntry(row) } })
        }
    }

    /// As `walk`, with the rows as they are: of many, a few columns are enough.
    @discardableResult
    func walkRows(
        _ plan: FilterPlan, before sequence: Int64 = .max, _ database: Database,
        visit: (Int64, GRDB.Row?) throws -> Bool
    ) throws -> Int64? {
        if let index = plan.index, try isShort(index, database) {
            return try walk(Self.rows(of: index, plan), [sequence, 0], database, visit)
        }
        guard let match = try plan.match?.resolved(database) else {
            return try walk(Self.rows(of: plan.index, plan), [sequence, 0], database, visit)
        }
        let indexed = try Int64.fetchOne(database, sql: "SELECT sequence FROM indexed") ?? 0
        let isNewer = sequence > indexed
        if isNewer, let last = try walk(Self.rows(of: nil, plan), [sequence, indexed], database, visit) {
            return last
        }
        return try walk(Self.matches(plan), [match, isNewer ? indexed + 1 : sequence], database, visit)
    }

    /// Rows between two points, without the full-text index.
    static func rows(of index: FilterPlan.PartialIndex?, _ plan: FilterPlan) -> String {
        """
        SELECT \(plan.condition), * FROM entry \(index.map { "INDEXED BY \($0.rawValue)" } ?? "NOT INDEXED")
        WHERE \(index?.condition ?? "TRUE") AND sequence < ? AND sequence > ? ORDER BY sequence DESC
        """
    }

    /// Rows that the full-text index has for an expression, before a point.
    static func matches(_ plan: FilterPlan) -> String {
        """
        SELECT \(plan.condition), entry.* FROM entry_text
        CROSS JOIN entry ON entry.sequence = entry_text.rowid
        WHERE entry_text MATCH ? AND entry_text.rowid < ? ORDER BY entry_text.rowid DESC
        """
    }

    /// Whether a partial index is gone through sooner than anything else.
    private func isShort(_ index: FilterPlan.PartialIndex, _ database: Database) throws -> Bool {
        let count = try Int.fetchOne(
            database,
            sql: """
                SELECT COUNT(*) FROM (SELECT 1 FROM entry INDEXED BY \(index.rawValue)
                WHERE \(index.condition) LIMIT \(Self.scan + 1))
                """)
        return count ?? 0 <= Self.scan
    }

    private func walk(
        _ sql: String, _ arguments: StatementArguments, _ database: Database,
        _ visit: (Int64, GRDB.Row?) throws -> Bool
    ) throws -> Int64? {
        let rows = try GRDB.Row.fetchCursor(try database.cachedStatement(sql: sql), arguments: arguments)
        while let row = try rows.next() {
            let sequence: Int64 = row[1]
            if try !visit(sequence, row[0] ? row : nil) { return sequence }
        }
        return nil
    }
}
