/// The rows of one scope, kept in order while entries come and go.
struct RowIndex: Sendable {
    private struct Group: Sendable {
        /// Entries of the scope in the order of their positions.
        var slots: [Int]
        /// Where the row stands: at its newest entry, or, while it is held, where it stood then.
        var position: Timeline.Position
        var tally: RowTally
    }

    private var groups: [Int: Group] = [:]
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
        // Group numbers are dense: an array finds a group's place where a dictionary would take three times
        // as long, and a list takes its room once.
        var counts = [Int](repeating: 0, count: (groupOfSlot.max() ?? -1) + 1)
        for group in groupOfSlot { counts[group] += 1 }
        var lists = counts.map { count in
            var list: [Int] = []
            list.reserveCapacity(count)
            return list
        }
        for (slot, group) in zip(slots, groupOfSlot) { lists[group].append(slot) }
        var keys: [RowOrder.Key] = []
        for (slot, group) in zip(slots, groupOfSlot) where lists[group].last == slot {
            keys.append(RowOrder.Key(position: records[slot].position, group: group))
        }
        groups.reserveCapacity(keys.count)
        for key in keys {
            let list = lists[key.group]
            groups[key.group] = Group(
                slots: list, position: key.position, tally: RowTally(counting: list, records))
        }
        order = RowOrder(keys)
    }

    /// Adds an entry: in constant time where it is its group's newest.
    mutating func add(_ slot: Int, _ group: Int, _ records: Records) {
        entryCount += 1
        let position = records[slot].position
        guard let index = groups.index(forKey: group), let newest = groups.values[index].slots.last else {
            groups[group] = Group(
                slots: [slot], position: position, tally: RowTally(counting: [slot], records))
            order.insert(RowOrder.Key(position: position, group: group))
            return
        }
        // Changed in place: a list that is copied for every entry would make a long conversation slow.
        groups.values[index].tally.add(slot, records)
        if position < records[newest].position {
            let place = Self.place(of: position, in: groups.values[index].slots, records)
            groups.values[index].slots.insert(slot, at: place)
        } else {
            groups.values[index].slots.append(slot)
            if group != held {
                order.move(group, from: groups.values[index].position, to: position)
                groups.values[index].position = position
            }
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
        let place = Self.place(of: records[slot].position, in: old.slots, records)
        guard place < old.slots.count, old.slots[place] == slot else { return }
        entryCount -= 1
        groups[group]?.slots.remove(at: place)
        uncounted.insert(group)
        settle(group, records)
    }

    /// Counts rows anew that lost entries: what left may have been the first or the last of anything. Once for
    /// all that leave together.
    mutating func countAgain(_ records: Records) {
        for group in uncounted {
            guard let slots = groups[group]?.slots else { continue }
            groups[group]?.tally = RowTally(counting: slots, records)
        }
        uncounted.removeAll(keepingCapacity: true)
    }

    /// Follows the marks of an entry that stays in its row.
    mutating func remark(_ group: Int, from old: Marks, to new: Marks) {
        groups[group]?.tally.remark(from: old, to: new)
    }

    /// Takes a group without entries away and puts every other one where its newest entry stands.
    private mutating func settle(_ group: Int, _ records: Records) {
        guard let now = groups[group] else { return }
        guard let newest = now.slots.last else {
            order.remove(now.position)
            groups[group] = nil
            return
        }
        // A held row still stands somewhere its own entry was: no other row can have that position.
        if group != held { move(group, from: now.position, to: records[newest].position) }
    }

    /// Puts one group's entries into another's row.
    mutating func merge(_ group: Int, into other: Int, _ records: Records) {
        guard let old = groups.removeValue(forKey: group) else { return }
        order.remove(old.position)
        entryCount -= old.slots.count
        if held == group { held = other }
        for slot in old.slots { add(slot, other, records) }
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
            guard let first = row.slots.first, first < slot else { continue }
            let kept = row.slots.drop { $0 < slot }
            let gone = row.slots[..<kept.startIndex]
            entryCount -= gone.count
            groups[group]?.tally.forget(gone, keeping: kept, records)
            groups[group]?.slots = Array(kept)
            settle(group, records)
        }
    }

    /// The row counted from the newest.
    func row(_ row: Int, _ records: Records) -> Row? {
        order.group(atRow: row).flatMap { group in
            groups[group].map { Row(group: group, slots: $0.slots, tally: $0.tally, records: records) }
        }
    }

    /// The group of a row counted from the newest.
    func group(atRow row: Int) -> Int? { order.group(atRow: row) }

    func row(ofGroup group: Int) -> Int? { groups[group].flatMap { order.row(of: $0.position) } }

    func firstRow(from row: Int, down: Bool, where fits: (Int, RowTally) -> Bool) -> Int? {
        order.firstRow(from: row, down: down) { group in
            groups[group].map { fits(group, $0.tally) } ?? false
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
