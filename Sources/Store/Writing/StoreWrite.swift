public import Feed
import GRDB
import JSON

/// One thing to keep. They are kept in the order in which they are given, many in one transaction: a cursor
/// is never on disk without the entries before it.
public enum StoreWrite: Equatable, Sendable {
    /// New entries with these marks; my own and edits are read besides. Those that are there already stay as they are.
    case append([Feed.Notification], Marks)
    /// A mark set or taken.
    case change(StateChange)
    /// A mark for entries by what they are like; it is done piece by piece, see `FeedStore.sweep()`.
    case sweep(Sweep)
    /// A fact under a name: the cursor, the project last in view.
    case fact(name: String, value: String)
    /// A step of undo's journal.
    case journal(JournalChange)
    /// A mute, a snooze or a rule made on the screen, under its id; nil takes it away.
    case order(id: String, StandingOrder?)
    /// A small text under its kind and key; nil takes it away.
    case document(DocumentKind, key: String, value: String?)
}

extension FeedStore {
    /// Keeps all of it, or, where it throws, none.
    /// - Returns: the entries that were there already.
    @discardableResult
    public func write(_ writes: [StoreWrite]) throws(StoreError) -> [KnownEntry] {
        guard !writes.isEmpty else { return [] }
        return try writing { database in
            var known: [KnownEntry] = []
            for write in writes { try apply(write, in: database, &known) }
            return known
        }
    }

    private func apply(_ write: StoreWrite, in database: Database, _ known: inout [KnownEntry]) throws {
        switch write {
        case .append(let notifications, let marks):
            let statement = try database.cachedStatement(sql: EntryRow.insertion)
            for entry in notifications {
                let isKnown = entry.mine || EventCatalogue.isEdit(entry.kind)
                let own = isKnown ? marks.union(.read) : marks
                try statement.execute(arguments: EntryRow.arguments(entry, marks: own))
                if database.changesCount == 0 {
                    known.append(
                        KnownEntry(id: entry.id, given: own, stored: try storedMarks(of: entry.id, database)))
                }
            }
        case .change(let change): try apply(change, in: database)
        case .sweep(let sweep): try begin(sweep, in: database)
        case .fact(let name, let value):
            try database.cachedStatement(sql: "INSERT OR REPLACE INTO fact VALUES (?, ?)")
                .execute(arguments: [name, value])
        case .journal(let change):
            try put(.journal, String(change.entry.id), change.json.serialized(), in: database)
            for id in change.dropped { try put(.journal, String(id), nil, in: database) }
        case .order(let id, let order):
            try put(.order, id, order?.json.serialized(), in: database)
            try log(order: id, order, in: database)
        case .document(let kind, let key, let value): try put(kind, key, value, in: database)
        }
    }

    private func storedMarks(of id: String, _ database: Database) throws -> Marks {
        let statement = try database.cachedStatement(sql: "SELECT marks FROM entry WHERE id = ?")
        let bits = try Int64.fetchOne(statement, arguments: [id]) ?? 0
        return Marks(rawValue: .init(truncatingIfNeeded: bits))
    }

    private func apply(_ change: StateChange, in database: Database) throws {
        let bits = Int64(change.mark.rawValue)
        let statement = try database.cachedStatement(
            sql: change.isSet
                ? "UPDATE entry SET marks = marks | ?1 WHERE id = ?2 AND marks & ?1 <> ?1"
                : "UPDATE entry SET marks = marks & ~?1 WHERE id = ?2 AND marks & ?1 <> 0")
        for id in change.ids { try statement.execute(arguments: [bits, id]) }
        try log(change, from: origin, in: database)
    }

    /// Tells the instances on the same file of a change.
    /// - Parameter origin: who has made it and needn't be told; 0 for everyone.
    func log(_ change: StateChange, from origin: Int64, in database: Database) throws {
        try database.cachedStatement(
            sql: "INSERT INTO mark_log (origin, mark, is_set, ids) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [
            origin, Int64(change.mark.rawValue), change.isSet,
            JSONTree.array(change.ids.map(JSONTree.string)).serialized(),
        ])
        try database.cachedStatement(
            sql: "DELETE FROM mark_log WHERE position <= (SELECT MAX(position) FROM mark_log) - 1000"
        ).execute()
    }

    /// Keeps entries; those that are there already stay as they are.
    public func append(_ notifications: [Feed.Notification], marks: Marks) throws(StoreError) {
        try write([.append(notifications, marks)])
    }

    /// Keeps a change of marks.
    public func apply(_ change: StateChange) throws(StoreError) { try write([.change(change)]) }

    /// Keeps a fact.
    public func setFact(_ name: String, _ value: String) throws(StoreError) {
        try write([.fact(name: name, value: value)])
    }
}
