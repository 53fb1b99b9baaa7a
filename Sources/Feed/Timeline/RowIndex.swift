/// The rows of one scope, kept in order while entries come and go.
struct RowIndex: Sendable {
    private struct Group: Sendable {
        /// Entries of the scope in the order of their positions.
        var slots: RowSlots
        /// Where the row stands: at its newest entry, or, while it is held, where it stood then.
        var position: Timeline.Position
    }

    private var groups: [Int: Group] = [:]
    /// What rows of more than a few entries count; of others it is counted when it is asked for, so that a list of a
    /// hundred thousand short rows is made without.
    private var tallies: [Int: RowTally] = [:]
    private static let few = 4
    private var order = RowOrder()
    /// Rows whose tallies still count entries that left.
    private var uncounted: Set<Int> = []
    /// The row that stays where it is.
    private(set) var held: Int?
    /// Entries in all rows.
    private(set) var entryCount = 0

    var count: Int { order.count }

    init() {}

    /// The rows of many entries at once.
    /// - Parameters:
    ///   - slots: the entries in the order of their positions.
    ///   - group: the group of each.
    init(_ slots: [Int], group: (Int) -> Int, _ records: Records) {
        entryCount = slots.count
        let groupOfSlot = slots.map(group)
        // Group numbers are dense: arrays find a group's place where a dictionary would take three times as long. The
        // slots are laid out group by group, in their order.
        var ends = [Int](repeating: 0, count: (groupOfSlot.max() ?? -1) + 2)
        for group in groupOfSlot { ends[group + 1] += 1 }
        for group in ends.indices.dropFirst() { ends[group] += ends[group - 1] }
        let starts = ends
        var byGroup = slots
        for (slot, group) in zip(slots, groupOfSlot) {
            byGroup[ends[group]] = slot
            ends[group] += 1
        }
        var keys: [RowOrder.Key] = []
        keys.reserveCapacity(slots.count)
        for (slot, group) in zip(slots, groupOfSlot) where byGroup[starts[group + 1] - 1] == slot {
            keys.append(RowOrder.Key(position: records.position(of: slot), group: group))
        }
        groups.reserveCapacity(keys.count)
        for key in keys {
            guard let list = RowSlots(byGroup[starts[key.group]..<starts[key.group + 1]]) else { continue }
            groups[key.group] = Group(slots: list, position: key.position)
            if list.count > Self.few { tallies[key.group] = RowTally(counting: list.all, records) }
        }
        order = RowOrder(keys)
    }

    /// Adds an entry: in constant time where it is its group's newest.
    mutating func add(_ slot: Int, _ group: Int, _ records: Records) {
        entryCount += 1
        let position = records[slot].position
        guard let index = groups.index(forKey: group) else {
            groups[group] = Group(slots: RowSlots(slot), position: position)
            order.insert(RowOrder.Key(position: position, group: group))
            return
        }
        // Changed in place: a list that is copied for every entry would make a long conversation slow.
        defer { count(slot, group, records) }
        if position < records.position(of: groups.values[index].slots.last) {
            let place = Self.place(of: position, in: groups.values[index].slots.all, records)
            groups.values[index].slots.insert(slot, at: place)
        } else {
            groups.values[index].slots.append(slot)
            if group != held {
                order.move(group, from: groups.values[index].position, to: position)
                groups.values[index].position = position
            }
        }
    }

    /// Counts an entry that has joined its row.
    private mutating func count(_ slot: Int, _ group: Int, _ records: Records) {
        if let index = tallies.index(forKey: group) {
            tallies.values[index].add(slot, records)
        } else if let slots = groups[group]?.slots, slots.count > Self.few {
            tallies[group] = RowTally(counting: slots.all, records)
        }
    }

    private mutating func move(_ group: Int, from old: Timeline.Position, to new: Timeline.Position) {
        guard old != new else { return }
        groups[group]?.position = new
        order.move(group, from: old, to: new)
    }

