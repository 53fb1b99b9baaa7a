/// One row of a list: the entries of one conversation within the bundle window. What is addressed to me is
/// always a row of its own, so that no bundle hides it.
///
/// A row is a view of the feed as it was when it was asked for. Keep its `id` rather than the row: the feed
/// copies itself when it changes while a row is held.
public struct Row: Identifiable, Sendable {
    /// Stays the same as long as the program runs, whatever joins the row.
    public struct ID: Hashable, Sendable {
        let group: Int
    }

    /// Identity across new arrivals.
    public let id: ID
    /// The entries, newest first: what the row expands to.
    public let entries: Entries
    let tally: RowTally
    /// What only the store has of it; nil where that isn't known.
    var remainder: Remainder? = Remainder()

    /// Entries of the feed by their slots.
    public struct Entries: RandomAccessCollection, Sendable {
        let slots: [Int]
        let records: Records

        /// The newest entry's index.
        public var startIndex: Int { 0 }
        /// One past the oldest entry's index.
        public var endIndex: Int { slots.count }

        /// An entry with its marks, 0 being the newest.
        public subscript(index: Int) -> (notification: Notification, marks: Marks) {
            let record = records[slots[slots.count - 1 - index]]
            return (record.notification, record.marks)
        }
    }

    init(group: Int, slots: [Int], tally: RowTally, records: Records) {
        id = ID(group: group)
        entries = Entries(slots: slots, records: records)
        self.tally = tally
    }

    /// The newest entry.
    public var newest: Notification { entries[0].notification }
    /// Ids of all its entries.
    public var entryIDs: [String] { entries.map(\.notification.id) }
    /// How many entries it has, with those that only the store has; at least so many where `isWhole` is false.
    public var eventCount: Int { entries.count + beyond(\.count) }
    /// Whether it is known what the store has of it.
    public var isWhole: Bool { remainder != nil }
    /// Entries not read.
    public var unreadCount: Int { tally.unread + beyond(\.unread) }
    /// Whether it is addressed to me.
    public var isAddressedToMe: Bool { tally.forMe > 0 }
    /// Whether any entry is starred.
    public var isStarred: Bool { tally.starred + beyond(\.starred) > 0 }
    /// Whether all entries are done.
    public var isDone: Bool { tally.done + beyond(\.done) == eventCount }
    /// Whether all entries are put off.
    public var isSnoozed: Bool { tally.snoozed + beyond(\.snoozed) == eventCount }
    /// Whether all entries are muted.
    public var isMuted: Bool { tally.muted + beyond(\.muted) == eventCount }

    private func beyond(_ part: KeyPath<Remainder, Int>) -> Int { remainder?[keyPath: part] ?? 0 }
}
