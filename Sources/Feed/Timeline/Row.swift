/// One row of a list: the entries of one conversation within the bundle window. What is addressed to me is
/// always a row of its own, so that no bundle hides it.
public struct Row: Identifiable, Sendable {
    /// Stays the same as long as the program runs, whatever joins the row.
    public struct ID: Hashable, Sendable {
        let group: Int
    }

    /// Identity across new arrivals.
    public let id: ID
    /// The entries, newest first: what the row expands to.
    public let entries: [(notification: Notification, marks: Marks)]

    init(group: Int, slots: [Int], records: Records) {
        id = ID(group: group)
        entries = slots.reversed().map { (records[$0].notification, records[$0].marks) }
    }

    /// The newest entry.
    public var newest: Notification { entries[0].notification }
    /// Ids of all its entries.
    public var entryIDs: [String] { entries.map(\.notification.id) }
    /// Entries not read.
    public var unreadCount: Int { entries.count { $0.marks.isUnread } }
    /// Whether it is addressed to me.
    public var isAddressedToMe: Bool { entries.contains { $0.notification.addressedToMe } }
    /// Whether any entry is starred.
    public var isStarred: Bool { entries.contains { $0.marks.contains(.starred) } }
    /// Whether all entries are done.
    public var isDone: Bool { entries.allSatisfy { $0.marks.contains(.done) } }
    /// Whether all entries are put off.
    public var isSnoozed: Bool { entries.allSatisfy { $0.marks.contains(.snoozed) } }
    /// Whether all entries are muted.
    public var isMuted: Bool { entries.allSatisfy { $0.marks.contains(.muted) } }
}