    /// Takes an entry out of its row. `countAgain` brings the row's tally after it.
    mutating func remove(_ slot: Int, _ group: Int, _ records: Records) {
        guard let old = groups[group] else { return }
        let slots = old.slots.all
        let place = Self.place(of: records.position(of: slot), in: slots, records)
        guard place < slots.count, slots[place] == slot else { return }
        entryCount -= 1
        guard let left = old.slots.removing(at: place) else { return drop(group, at: old.position) }
        groups[group]?.slots = left
        if tallies[group] != nil { uncounted.insert(group) }
        settle(group, records)
    }

    /// Counts rows anew that lost entries: what left may have been the first or the last of anything. Once for
    /// all that leave together.
    mutating func countAgain(_ records: Records) {
        for group in uncounted {
            let slots = groups[group]?.slots.all ?? []
            tallies[group] = slots.count > Self.few ? RowTally(counting: slots, records) : nil
        }
        uncounted.removeAll(keepingCapacity: true)
    }

    /// Follows the marks of an entry that stays in its row.
    mutating func remark(_ group: Int, from old: Marks, to new: Marks) {
        tallies[group]?.remark(from: old, to: new)
    }

    /// Takes a row away.
    private mutating func drop(_ group: Int, at position: Timeline.Position) {
        order.remove(position)
        groups[group] = nil
        tallies[group] = nil
    }

    /// Puts a row where its newest entry stands, but for the one that is held.
    private mutating func settle(_ group: Int, _ records: Records) {
        // A held row still stands somewhere its own entry was: no other row can have that position.
        guard let now = groups[group], group != held else { return }
        move(group, from: now.position, to: records.position(of: now.slots.last))
    }

    /// Puts one group's entries into another's row.
    mutating func merge(_ group: Int, into other: Int, _ records: Records) {
        guard let old = groups.removeValue(forKey: group) else { return }
        tallies[group] = nil
        order.remove(old.position)
        entryCount -= old.slots.count
        if held == group { held = other }
        for slot in old.slots.all { add(slot, other, records) }
    }

    /// Keeps a row where it is while entries join it; the row held before goes where its newest entry is.
    mutating func hold(_ group: Int?, _ records: Records) {
        guard group != held else { return }
        let released = held
        held = group
        if let released { settle(released, records) }
    }

    /// Takes away all entries before a slot. They stand before all that stay, and are still among the records.
    mutating func removeAll(before slot: Int, _ records: Records) {
        for (group, row) in groups {
            guard row.slots.first < slot else { continue }
            let slots = row.slots.all
            let kept = slots.drop { $0 < slot }
            let gone = slots[..<kept.startIndex]
            entryCount -= gone.count
            guard let left = RowSlots(kept) else {
                drop(group, at: row.position)
                continue
            }
            if kept.count > Self.few {
                tallies[group]?.forget(gone, keeping: kept, records)
            } else {
                tallies[group] = nil
            }
            groups[group]?.slots = left
            settle(group, records)
        }
    }

    /// The row counted from the newest.
    func row(_ row: Int, _ records: Records) -> Row? {
        order.group(atRow: row).flatMap { group in
            groups[group].map {
                let slots = $0.slots.all
                return Row(
                    group: group, slots: slots,
                    tally: tallies[group] ?? RowTally(counting: slots, records), records: records)
            }
        }
    }

    /// The group of a row counted from the newest.
    func group(atRow row: Int) -> Int? { order.group(atRow: row) }

    func row(ofGroup group: Int) -> Int? { groups[group].flatMap { order.row(of: $0.position) } }

    /// The first row from `row` on that fits.
    /// - Parameter fits: gets a row's group and how many of its entries are unread.
    func firstRow(from row: Int, down: Bool, _ records: Records, where fits: (Int, Int) -> Bool) -> Int? {
        order.firstRow(from: row, down: down) { group in
            guard let slots = groups[group]?.slots else { return false }
            return fits(group, tallies[group]?.unread ?? slots.all.count { records.marks(of: $0).isUnread })
        }
    }

    /// The first slot whose entry isn't before the position.
    private static func place(
        of position: Timeline.Position, in slots: [Int], _ records: Records
    ) -> Int {
        var low = 0
        var high = slots.count
        while low < high {
            let middle = (low + high) / 2
            if records[slots[middle]].position < position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
