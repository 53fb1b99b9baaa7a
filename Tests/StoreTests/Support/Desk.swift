import Feed
import Testing

@testable import Store

/// A feed in memory on a store that has more: as the program has them, with everything done at once.
struct Desk {
    var timeline: Timeline
    var policy = DeliveryPolicy()
    var journal = Journal()
    let store: FeedStore
    private var position: Int64 = 0
    private var now = Timestamp(seconds: 1000)
    private let sizes: (loads: Int, capacity: Int, window: Int64)

    /// The newest entries of a store, as a start reads them.
    /// - Parameter window: milliseconds of silence that end a bundle.
    init(_ store: FeedStore, loads limit: Int, capacity: Int = 100, window: Int64 = 0) throws {
        self.store = store
        sizes = (limit, capacity, window)
        timeline = Timeline(capacity: capacity, bundleWindow: window)
        let start = try store.start(limit: limit)
        timeline.setUnloaded(start.unread)
        timeline.isBacked = true
        timeline.setHoldsAll(start.page.next == nil)
        position = start.marksPosition
        for entry in start.page.entries { timeline.load(entry.notification, marks: entry.marks) }
        policy = DeliveryPolicy(orders: try store.orders())
        journal = try store.journal()
        timeline.instance = journal.instance
    }

    var context: QueryContext { QueryContext(now: now) }

    /// What a new start finds, a moment later.
    func restarted(loads limit: Int? = nil, store: FeedStore? = nil) throws -> Desk {
        var desk = try Desk(
            store ?? self.store, loads: limit ?? sizes.loads, capacity: sizes.capacity, window: sizes.window)
        desk.now = now
        desk.tick()
        return desk
    }

    /// A moment later.
    mutating func tick() {
        now = now.advanced(byMilliseconds: 1000)
        timeline.context = context
    }

    mutating func arrive(_ notification: Feed.Notification) throws {
        let marks = policy.decide(notification, [], context).marks
        guard timeline.insert(notification, marks: marks) != .duplicate else { return }
        let known = try store.write([.append([notification], marks)])
        if !known.isEmpty { timeline.adopt(known) }
    }

    /// Remembers and keeps what was done.
    mutating func did(_ action: TriageAction?, isStep: Bool = true) throws {
        guard let action else { return }
        try keep(action, isStep ? journal.record(action, label: "", at: now) : nil)
    }

    mutating func mute(_ mute: Mute) throws {
        try did(timeline.mute(mute, policy: &policy, context: context))
    }

    mutating func undo() throws {
        guard let (action, change) = journal.undo() else { return }
        timeline.apply(action, to: &policy)
        try keep(timeline.located(action), change)
        if let more = timeline.follow(action, since: change.entry.at, policy: policy) { try keep(more, nil) }
    }

    mutating func redo() throws {
        guard let (action, change) = journal.redo() else { return }
        timeline.apply(action, to: &policy)
        try keep(timeline.located(action), change)
        if let more = timeline.follow(action, since: change.entry.at, policy: policy) { try keep(more, nil) }
    }

    private func keep(_ action: TriageAction, _ step: JournalChange?) throws {
        try store.write(
            action.changes.map(StoreWrite.change) + action.sweeps.map(StoreWrite.sweep)
                + action.orders.map { .order(id: $0.id, $0.order) } + (step.map { [.journal($0)] } ?? []))
    }

    /// A piece of the sweeps, and what is heard of it.
    mutating func sweepOnce() throws -> Bool {
        guard try store.sweep() else { return false }
        try hear()
        return true
    }

    /// What other screens on the file have marked.
    mutating func hear() throws {
        let marks = try store.marksOfOthers(since: position)
        position = marks.position
        timeline.apply(marks.changes, of: marks.entries)
        policy.apply(marks.orders)
    }

    /// What is unread, where that is in doubt.
    mutating func recount() throws {
        guard timeline.needsRecount else { return }
        timeline.recount(try store.unread(), asked: timeline.countMoment)
    }

    mutating func sweep() throws { while try sweepOnce() {} }

    /// Older entries come into memory.
    mutating func load(before sequence: Int64, limit: Int) throws {
        let (page, marks) = try store.page(
            of: Scope(tab: .all, project: nil), before: sequence, limit: limit, context: context,
            marksSince: position)
        position = marks.position
        timeline.apply(marks.changes, of: marks.entries)
        for entry in page.entries { timeline.load(entry.notification, marks: entry.marks) }
    }

    /// What the store says to questions about rows.
    func answers(_ questions: [RowQuestion]) throws -> [RowAnswer] {
        let counting = RowCounting(questions)
        while counting.answered == nil {
            if try !store.count(counting, context: context) { _ = try store.index(limit: 10_000) }
        }
        return counting.answered ?? []
    }

    /// What the store has of all rows beyond memory.
    mutating func count() throws {
        let rows = (0..<timeline.rowCount).compactMap { timeline.rowID(at: $0) }
        timeline.take(try answers(timeline.questions(about: rows)))
    }

    /// Every entry in memory has the marks that the store has, and what is counted beyond is what the store has unread
    /// and memory hasn't got.
    func expectMemoryToAgree(_ comment: Comment) throws {
        var beyond: [String?: Int] = [:]
        for stored in try store.page(before: .max, limit: 100_000).entries {
            if let entry = timeline.entry(stored.notification.id) {
                #expect(entry.marks == stored.marks, comment)
            } else if stored.marks.isUnread {
                beyond[stored.notification.project, default: 0] += 1
            }
        }
        #expect(timeline.unloaded.mapValues(\.entries) == beyond, comment)
    }

    /// Every count of the feed is what the store counts one by one.
    func expectCountsToAgree(_ comment: Comment? = nil) throws {
        let recount = try store.recount()
        #expect(timeline.unreadCounts == recount.mapValues(\.entries), comment)
        #expect(timeline.unreadForMeTotal == recount.values.reduce(0) { $0 + $1.forMe }, comment)
        #expect(try store.unread() == recount, comment)
    }
}
