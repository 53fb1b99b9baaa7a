import Feed
import GRDB

/// What small things there are beside the entries. Their text is their owner's.
public enum DocumentKind: String, CaseIterable, Sendable {
    /// Mutes, snoozes and rules made on the screen: `StandingOrder` as JSON.
    case order
    /// Triage actions that can be undone and redone.
    case journal
    /// Text that was typed and not sent, by what it was for.
    case draft
    /// Changes asked of the application that it hasn't answered, written before they were asked.
    case action
    /// Sweeps that haven't chosen all of their entries yet.
    case sweep
    /// Typed commands and searches, by their text: the newest use of each.
    case command

    /// How many are kept; the oldest go first.
    var limit: Int {
        switch self {
        case .journal, .command: 500
        case .order, .draft, .action, .sweep: 10_000
        }
    }
}

extension FeedStore {
    func put(_ kind: DocumentKind, _ key: String, _ value: String?, in database: Database) throws {
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

    /// The documents of a kind, oldest first.
    public func documents(_ kind: DocumentKind) throws(StoreError) -> [(key: String, value: String)] {
        try reading { database in
            try GRDB.Row.fetchAll(
                database, sql: "SELECT key, value FROM document WHERE kind = ? ORDER BY position",
                arguments: [kind.rawValue]
            ).map { ($0["key"], $0["value"]) }
        }
    }
}
