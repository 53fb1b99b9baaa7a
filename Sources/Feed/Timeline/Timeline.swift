/// The feed: every entry once, its marks, the unread sets, and the rows of the scope in view. Counts are
/// sizes of sets of entries, so they can't drift. Insertion into the newest end costs constant time; a change
/// of scope costs one pass over the entries.
public struct Timeline: Sendable {
    /// Where an entry stands: live ones by arrival, recovered ones by their own time.
    struct Position: Comparable, Hashable, Sendable {
        var time: Timestamp
        var sequence: Int

        static func < (a: Position, b: Position) -> Bool {
            a.time == b.time ? a.sequence < b.sequence : a.time < b.time
        }
    }

    /// Entries kept in memory before the oldest read ones are let go; the store still has them. Who scrolls
    /// back into the store raises it.
    public var capacity: Int {
        didSet { evictionCount = capacity + capacity / 8 }
    }

    /// Something that is counted has changed.
    mutating func noteCount() { countMoment += 1 }

    var records = Records()
    var unreadIndex = UnreadIndex()
    var rows = RowIndex()
    var bundles: Bundles
    private(set) var slots: [String: Int] = [:]
    private var sequence = 0
    /// The place of the entry that was last loaded, among those of its time.
    private var loadedSequence = 0
    /// How many entries there are when the next are let go.
    private var evictionCount: Int

    /// Unread entries that the store has and memory hasn't, by project: the counts include them. What starts
    /// with the newest entries alone sets it once, from the same reading of the store.
    public private(set) var unloaded: [String?: UnreadCount] = [:]
    /// Whether the counts of what memory hasn't got may be wrong, see `recount`.
    public internal(set) var needsRecount = false
    /// Another number after each change of what is counted.
    public private(set) var countMoment = 0
    /// Whether a store keeps every entry, so that unread ones may leave memory too.
    public var isBacked = false

    /// Whether memory has all that the store has.
    public private(set) var holdsAll = true {
        didSet { if holdsAll != oldValue { remainders.removeAll() } }
    }
    private var hasLetGo = false
    var remainders = Remainders()

    /// Sweeps so far, for their ids.
    var sweepCount = 0
    /// Tells this instance's sweeps from those of others on the same store: the journal's.
    public var instance = 0

    /// What the rows show.
    public private(set) var scope: Scope
    /// What the scope's filter needs to know. A change counts from the next `show` on.
    public var context = QueryContext(now: Timestamp(milliseconds: 0))

    /// An empty feed.
    /// - Parameters:
    ///   - capacity: entries kept in memory.
    ///   - bundleWindow: milliseconds of silence after which a conversation begins a new row; a day.
    public init(
        scope: Scope = Scope(tab: .inbox, project: nil), capacity: Int = 100_000,
        bundleWindow: Int64 = 86_400_000
    ) {
        self.scope = scope
        self.capacity = max(1, capacity)
        evictionCount = self.capacity + self.capacity / 8
        bundles = Bundles(window: bundleWindow)
    }

    // MARK: Entries

    /// How many entries there are.
    public var count: Int { records.count }

    /// An entry by its id.
    public func entry(_ id: String) -> (notification: Notification, marks: Marks)? {
        slots[id].map { (records[$0].notification, records[$0].marks) }
    }

    /// Where an entry is among the records; nil where memory hasn't got it.
    func slot(of id: String) -> Int? { slots[id] }

    /// Every entry in the order they came in, with its marks.
    public var entries: some Sequence<(notification: Notification, marks: Marks)> {
        records.slots.lazy.map { [records] in (records[$0].notification, records[$0].marks) }
    }

    /// The entries that stand nearest to the newest end, newest first.
    public func newest(_ limit: Int) -> some Sequence<Notification> {
        let slots = records.slots.sorted { records.position(of: $1) < records.position(of: $0) }
        return slots.prefix(limit).lazy.map { [records] in records[$0].notification }
    }

    /// Entries in memory that a query holds for, newest first.
    public func search(_ query: Query, limit: Int) -> [(notification: Notification, marks: Marks)] {
        var found: [(notification: Notification, marks: Marks)] = []
        for slot in records.slots.reversed() where found.count < limit {
            let record = records[slot]
            if query.matches(record.notification, record.marks, context) {
                found.append((record.notification, record.marks))
            }
        }
        return found
    }

    /// Adds an event once, whatever way it came. My own actions and edits are read.
    /// - Parameter marks: those it starts with: history comes read, stored entries with what was stored.
    @discardableResult
    public mutating func insert(_ notification: Notification, marks: Marks = []) -> Insertion {
        let isKnown = notification.mine || EventCatalogue.isEdit(notification.kind)
        return insert(
            notification, marks: isKnown ? marks.union(.read) : marks, isNewest: notification.live,
            isLoaded: false)
    }

