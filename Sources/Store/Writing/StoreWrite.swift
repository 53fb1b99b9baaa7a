public import Feed
import GRDB
import JSON

/// One thing to keep. They are kept in the order in which they are given, many in one transaction: a cursor
/// is never on disk without the entries before it.
public enum StoreWrite: Equatable, Sendable {
    /// New entries with these marks; my own are read besides. Those that are there already stay as they are.
    case append([Feed.Notification], Marks)
    /// A mark set or taken.
    case change(StateChange)
    /// A fact under a name: the cursor, the project last in view.
    case fact(name: String, value: String)
    /// A document under its kind and key; nil takes it away.
    case document(DocumentKind, key: String, value: String?)
}

/// What small things there are. Their text is their owner's.
public enum DocumentKind: String, CaseIterable, Sendable {
    /// Rules made on the screen.
    case rule
    /// Text that was typed and not sent.
    case draft
    /// Typed commands and searches.
    case command
    /// Mutes and snoozes, with their time or condition.
    case mute, snooze
    /// Triage actions that can be undone and redone.
    case journal
    /// Up to when each project is complete, and the outages.
    case ledger, outage

    /// How many are kept; the oldest go first.
    var limit: Int {
        switch self {
        case .journal, .command, .outage: 500
        case .rule, .draft, .mute, .snooze, .ledger: 10_000
        }
    }
}

extension FeedStore {
    /// Keeps all of it, or, where it throws, none.
    public func write(_ writes: [StoreWrite]) throws(StoreError) {
        guard !writes.isEmpty else { return }
        try writing { database in
            for write in writes { try apply(write, in: database) }
        }
    }

    private func apply(_ write: StoreWrite, in database: Database) throws {
        switch write {
        case .append(let notifications, let marks):
            let statement = try database.cachedStatement(sql: EntryRow.insertion)
            for entry in notifications {
                let own = entry.mine ? marks.union(.read) : marks
                try statement.execute(arguments: EntryRow.arguments(entry, marks: own))
            }
        case .change(let change): try apply(change, in: database)
        case .fact(let name, let value):
            try database.cachedStatement(sql: "INSERT OR REPLACE INTO fact VALUES (?, ?)")
                .execute(arguments: [name, value])
        case .document(let kind, let key, let value):
            try database.cachedStatement(sql: "DELETE FROM document WHERE kind = ? AND key = ?")
                .execute(arguments: [kind.rawValue, key])
            guard let value else { return }
            try database.cachedStatement(sql: "INSERT INTO document (kind, key, value) VALUES (?, ?, ?)")
                .execute(arguments: [kind.rawValue, key, value])
            let excess = """
                DELETE FROM document WHERE kind = ?1 AND position <= (
                    SELECT position FROM document WHERE kind = ?1 ORDER BY position DESC LIMIT 1 OFFSET ?2)
                """
            try database.cachedStatement(sql: excess).execute(arguments: [kind.rawValue, kind.limit])
        }
    }

    private func apply(_ change: StateChange, in database: Database) throws {
        let bits = Int64(change.mark.rawValue)
        let statement = try database.cachedStatement(
            sql: change.isSet
                ? "UPDATE entry SET marks = marks | ?1 WHERE id = ?2 AND marks & ?1 <> ?1"
                : "UPDATE entry SET marks = marks & ~?1 WHERE id = ?2 AND marks & ?1 <> 0")
        for id in change.ids { try statement.execute(arguments: [bits, id]) }
        try database.cachedStatement(
            sql: "INSERT INTO mark_log (origin, mark, is_set, ids) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [
            origin, bits, change.isSet, JSONTree.array(change.ids.map(JSONTree.string)).serialized(),
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
