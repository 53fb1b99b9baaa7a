import Feed
import GRDB

// Marks of many entries at once. What is chosen is on disk with the step of undo it belongs to; the marks follow
// piece by piece, and where the program ends before that, the next one goes on.
extension FeedStore {
    /// Entries of a piece: a few milliseconds, so that whoever else writes to the file gets a turn.
    static let sweepStep = 500
    /// Sweeps that are remembered: as many as the journal has steps.
    private static let sweepLimit: Int64 = 500

    /// Puts a sweep down, or, where it is there already, turns it to where it goes now.
    func begin(_ sweep: Sweep, in database: Database) throws {
        let turn =
            "UPDATE sweep SET is_set = ?, position = CASE WHEN position < 0 THEN position ELSE ? END WHERE id = ?"
        try database.cachedStatement(sql: turn).execute(arguments: [sweep.isSet, Int64.max, sweep.id])
        if database.changesCount > 0 || sweep.selection == .before { return }
        let isList = if case .entries = sweep.selection { true } else { false }
        try database.cachedStatement(
            sql: "INSERT INTO sweep (id, mark, is_set, position) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [
            sweep.id, Int64(sweep.mark.rawValue), sweep.isSet, isList ? Int64.max : -Int64.max,
        ])
        let number = database.lastInsertedRowID
        if case .entries(let ids) = sweep.selection {
            let statement = try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO swept SELECT ?, sequence FROM entry WHERE id = ?")
            for id in ids { try statement.execute(arguments: [number, id]) }
            try forgetIfEmpty(number, database)
        } else {
            try beginChoosing(sweep, database)
        }
        // What isn't done yet is still to do, and what is put off has to be found again, however long that takes.
        let gone = """
            SELECT number FROM sweep WHERE number <= ? AND position IS NULL
                AND NOT (is_set AND mark = \(Marks.snoozed.rawValue))
            """
        for old in try Int64.fetchAll(
            try database.cachedStatement(sql: gone), arguments: [number - Self.sweepLimit])
        {
            try database.cachedStatement(sql: "DELETE FROM swept WHERE sweep = ?").execute(arguments: [old])
            try database.cachedStatement(sql: "DELETE FROM sweep WHERE number = ?").execute(arguments: [old])
        }
    }

    private func forgetIfEmpty(_ number: Int64, _ database: Database) throws {
        try database.cachedStatement(
            sql: """
                DELETE FROM sweep WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM swept WHERE sweep = ?1)
                """
        ).execute(arguments: [number])
    }

    /// Chooses or marks the next entries of a sweep, and tells every instance on the file, this one included.
    /// - Returns: whether there may be more.
    public func sweep() throws(StoreError) -> Bool {
        try prepareChoosing()
        return try writing { database in
            let next = try database.cachedStatement(
                sql: """
                    SELECT * FROM sweep INDEXED BY sweep_pending WHERE position IS NOT NULL
                    ORDER BY number LIMIT 1
                    """)
            guard let row = try GRDB.Row.fetchOne(next) else { return false }
            let (number, position): (Int64, Int64) = (row["number"], row["position"])
            guard position > 0 else {
                let next = try choose(row["id"], number, from: position, database)
                try database.cachedStatement(sql: "UPDATE sweep SET position = ? WHERE number = ?")
                    .execute(arguments: [next ?? .max, number])
                if next == nil {
                    try endChoosing(row["id"], database)
                    try forgetIfEmpty(number, database)
                }
                return true
            }
            var change = StateChange(
                mark: Marks(rawValue: .init(truncatingIfNeeded: row["mark"] as Int64)),
                isSet: row["is_set"], ids: [])
            let last = try mark(&change, number, before: position, database)
            if !change.ids.isEmpty { try log(change, from: 0, in: database) }
            try database.cachedStatement(sql: "UPDATE sweep SET position = ? WHERE number = ?")
                .execute(arguments: [last, number])
            return true
        }
    }

    /// Marks a piece.
    /// - Parameter change: gets the entries that really changed.
    /// - Returns: where it stopped; nil at the end.
    private func mark(
        _ change: inout StateChange, _ number: Int64, before position: Int64, _ database: Database
    ) throws -> Int64? {
        let chosen = try database.cachedStatement(
            sql: """
                SELECT swept.sequence, id, marks FROM swept
                CROSS JOIN entry ON entry.sequence = swept.sequence
                WHERE sweep = ? AND swept.sequence < ? ORDER BY swept.sequence DESC LIMIT ?
                """)
        let rows = try GRDB.Row.fetchAll(chosen, arguments: [number, position, Self.sweepStep])
        let update = try database.cachedStatement(sql: "UPDATE entry SET marks = ? WHERE sequence = ?")
        for row in rows {
            let old = Marks(rawValue: .init(truncatingIfNeeded: row["marks"] as Int64))
            let new = change.isSet ? old.union(change.mark) : old.subtracting(change.mark)
            guard new != old else { continue }
            try update.execute(arguments: [Int64(new.rawValue), row["sequence"] as Int64])
            change.ids.append(row["id"])
        }
        return rows.count < Self.sweepStep ? nil : rows.last?["sequence"]
    }
}
