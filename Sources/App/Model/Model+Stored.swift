public import Feed
import Screen

// What the model has of a store that holds more than memory.
extension Model {
    /// Entries in memory while the store has them all.
    public static let backedCapacity = 10_000

    /// Entries of the store join those in memory.
    mutating func restore(
        _ entries: [(notification: Feed.Notification, marks: Marks)], unread: [String?: UnreadCount]?,
        isAll: Bool
    ) {
        if let unread {
            timeline.setHoldsAll(isAll)
            timeline.setUnloaded(unread)
            timeline.isBacked = true
            timeline.capacity = Self.backedCapacity
        }
        for entry in entries where timeline.load(entry.notification, marks: entry.marks) {
            note(entry.notification)
        }
        if isAll { timeline.setHoldsAll(true) }
        // Who scrolls back keeps what was scrolled to.
        timeline.capacity = max(timeline.capacity, timeline.count)
    }

    /// What was scrolled to may leave memory again once the list is back at its newest.
    mutating func releaseOlder() {
        if timeline.isBacked, !isAwayFromNewest { timeline.capacity = Self.backedCapacity }
    }

    private var isAwayFromNewest: Bool { list.top > 0 || list.selected != nil }

    /// Whether the list's end is near enough that older entries are wanted. A list of few, long conversations
    /// is never far from its end: there it takes somebody who goes on, or room in memory.
    public var isNearEndOfList: Bool {
        list.top + 2 * max(1, Layout(self).list.height) >= timeline.rowCount
            && (isAwayFromNewest || timeline.count < Self.backedCapacity)
    }

    /// The entry at the list's end.
    public var lastEntryOfList: String? { timeline.row(at: timeline.rowCount - 1)?.newest.id }
}

extension Model {
    /// What to ask the store about the rows in view: how much it has of them beyond memory. Each is asked once, until
    /// its answer may be another.
    public mutating func rowQuestions() -> [RowQuestion] {
        guard timeline.isBacked, !timeline.holdsAll else { return [] }
        var rows = visibleRowIDs
        if let row = targets().first?.id, !rows.contains(row) { rows.append(row) }
        return timeline.questions(about: rows)
    }
}
