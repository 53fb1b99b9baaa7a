/// The feed: every entry once, its marks, the unread sets, and the rows of the scope in view. Counts are
/// sizes of sets of entries, so they can't drift. Insertion into the newest end costs constant time; a change
/// of scope costs one pass over the entries.
public struct Timeline: Sendable {
    struct Record: Sendable {
        var notification: Notification
        var marks: Marks
        var position: Position
        var group: Int
    }

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
    public var capacity: Int

    private(set) var records: [Record] = []
    private var slots: [String: Int] = [:]
    private var groups: [String: Int] = [:]
    private var sequence = 0
    private var unreadByProject: [String?: Set<Int>] = [:]
    private var unreadForMe: Set<Int> = []
    private var rows = RowIndex()

    /// Unread entries that the store has and memory hasn't, by project: the counts include them. What starts
    /// with the newest entries alone sets it once, from the same reading of the store.
    public private(set) var unloaded: [String?: UnreadCount] = [:]
    /// Whether a store keeps every entry, so that unread ones may leave memory too.
    public var isBacked = false

    /// What `rows` shows.
    public private(set) var scope: Scope

    /// An empty feed.
    public init(scope: Scope = Scope(tab: .inbox, project: nil), capacity: Int = 100_000) {
        self.scope = scope
        self.capacity = max(1, capacity)
    }

    // MARK: Entries

    /// How many entries there are.
    public var count: Int { records.count }

    /// An entry by its id.
    public func entry(_ id: String) -> (notification: Notification, marks: Marks)? {
        slots[id].map { (records[$0].notification, records[$0].marks) }
    }

    /// Adds an event once, whatever way it came. My own actions are read.
    /// - Parameter marks: those it starts with: history comes read, stored entries with what was stored.
    @discardableResult
    public mutating func insert(_ notification: Notification, marks: Marks = []) -> Insertion {
        insert(notification, marks: marks, isNewest: notification.live)
    }

    private mutating func insert(
        _ notification: Notification, marks: Marks, isNewest: Bool
    ) -> Insertion {
        if let slot = slots[notification.id] {
            if records[slot].notification.cursor == nil {
                records[slot].notification.cursor = notification.cursor
            }
            return .duplicate
        }
        var marks = marks
        if notification.mine { marks.insert(.read) }
        let slot = records.count
        slots[notification.id] = slot
        sequence += 1
        let record = Record(
            notification: notification, marks: marks,
            position: Position(
                time: notification.live ? notification.receivedAt : notification.occurredAt,
                sequence: sequence
            ),
            group: group(of: notification)
        )
        records.append(record)
        if !marks.contains(.read) { count(slot, asUnread: true) }
        if includes(record) {
            if isNewest {
                rows.add(slot, record.group, record.position)
            } else {
                rows.insert(slot, record.group, position: position)
            }
        }
        if isNewest, records.count > capacity + capacity / 8 { evict() }
        return .added(unread: !marks.contains(.read))
    }

    /// Says what the store has unread beyond what is in memory.
    public mutating func setUnloaded(_ counts: [String?: UnreadCount]) {
        unloaded = counts.filter { $0.value != UnreadCount() }
    }

    /// Adds an entry of the store that was not in memory; its unread mark is in `unloaded` until now.
    public mutating func load(_ notification: Notification, marks: Marks) {
        guard insert(notification, marks: marks, isNewest: false) == .added(unread: true) else { return }
        shiftUnloaded(notification, by: -1)
    }

    /// Lets the counts follow an entry that is not in memory and was marked by another screen.
    public mutating func marked(unloaded project: String?, addressedToMe: Bool, asUnread isUnread: Bool) {
        shiftUnloaded(project, addressedToMe, by: isUnread ? 1 : -1)
    }

    private mutating func shiftUnloaded(_ notification: Notification, by step: Int) {
        shiftUnloaded(notification.project, notification.addressedToMe, by: step)
    }

    private mutating func shiftUnloaded(_ project: String?, _ addressedToMe: Bool, by step: Int) {
        let old = unloaded[project] ?? UnreadCount()
        let new = UnreadCount(
            entries: old.entries + step, forMe: old.forMe + (addressedToMe ? step : 0))
        unloaded[project] = new == UnreadCount() ? nil : new
    }

    /// Five tasks are five rows; without a task, a kind and an actor are one.
    private mutating func group(of notification: Notification) -> Int {
        let key =
            notification.task.map { "t\($0.id)" }
            ?? "k\(notification.kind.rawValue)/\(notification.project ?? "")/\(notification.actor?.id ?? notification.actor?.name ?? "")"
        if let group = groups[key] { return group }
        let group = groups.count
        groups[key] = group
        return group
    }

    private mutating func evict() {
        let excess = records.count - capacity
        let old = records.indices.filter {
            isBacked || records[$0].marks.contains(.read) && !records[$0].marks.contains(.starred)
        }
        .sorted { records[$0].position < records[$1].position }
        .prefix(excess)
        guard !old.isEmpty else { return }
        for slot in old where !records[slot].marks.contains(.read) {
            shiftUnloaded(records[slot].notification, by: 1)
        }
        let leaving = Set(old)
        records = records.indices.filter { !leaving.contains($0) }.map { records[$0] }
        slots = Dictionary(uniqueKeysWithValues: records.enumerated().map { ($1.notification.id, $0) })
        unreadByProject = [:]
        unreadForMe = []
        for (slot, record) in records.enumerated() where !record.marks.contains(.read) {
            count(slot, asUnread: true)
        }
        rebuild()
    }

