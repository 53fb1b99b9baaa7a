import Feed
import GRDB
import JSON
import Synchronization

/// Sweeps whose entries are being chosen, as this program needs them; the file has them too.
final class ChoosingSweeps: Sendable {
    private let sweeps = Mutex<[String: ChoosingSweep]>([:])

    subscript(id: String) -> ChoosingSweep? {
        get { sweeps.withLock { $0[id] } }
        set { sweeps.withLock { $0[id] = newValue } }
    }
}

/// A sweep, and when the rows begin that it is for.
struct ChoosingSweep: Sendable {
    var sweep: Sweep
    /// For each stretch of `Sweep.Selection.rows`.
    var beginnings: [Timestamp]?
}

// What a sweep is for is found piece by piece, so that others on the file get their turn meanwhile, however much there
// is. Until it has come to the end its position is negative: that of the last entry looked at.
extension FeedStore {
    /// Entries looked at in a piece.
    static let choosingStep = 2000

    /// Keeps what choosing needs until it is done.
    func beginChoosing(_ sweep: Sweep, _ database: Database) throws {
        try put(.sweep, sweep.id, sweep.json.serialized(), in: database)
        choosing[sweep.id] = ChoosingSweep(sweep: sweep)
    }

    /// When the rows begin that a sweep is for; read before a piece is chosen, since reading makes nobody wait.
    func prepareChoosing() throws(StoreError) {
        let found = try reading { database in
            try String.fetchOne(
                try database.cachedStatement(
                    sql: """
                        SELECT id FROM (SELECT * FROM sweep INDEXED BY sweep_pending
                        WHERE position IS NOT NULL ORDER BY number LIMIT 1) WHERE position < 0
                        """)
            ).flatMap { id in try choosingSweep(id, database) }
        }
        guard var found, found.beginnings == nil else { return }
        guard case .rows(let stretches, _) = found.sweep.selection else { return }
        let context = found.sweep.context
        found.beginnings = try reading { database in
            try stretches.map { stretch in
                var times: [Timestamp] = []
                try walkRows(FilterPlan(stretch.query, context), database) { _, row in
                    if let row, row["for_me"] == false, let time = Self.time(row, in: stretch) {
                        times.append(time)
                    }
                    return true
                }
                return stretch.beginning(among: times)
            }
        }
        choosing[found.sweep.id] = found
    }

    private func choosingSweep(_ id: String, _ database: Database) throws -> ChoosingSweep? {
        if let known = choosing[id] { return known }
        let text = try String.fetchOne(
            try database.cachedStatement(sql: "SELECT value FROM document WHERE kind = ? AND key = ?"),
            arguments: [DocumentKind.sweep.rawValue, id])
        return text.flatMap { try? JSONValue(parsing: Array($0.utf8)) }.flatMap(Sweep.init(json:))
            .map { ChoosingSweep(sweep: $0) }
    }

    private static func time(_ row: GRDB.Row, in stretch: Stretch) -> Timestamp? {
        let name: String? = row["actor_name"]
        guard
            stretch.admits(
                EventKind(rawValue: row["kind"]), task: row["task_id"], project: row["project"],
                actor: name.map { Actor(id: row["actor_id"], name: $0) })
        else { return nil }
        return Timestamp(milliseconds: row["live"] ? row["received_at"] : row["occurred_at"])
    }

    /// Chooses a piece.
    /// - Parameter position: the entry before which it goes on, negative.
    /// - Returns: where it goes on next, likewise; nil where all are chosen.
    func choose(_ id: String, _ number: Int64, from position: Int64, _ database: Database) throws -> Int64? {
        // What can't be read chooses nothing more.
        guard let choosing = try choosingSweep(id, database) else { return nil }
        let sweep = choosing.sweep
        let bits = sweep.mark.rawValue
        guard var plan = Self.plan(sweep) else { return nil }
        plan.condition = "(\(plan.condition)) AND marks & \(bits) \(sweep.isSet ? "=" : "<>") 0"
        let statement = try database.cachedStatement(sql: "INSERT OR IGNORE INTO swept VALUES (?, ?)")
        var budget = Self.choosingStep
        let next = try walk(plan, before: -position, database) { sequence, read in
            budget -= 1
            if let entry = read?(), Self.fits(entry, choosing) {
                try statement.execute(arguments: [number, sequence])
            }
            return budget > 0
        }
        return next.map { -$0 }
    }

    /// Nothing more is to be chosen.
    func endChoosing(_ id: String, _ database: Database) throws {
        try put(.sweep, id, nil, in: database)
        choosing[id] = nil
    }

    private static func plan(_ sweep: Sweep) -> FilterPlan? {
        switch sweep.selection {
        case .before, .entries: return nil
        case .unread(let scope):
            var plan = FilterPlan(scope, sweep.context)
            plan.condition += " AND \(Schema.isUnread)"
            plan.index = .unread
            return plan
        case .covered(let mute): return FilterPlan(mute.query.expression, sweep.context)
        case .released(let query, _): return FilterPlan(query.expression, sweep.context)
        case .rows(let stretches, _): return FilterPlan(.any(stretches.map(\.query)), sweep.context)
        }
    }

    private static func fits(_ entry: StoredEntry, _ choosing: ChoosingSweep) -> Bool {
        let (notification, marks, context) = (entry.notification, entry.marks, choosing.sweep.context)
        switch choosing.sweep.selection {
        case .before, .entries: return false
        case .unread(let scope): return scope.filter?.matches(notification, marks, context) ?? true
        case .covered(let mute): return mute.covers(notification, marks, context)
        case .released(let query, let policy):
            return query.matches(notification, marks, context)
                && policy.decide(notification, marks, context).delivery.isShown
        case .rows(let stretches, let scope):
            guard scope.includes(notification, marks, context) else { return false }
            return zip(stretches, choosing.beginnings ?? []).contains { stretch, beginning in
                stretch.admits(notification) && stretch.takes(notification)
                    && notification.standsAt >= beginning
            }
        }
    }
}
