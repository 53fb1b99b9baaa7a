public import Feed
import Screen

// What the model has of a store that holds more than memory.
extension Model {
    /// Entries in memory while the store has them all.
    public static let backedCapacity = 10_000

    /// Pages without a new row after which no more are asked for while memory is full.
    private static let patience = 2

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
        let rows = timeline.rowCount
        for entry in entries where timeline.load(entry.notification, marks: entry.marks) {
            note(entry.notification)
            // What came before this start is judged anew.
            if entry.marks.isUnread, policy.hasRulesOfTitle,
                !policy.explain(entry.notification, timeline.context).delivery.title
            {
                untitled.add(entry.notification.id, in: timeline)
            }
        }
        list.barrenPages = timeline.rowCount > rows ? 0 : list.barrenPages + 1
        // Another program on the file may have stored some that weren't heard of here.
        if unread == nil, timeline.isBacked, !entries.isEmpty { timeline.doubtCounts() }
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
    /// is never far from its end: there it takes somebody who goes on, or room in memory; pages that bring no row are
    /// not followed by others until the cursor moves.
    public var isNearEndOfList: Bool {
        list.top + 2 * max(1, Layout(self).list.height) >= timeline.rowCount
            && (timeline.count < Self.backedCapacity
                || isAwayFromNewest && list.barrenPages < Self.patience)
    }

    /// The entry at the list's end.
    public var lastEntryOfList: String? { timeline.row(at: timeline.rowCount - 1)?.newest.id }
}

extension Model {
    /// The moment of the counts for which the store is to say what is unread in it; nil where nobody doubts it.
    public var recountMoment: Int? {
        timeline.isBacked && timeline.needsRecount ? timeline.countMoment : nil
    }

    /// What to ask the store about the rows in view: how much it has of them beyond memory. Each is asked once, until
    /// its answer may be another.
    public mutating func rowQuestions() -> [RowQuestion] {
        guard timeline.isBacked, !timeline.holdsAll else { return [] }
        var rows = visibleRowIDs
        if let row = targets().first?.id, !rows.contains(row) { rows.append(row) }
        return timeline.questions(about: rows)
    }
}

/// All that a program reads of its store at the start.
public struct StoredFeed: Sendable {
    /// The newest entries with their marks, newest first.
    public var entries: [(notification: Feed.Notification, marks: Marks)]
    /// What is unread in all of the store, by project; the workspace's own under nil.
    public var unread: [String?: UnreadCount]
    /// Whether the store has no other entries.
    public var isAll: Bool
    /// The configuration's, with the orders given in the program.
    public var policy: DeliveryPolicy
    /// What can be undone.
    public var journal: Journal
    /// Comments that were begun, by task.
    public var drafts: [String: String]
    /// Lines typed before, newest last, by what they were typed into.
    public var histories: [String: [String]]
    /// Requests that an earlier run left without an answer.
    public var left: [TaskAction]

    /// What was read.
    public init(
        entries: [(notification: Feed.Notification, marks: Marks)], unread: [String?: UnreadCount],
        isAll: Bool,
        policy: DeliveryPolicy, journal: Journal, drafts: [String: String] = [:],
        histories: [String: [String]] = [:], left: [TaskAction] = []
    ) {
        self.entries = entries
        self.unread = unread
        self.isAll = isAll
        self.policy = policy
        self.journal = journal
        self.drafts = drafts
        self.histories = histories
        self.left = left
    }
}

extension Model {
    /// Everything is what a start on this store would have made of it: all that memory has is in it too. What is in
    /// view stays in view.
    mutating func join(_ feed: StoredFeed) {
        func entry(_ row: Row.ID?) -> String? {
            row.flatMap { timeline.index(ofRow: $0) }.flatMap { timeline.row(at: $0)?.newest.id }
        }
        let (selected, start) = (entry(list.selected), entry(list.rangeStart))
        let marked = list.marked.compactMap { entry($0) }
        var other = Timeline(scope: timeline.scope, bundleWindow: preferences.bundleWindow)
        other.context = timeline.context
        other.instance = feed.journal.instance
        timeline = other
        activity = [:]
        restore(feed.entries, unread: feed.unread, isAll: feed.isAll)
        policy = feed.policy
        journal = feed.journal
        drafts.merge(feed.drafts) { own, _ in own }
        histories.merge(feed.histories) { own, stored in stored.filter { !own.contains($0) } + own }
        left(feed.left.filter { action in !pending.contains { $0.id == action.id } })
        list.selected = selected.flatMap { timeline.row(ofEntry: $0) }
        list.rangeStart = start.flatMap { timeline.row(ofEntry: $0) }
        list.marked = Set(marked.compactMap { timeline.row(ofEntry: $0) })
        list.previousNewest = nil
        (list.stayingOn, list.stayingSince) = (nil, nil)
        preferences.hasStore = true
        keepsNothing = false
        storeProblem = nil
    }
}
