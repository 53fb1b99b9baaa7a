public import Feed
import GRDB
import JSON

/// What other instances have marked, and the orders they were given.
public struct MarksOfOthers: Equatable, Sendable {
    /// The changes, in their order.
    public var changes: [StateChange]
    /// The entries they changed.
    public var entries: [ForeignMark]
    /// Mutes, snoozes, rules and do-not-disturb, in their order.
    public var orders: [OrderChange] = []
    /// Whether there is nothing.
    public var isEmpty: Bool { changes.isEmpty && orders.isEmpty }
    /// Where to go on reading.
    public var position: Int64
}

extension FeedStore {
    /// The end of the log of marks: where an instance that starts now goes on reading.
    public func marksPosition() throws(StoreError) -> Int64 {
        try reading { try marksPosition($0) }
    }

    func marksPosition(_ database: Database) throws -> Int64 {
        try Int64.fetchOne(database, sql: "SELECT COALESCE(MAX(position), 0) FROM mark_log") ?? 0
    }

    /// What others have marked since.
    public func marksOfOthers(since position: Int64) throws(StoreError) -> MarksOfOthers {
        try reading { try marksOfOthers(since: position, $0) }
    }

    /// A page, and what others have marked until that very moment: an entry that comes with a mark already must
    /// not be counted again when the mark is heard of.
    public func page(
        of scope: Scope, before sequence: Int64, limit: Int, context: QueryContext, marksSince position: Int64
    ) throws(StoreError) -> (page: StoredPage, marks: MarksOfOthers) {
        try reading { database in
            let marks = try marksOfOthers(since: position, database)
            return (try page(of: scope, before: sequence, limit: limit, context: context, database), marks)
        }
    }

    private func marksOfOthers(since position: Int64, _ database: Database) throws -> MarksOfOthers {
        var found = MarksOfOthers(changes: [], entries: [], position: position)
        let rows = try GRDB.Row.fetchAll(
            try database.cachedStatement(
                sql: "SELECT * FROM mark_log WHERE position > ? ORDER BY position"),
            arguments: [position])
        for row in rows {
            found.position = row["position"]
            guard row["origin"] as Int64 != origin else { continue }
            let list: String = row["ids"]
            let ids = (try? JSONValue(parsing: Array(list.utf8)))?.elements.compactMap(\.string) ?? []
            guard row["mark"] as Int64 != 0 else {
                found.orders += Self.order(ids)
                continue
            }
            found.changes.append(
                StateChange(
                    mark: Marks(rawValue: .init(truncatingIfNeeded: row["mark"] as Int64)),
                    isSet: row["is_set"], ids: ids))
        }
        found.entries = try marked(by: found.changes, database)
        return found
    }

    /// An order in the log stands as a mark of no bits: its id, and what it is where it wasn't taken back.
    func log(order id: String, _ order: StandingOrder?, in database: Database) throws {
        let change = StateChange(
            mark: [], isSet: order != nil, ids: [id] + (order.map { [$0.json.serialized()] } ?? []))
        try log(change, from: origin, in: database)
    }

    private static func order(_ texts: [String]) -> [OrderChange] {
        guard let id = texts.first else { return [] }
        guard texts.count > 1 else { return [OrderChange(id, nil)] }
        let json = try? JSONValue(parsing: Array(texts[1].utf8))
        // One of a later version, that this one can't read, is no reason to take anything back.
        return json.flatMap(StandingOrder.init(json:)).map { [OrderChange(id, $0)] } ?? []
    }

    private func marked(by changes: [StateChange], _ database: Database) throws -> [ForeignMark] {
        let statement = try database.cachedStatement(
            sql: "SELECT project, for_me, marks FROM entry WHERE id = ?")
        var entries: [ForeignMark] = []
        for id in Set(changes.flatMap(\.ids)).sorted() {
            guard let row = try GRDB.Row.fetchOne(statement, arguments: [id]) else { continue }
            let marks = Marks(rawValue: .init(truncatingIfNeeded: row["marks"] as Int64))
            // A change names the entries that it really changed: taken back one by one, they lead to what
            // the entry was like before.
            var before = marks
            for change in changes.reversed() where change.ids.contains(id) {
                if change.isSet { before.remove(change.mark) } else { before.insert(change.mark) }
            }
            entries.append(
                ForeignMark(
                    id: id, project: row["project"], isAddressedToMe: row["for_me"],
                    wasUnread: before.isUnread, isUnread: marks.isUnread, marks: marks))
        }
        return entries
    }
}