    private mutating func insert(
        _ notification: Notification, marks: Marks, isNewest: Bool, isLoaded: Bool
    ) -> Insertion {
        let slot = records.endIndex
        // One look-up does for new entries; a duplicate puts its slot back.
        if let old = slots.updateValue(slot, forKey: notification.id) {
            slots[notification.id] = old
            if records[old].notification.cursor == nil, notification.cursor != nil {
                records[old].notification.cursor = notification.cursor
            }
            return .duplicate
        }
        if isLoaded { loadedSequence -= 1 } else { sequence += 1 }
        let place = isLoaded ? loadedSequence : sequence
        let time = notification.standsAt
        let (group, merged) = bundles.group(of: notification, at: time)
        let record = Records.Record(
            notification: notification, marks: marks, position: Position(time: time, sequence: place),
            group: group, project: unreadIndex.number(of: notification.project),
            traits: RowTally.Traits(notification)
        )
        records.append(record)
        countMoment += 1
        if marks.isUnread { unreadIndex.update(slot, record) }
        if !holdsAll {
            remainders.joined(group, at: time)
            for changed in merged.map({ [$0, group] }) ?? [] { remainders.forget(changed) }
        }
        if let merged { rows.merge(merged, into: group, records) }
        if includes(record) { rows.add(slot, group, records) }
        if isNewest, records.count > evictionCount { evict() }
        return .added(unread: marks.isUnread)
    }

    // MARK: What the store has beyond memory

    /// Says what the store has unread beyond what is in memory.
    public mutating func setUnloaded(_ counts: [String?: UnreadCount]) {
        unloaded = counts.filter { $0.value != UnreadCount() }
    }

    /// Says whether the store has entries that memory hasn't.
    public mutating func setHoldsAll(_ holdsAll: Bool) { self.holdsAll = holdsAll && !hasLetGo }

    /// Adds an entry of the store, with the marks it has there; its unread mark is in `unloaded` until now. The store
    /// gives the newest first, so that of entries of one moment each stands behind those that were loaded before it.
    /// - Returns: whether it was not in memory yet.
    @discardableResult
    public mutating func load(_ notification: Notification, marks: Marks) -> Bool {
        switch insert(notification, marks: marks, isNewest: false, isLoaded: true) {
        case .duplicate: return false
        case .added(unread: false): return true
        case .added(unread: true):
            shiftUnloaded(notification.project, notification.addressedToMe, by: -1)
            return true
        }
    }

    /// Lets the counts follow an entry that is not in memory and was marked by another screen.
    public mutating func marked(unloaded project: String?, addressedToMe: Bool, asUnread isUnread: Bool) {
        shiftUnloaded(project, addressedToMe, by: isUnread ? 1 : -1)
    }

    private mutating func shiftUnloaded(_ project: String?, _ addressedToMe: Bool, by step: Int) {
        countMoment += 1
        let old = unloaded[project] ?? UnreadCount()
        let new = UnreadCount(
            entries: old.entries + step, forMe: old.forMe + (addressedToMe ? step : 0))
        unloaded[project] = new == UnreadCount() ? nil : new
    }

    // MARK: Letting go

    /// Lets the oldest entries go that are read, or that the store has.
    private mutating func evict() {
        let excess = records.count - capacity
        if isBacked { (hasLetGo, holdsAll) = (true, false) }
        evictionCount = capacity + capacity / 8
        func mayGo(_ slot: Int) -> Bool {
            isBacked || records[slot].marks.contains(.read) && !records[slot].marks.contains(.starred)
        }
        let first = records.slots.prefix(excess)
        if first.allSatisfy(mayGo), areOldest(first) {
            for slot in first { forget(slot) }
            rows.removeAll(before: first.upperBound, records)
            records.removeFirst(excess)
        } else {
            let leaving = records.slots.filter(mayGo)
                .sorted { records[$0].position < records[$1].position }.prefix(excess)
            // Where nothing may go, it isn't tried again for every single entry.
            evictionCount = records.count - leaving.count + capacity / 8
            guard !leaving.isEmpty else { return }
            for slot in leaving { forget(slot) }
            let gone = Set(leaving)
            records.keep(records.slots.filter { !gone.contains($0) })
            unreadIndex.removeAll()
            for slot in records.slots {
                slots[records[slot].notification.id] = slot
                if records[slot].marks.isUnread { unreadIndex.update(slot, records[slot]) }
            }
            rebuild()
        }
        bundles.keep(Set(records.slots.map { bundles.root(of: records[$0].group) }))
    }

    private func areOldest(_ first: Range<Int>) -> Bool {
        guard let newest = first.map({ records[$0].position }).max() else { return true }
        return (first.upperBound..<records.endIndex).allSatisfy { newest < records[$0].position }
    }

    private mutating func forget(_ slot: Int) {
        let record = records[slot]
        slots[record.notification.id] = nil
        unreadIndex.remove(slot, record)
        remainders.forget(bundles.root(of: record.group))
        if record.marks.isUnread {
            shiftUnloaded(record.notification.project, record.notification.addressedToMe, by: 1)
        }
    }

    // MARK: Scope

    /// Shows another scope.
    public mutating func show(_ scope: Scope) {
        guard scope != self.scope || scope.filter != nil else { return }
        self.scope = scope
        remainders.removeAll()
        rebuild()
    }

    func includes(_ record: Records.Record) -> Bool {
        scope.includes(record.notification, record.marks, context)
    }

    private mutating func rebuild() {
        var shown = records.slots.filter { includes(records[$0]) }
        let isSorted = zip(shown, shown.dropFirst()).allSatisfy {
            records.position(of: $0) < records.position(of: $1)
        }
        if !isSorted { shown.sort { records.position(of: $0) < records.position(of: $1) } }
        let held = rows.held
        rows = RowIndex(shown, group: { bundles.root(of: records.group(of: $0)) }, records)
        rows.hold(held, records)
    }

    /// What people call a task, by the entries that are about it.
    public func taskKey(ofTask id: String) -> String? {
        for slot in records.slots.reversed() {
            if let task = records[slot].notification.task, task.id == id, let key = task.key { return key }
        }
        return nil
    }
}