    /// What people call a task, by the entries that are about it.
    public func taskKey(ofTask id: String) -> String? {
        groups["t\(id)"].flatMap { group in records.last { $0.group == group }?.notification.task?.key }
    }

    // MARK: Marks

    /// Sets or takes a mark; entries that have it so already don't change.
    public mutating func mark(_ ids: [String], _ mark: Marks, _ isSet: Bool) -> StateChange? {
        var changed: [String] = []
        for id in ids {
            guard let slot = slots[id], records[slot].marks.contains(mark) != isSet else { continue }
            let wasIncluded = includes(records[slot])
            if isSet { records[slot].marks.insert(mark) } else { records[slot].marks.remove(mark) }
            if mark.contains(.read) { count(slot, asUnread: !isSet) }
            let isIncluded = includes(records[slot])
            if wasIncluded, !isIncluded { rows.remove(slot, records[slot].group, position: position) }
            if !wasIncluded, isIncluded { rows.insert(slot, records[slot].group, position: position) }
            changed.append(id)
        }
        return changed.isEmpty ? nil : StateChange(mark: mark, isSet: isSet, ids: changed)
    }

    /// Applies a change that was made elsewhere: by another screen, or by undo.
    public mutating func apply(_ change: StateChange) { _ = mark(change.ids, change.mark, change.isSet) }

    /// Marks everything of the scope in view read.
    public mutating func markAllRead() -> StateChange? {
        let ids = records.filter { !$0.marks.contains(.read) && includes($0) }.map(\.notification.id)
        return mark(ids, .read, true)
    }

    private var position: (Int) -> Position { { [records] in records[$0].position } }

    // MARK: Unread

    private mutating func count(_ slot: Int, asUnread isUnread: Bool) {
        let notification = records[slot].notification
        if isUnread {
            unreadByProject[notification.project, default: []].insert(slot)
            if notification.addressedToMe { unreadForMe.insert(slot) }
        } else {
            unreadByProject[notification.project]?.remove(slot)
            unreadForMe.remove(slot)
        }
    }

    /// Unread entries in all.
    public var unreadTotal: Int {
        unreadByProject.values.reduce(0) { $0 + $1.count } + unloaded.values.reduce(0) { $0 + $1.entries }
    }

    /// Unread entries addressed to me.
    public var unreadForMeTotal: Int { unreadForMe.count + unloaded.values.reduce(0) { $0 + $1.forMe } }

    /// Unread entries of one project; nil for those of the workspace itself.
    public func unread(inProject project: String?) -> Int {
        (unreadByProject[project]?.count ?? 0) + (unloaded[project]?.entries ?? 0)
    }

    /// Unread entries by project; the workspace's own under nil.
    public var unreadCounts: [String?: Int] {
        unreadByProject.mapValues(\.count).merging(unloaded.mapValues(\.entries), uniquingKeysWith: +)
            .filter { $0.value > 0 }
    }

    /// Unread entries a tab shows with the scope's project.
    public func unread(in scope: Scope) -> Int {
        let keys = scope.project == nil ? Array(unreadByProject.keys) : [scope.project, String?.none]
        let sets = keys.compactMap { unreadByProject[$0] }
        let places = scope.project == nil ? Array(unloaded.keys) : keys
        let beyond = places.reduce(0) { sum, project in
            let count = unloaded[project] ?? UnreadCount()
            switch scope.tab {
            case .inbox, .all: return sum + count.entries
            case .mentions: return sum + count.forMe
            case .starred: return sum
            }
        }
        if scope.tab == .all { return sets.reduce(beyond) { $0 + $1.count } }
        return sets.reduce(beyond) {
            $0 + $1.count { scope.includes(records[$0].notification, records[$0].marks) }
        }
    }

    // MARK: Rows

    /// Shows another scope.
    public mutating func show(_ scope: Scope) {
        guard scope != self.scope else { return }
        self.scope = scope
        rebuild()
    }

    private func includes(_ record: Record) -> Bool { scope.includes(record.notification, record.marks) }

    private mutating func rebuild() {
        rows = RowIndex()
        let shown = records.indices.filter { includes(records[$0]) }
            .sorted { records[$0].position < records[$1].position }
        for slot in shown { rows.add(slot, records[slot].group, records[slot].position) }
    }

    /// How many rows the scope has.
    public var rowCount: Int { rows.count }

    /// A row, 0 being the newest; nil beyond the ends.
    public func row(at index: Int) -> Row? {
        rows.slots(atRow: index).map { group, slots in Row(group: group, slots: slots, records: records) }
    }

    /// Where a row stands now; nil when the scope doesn't have it.
    public func index(ofRow id: Row.ID) -> Int? { rows.row(ofGroup: id.group) }

    /// The row that holds an entry.
    public func row(ofEntry id: String) -> Row.ID? {
        slots[id].map { Row.ID(group: records[$0].group) }.flatMap { index(ofRow: $0) == nil ? nil : $0 }
    }

    /// The next row with something unread, further down (older) or up; nil when there is none.
    public func unreadRow(from index: Int, down: Bool) -> Int? {
        var next = index + (down ? 1 : -1)
        while let row = row(at: next) {
            if row.unreadCount > 0 { return next }
            next += down ? 1 : -1
        }
        return nil
    }
}

extension Scope {
    func includes(_ notification: Notification, _ marks: Marks) -> Bool {
        if let project, let other = notification.project, other != project { return false }
        switch tab {
        case .inbox: return !marks.contains(.done)
        case .mentions: return notification.addressedToMe
        case .starred: return marks.contains(.starred)
        case .all: return true
        }
    }
}
