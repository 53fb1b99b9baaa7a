import Feed

/// Entries that a rule keeps out of the window's title: they are in the inbox and its counts, but nobody is to be
/// called to them.
struct Untitled: Equatable, Sendable {
    private var ids: Set<String> = []
    /// How many there are when those that have been read since are forgotten.
    private var limit = 1000

    mutating func add(_ id: String, in timeline: Timeline) {
        ids.insert(id)
        guard ids.count > limit else { return }
        ids = ids.filter { timeline.entry($0)?.marks.isUnread == true }
        limit = max(1000, 2 * ids.count)
    }

    /// Forgets those that a rule was taken back for.
    mutating func keep(_ timeline: Timeline, _ policy: DeliveryPolicy) {
        ids = ids.filter { id in
            timeline.entry(id).map {
                !policy.explain($0.notification, timeline.context).delivery.title
            } ?? true
        }
    }

    /// How many of them are unread.
    func unread(in timeline: Timeline) -> UnreadCount {
        var count = UnreadCount()
        for id in ids {
            guard let entry = timeline.entry(id), entry.marks.isUnread else { continue }
            count.entries += 1
            if entry.notification.addressedToMe { count.forMe += 1 }
        }
        return count
    }
}
