/// One row of a list: the entries of one conversation, the newest of which speaks for all.
public struct Row: Identifiable, Sendable {
    /// Stays the same as long as the program runs, whatever joins the row.
    public struct ID: Hashable, Sendable {
        let group: Int
    }

    /// Identity across new arrivals.
    public let id: ID
    /// The entries, newest first.
    public let entries: [(notification: Notification, marks: Marks)]

    init(group: Int, slots: [Int], records: [Timeline.Record]) {
        id = ID(group: group)
        entries = slots.reversed().map { (records[$0].notification, records[$0].marks) }
    }

    /// The entry that is shown: the newest.
    public var newest: Notification { entries[0].notification }
    /// Ids of all its entries.
    public var entryIDs: [String] { entries.map(\.notification.id) }
    /// Entries not read.
    public var unreadCount: Int { entries.count { !$0.marks.contains(.read) } }
    /// Whether an unread entry, or the newest, is addressed to me: folding must not hide it.
    public var isAddressedToMe: Bool {
        newest.addressedToMe
            || entries.contains { !$0.marks.contains(.read) && $0.notification.addressedToMe }
    }
    /// Whether any entry is starred.
    public var isStarred: Bool { entries.contains { $0.marks.contains(.starred) } }
    /// Whether all entries are done.
    public var isDone: Bool { entries.allSatisfy { $0.marks.contains(.done) } }
}
