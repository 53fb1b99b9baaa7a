/// One action of the journal.
public struct JournalEntry: Equatable, Identifiable, Sendable {
    /// Its number: later actions have greater ones, whichever instance on the store has done them.
    public var id: Int
    /// When it was done.
    public var at: Timestamp
    /// What it was.
    public var action: TriageAction
    /// What the status line calls it: `done`, `snoozed until 18:30`.
    public var label: String

    /// An action of that number and time.
    public init(id: Int, at: Timestamp, action: TriageAction, label: String) {
        self.id = id
        self.at = at
        self.action = action
        self.label = label
    }
}

/// What the store writes after a step of the journal.
public struct JournalChange: Equatable, Sendable {
    /// The entry that is new, or whose place among done and undone changed.
    public var entry: JournalEntry
    /// Whether it is undone now.
    public var isUndone: Bool
    /// Entries that can't be reached any more.
    public var dropped: [Int]

    /// What to write for an entry.
    public init(entry: JournalEntry, isUndone: Bool, dropped: [Int]) {
        self.entry = entry
        self.isUndone = isUndone
        self.dropped = dropped
    }
}

/// Every triage action, so that undo and redo go on after a restart. Several instances write into one stored journal,
/// each on its own: no two of their actions may have the same number, and what the one has undone can lie before what
/// the other has done since.
public struct Journal: Equatable, Sendable {
    /// The actions, oldest first; those from `position` on are undone.
    public private(set) var entries: [JournalEntry]
    /// How many of them are done.
    public private(set) var position: Int
    /// Actions kept; the oldest go first.
    public let capacity: Int

    /// Tells this instance's actions from those of others on the same store.
    public let instance: Int

    /// How many instances there are numbers for. Each has numbers of actions of its own, whenever it does how many;
    /// with a million, two on one store have the same one time in a million, and only what both do in the same
    /// millisecond would meet. Milliseconds leave room for it until the year 2248.
    static let instances = 1 << 20

    /// A journal as it was stored.
    /// - Parameters:
    ///   - undone: the entries that are undone. Those before one that is done can't be done again and are left out.
    ///   - instance: a number that others on the same store are unlikely to have; at random.
    public init(
        entries: [JournalEntry] = [], undone: Set<Int> = [], capacity: Int = 500, instance: Int = 0
    ) {
        let sorted = entries.sorted { $0.id < $1.id }
        let redoable = sorted.reversed().prefix { undone.contains($0.id) }.reversed()
        let done = sorted.dropLast(redoable.count).filter { !undone.contains($0.id) }
        self.entries = done + redoable
        position = done.count
        self.capacity = max(1, capacity)
        self.instance = abs(instance % Self.instances)
    }

    /// The action that undo would take back.
    public var undoable: JournalEntry? { position > 0 ? entries[position - 1] : nil }

    /// The action that redo would do again.
    public var redoable: JournalEntry? { position < entries.count ? entries[position] : nil }

    /// Writes down an action that was done. What was undone before can't be redone after it.
    @discardableResult
    public mutating func record(_ action: TriageAction, label: String, at now: Timestamp) -> JournalChange {
        let next = nextNumber(at: now)
        var dropped = entries[position...].map(\.id)
        entries.removeSubrange(position...)
        let entry = JournalEntry(id: next, at: now, action: action, label: label)
        entries.append(entry)
        let excess = max(0, entries.count - capacity)
        dropped += entries.prefix(excess).map(\.id)
        entries.removeFirst(excess)
        position = entries.count
        return JournalChange(entry: entry, isUndone: false, dropped: dropped)
    }

    /// The next of this instance's own numbers: greater than any that is known, and not before its time.
    private func nextNumber(at now: Timestamp) -> Int {
        let last = entries.last?.id ?? 0
        let time = Int(clamping: now.milliseconds).multipliedReportingOverflow(by: Self.instances)
        let start = max(last + 1, time.overflow ? 0 : time.partialValue)
        let step = (instance - start % Self.instances + Self.instances) % Self.instances
        let number = start.addingReportingOverflow(step)
        return number.overflow ? last + 1 : number.partialValue
    }

    /// Takes a step back.
    /// - Returns: what to apply and what to store; nil when there is nothing to undo.
    public mutating func undo() -> (action: TriageAction, change: JournalChange)? {
        guard let entry = undoable else { return nil }
        position -= 1
        return (entry.action.inverse, JournalChange(entry: entry, isUndone: true, dropped: []))
    }

    /// Takes a step forward again.
    public mutating func redo() -> (action: TriageAction, change: JournalChange)? {
        guard let entry = redoable else { return nil }
        position += 1
        return (entry.action, JournalChange(entry: entry, isUndone: false, dropped: []))
    }
}
