public import Feed
import FoundationEssentials
import GRDB
import JSON

/// Marks that another instance has made.
public struct ForeignMarks: Equatable, Sendable {
    /// The changes, in their order.
    public var changes: [StateChange]
    /// Where the changed entries belong, by id: counts of entries that are not in memory need it.
    public var places: [String: Place]
    /// Where to go on reading.
    public var position: Int64

    /// What a count has to know of an entry.
    public struct Place: Equatable, Sendable {
        /// The entry's project; nil for the workspace's own.
        public var project: String?
        /// Whether it is addressed to me.
        public var isAddressedToMe: Bool

        /// A project, and whether the entry is addressed to me.
        public init(project: String?, isAddressedToMe: Bool) {
            self.project = project
            self.isAddressedToMe = isAddressedToMe
        }
    }
}

extension FeedStore {
    /// The end of the log of marks: where an instance that starts now goes on reading.
    public func marksPosition() throws(StoreError) -> Int64 {
        try reading { try Int64.fetchOne($0, sql: "SELECT COALESCE(MAX(position), 0) FROM mark_log") ?? 0 }
    }

    /// What others have marked since.
    public func marksOfOthers(since position: Int64) throws(StoreError) -> ForeignMarks {
        try reading { database in
            var found = ForeignMarks(changes: [], places: [:], position: position)
            let rows = try GRDB.Row.fetchAll(
                try database.cachedStatement(
                    sql: "SELECT * FROM mark_log WHERE position > ? ORDER BY position"), arguments: [position]
            )
            let place = try database.cachedStatement(sql: "SELECT project, for_me FROM entry WHERE id = ?")
            for row in rows {
                found.position = row["position"]
                guard row["origin"] as Int64 != origin else { continue }
                let list: String = row["ids"]
                let ids = (try? JSONValue(parsing: Array(list.utf8)))?.elements.compactMap(\.string) ?? []
                found.changes.append(
                    StateChange(
                        mark: Marks(rawValue: .init(truncatingIfNeeded: row["mark"] as Int64)),
                        isSet: row["is_set"], ids: ids))
                for id in ids where found.places[id] == nil {
                    found.places[id] = try GRDB.Row.fetchOne(place, arguments: [id]).map {
                        ForeignMarks.Place(project: $0["project"], isAddressedToMe: $0["for_me"])
                    }
                }
            }
            return found
        }
    }
}
