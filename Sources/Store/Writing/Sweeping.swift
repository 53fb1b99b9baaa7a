import Feed
import GRDB

// Marks of many entries at once. What is chosen is on disk with the step of undo it belongs to; the marks follow
// piece by piece, and where the program ends before that, the next one goes on.
extension FeedStore {
    /// Entries of a piece: a few milliseconds, so that whoever else writes to the file gets a turn.
    static let sweepStep = 500
    /// Sweeps that are remembered: as many as the journal has steps.
    private static let sweepLimit: Int64 = 500

    /// Chooses the entries of a sweep, or, where it has chosen before, turns it to where it goes now.
    func begin(_ sweep: Sweep, in database: Database) throws {
        try database.cachedStatement(sql: "UPDATE sweep SET is_set = ?, position = ? WHERE id = ?")
            .execute(arguments: [sweep.isSet, Int64.max, sweep.id])
        if database.changesCount > 0 || sweep.selection == .before { return }
        try database.cachedStatement(
            sql: "INSERT INTO sweep (id, mark, is_set, position) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [sweep.id, Int64(sweep.mark.rawValue), sweep.isSet, Int64.max])
        let number = database.lastInsertedRowID
        try choose(sweep, number, database)
        let isEmpty = try Bool.fetchOne(
            try database.cachedStatement(sql: "SELECT NOT EXISTS (SELECT 1 FROM swept WHERE sweep = ?)"),
            arguments: [number])
        if isEmpty == true {
            try database.cachedStatement(sql: "DELETE FROM sweep WHERE number = ?").execute(arguments: [
                number
            ])
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

    private func choose(_ sweep: Sweep, _ number: Int64, _ database: Database) throws {
        let context = sweep.context
        switch sweep.selection {
        case .before: break
        case .unread(let scope):
            var plan = FilterPlan(scope, context)
            plan.condition += " AND \(Schema.isUnread)"
            plan.index = .unread
            try choose(plan, for: sweep, number, database) {
                scope.filter?.matches($0.notification, $0.marks, context) ?? true
            }
        case .covered(let mute):
            try choose(FilterPlan(mute.query.expression, context), for: sweep, number, database) {
                mute.covers($0.notification, $0.marks, context)
            }
        case .released(let query, let policy):
            try choose(FilterPlan(query.expression, context), for: sweep, number, database) {
                query.matches($0.notification, $0.marks, context)
                    && policy.decide($0.notification, $0.marks, context).delivery.isShown
            }
        case .rows(let stretches, let scope):
            for stretch in stretches { try choose(stretch, in: scope, for: sweep, number, database) }
        case .entries(let ids):
            let statement = try database.cachedStatement(
                sql: "INSERT OR IGNORE INTO swept SELECT ?, sequence FROM entry WHERE id = ?")
            for id in ids { try statement.execute(arguments: [number, id]) }
        }
    }

    /// Takes down those among what a plan leads to that have not got the mark as it is to be.
    private func choose(
        _ plan: FilterPlan, for sweep: Sweep, _ number: Int64, _ database: Database,
        where fits: (StoredEntry) -> Bool
    ) throws {
        var plan = plan
        let bits = sweep.mark.rawValue
        plan.condition = "(\(plan.condition)) AND marks & \(bits) \(sweep.isSet ? "=" : "<>") 0"
        let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO swept VALUES (?, ?)")
        try walk(plan, database) { sequence, read in
            if let entry = read?(), fits(entry) { try statement.execute(arguments: [number, sequence]) }
            return true
        }
    }

    /// Takes down what a list shows of the row that a stretch is part of.
    private func choose(
        _ stretch: Stretch, in scope: Scope, for sweep: Sweep, _ number: Int64, _ database: Database
    ) throws {
        var conversation: [(sequence: Int64, time: Timestamp, isMeant: Bool)] = []
        try walk(FilterPlan(stretch.query, sweep.context), database) { sequence, read in
            if let entry = read?(), stretch.admits(entry.notification) {
                let isMeant =
                    entry.marks.contains(sweep.mark) != sweep.isSet && stretch.takes(entry.notification)
                    && scope.includes(entry.notification, entry.marks, sweep.context)
                conversation.append((sequence, entry.notification.standsAt, isMeant))
            }
            return true
        }
        let beginning = stretch.beginning(among: conversation.map(\.time))
        let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO swept VALUES (?, ?)")
        for entry in conversation where entry.isMeant && entry.time >= beginning {
            try statement.execute(arguments: [number, entry.sequence])
        }
    }

    /// Marks the next entries that a sweep has chosen, and tells every instance on the file, this one included.
    /// - Returns: whether there may be more.
    public func sweep() throws(StoreError) -> Bool {
        try writing { database in
            let next = try database.cachedStatement(
                sql: """
                    SELECT * FROM sweep INDEXED BY sweep_pending WHERE position IS NOT NULL
                    ORDER BY number LIMIT 1
                    """)
            guard let row = try GRDB.Row.fetchOne(next) else { return false }
            let (number, position): (Int64, Int64) = (row["number"], row["position"])
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
