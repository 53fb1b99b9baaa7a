/// The rows of one scope, oldest first, kept in order while entries come and go.
struct RowIndex: Sendable {
    private struct Group: Sendable {
        /// Entries of the scope in the order of their positions.
        var slots: [Int]
        var position: Timeline.Position
    }

    private struct Key: Sendable {
        var position: Timeline.Position
        var group: Int
    }

    private var groups: [Int: Group] = [:]
    private var keys: [Key] = []

    var count: Int { keys.count }

    /// Adds an entry that is newer than its group's others: the usual case.
    mutating func add(_ slot: Int, _ group: Int, _ position: Timeline.Position) {
        if let old = groups[group]?.position {
            if position < old {
                // A recovered entry goes below what is shown; the row stays where it is.
                groups[group]?.slots.insert(slot, at: 0)
                return
            }
            groups[group]?.slots.append(slot)
            groups[group]?.position = position
            keys.remove(at: lowerBound(old))
        } else {
            groups[group] = Group(slots: [slot], position: position)
        }
        place(Key(position: position, group: group))
    }

    /// Adds an entry anywhere among its group's others.
    mutating func insert(_ slot: Int, _ group: Int, position: (Int) -> Timeline.Position) {
        let place = position(slot)
        guard let old = groups[group], place < old.position else { return add(slot, group, place) }
        var low = 0
        var high = old.slots.count
        while low < high {
            let middle = (low + high) / 2
            if position(old.slots[middle]) < place { low = middle + 1 } else { high = middle }
        }
        groups[group]?.slots.insert(slot, at: low)
    }

    mutating func remove(_ slot: Int, _ group: Int, position: (Int) -> Timeline.Position) {
        guard let old = groups[group] else { return }
        replace(group, old, with: old.slots.filter { $0 != slot }, position: position)
    }

    private mutating func replace(
        _ group: Int, _ old: Group, with slots: [Int], position: (Int) -> Timeline.Position
    ) {
        keys.remove(at: lowerBound(old.position))
        guard let newest = slots.last else {
            groups[group] = nil
            return
        }
        groups[group] = Group(slots: slots, position: position(newest))
        place(Key(position: position(newest), group: group))
    }

    /// The row counted from the newest.
    func slots(atRow row: Int) -> (group: Int, slots: [Int])? {
        guard row >= 0, row < keys.count else { return nil }
        let group = keys[keys.count - 1 - row].group
        return groups[group].map { (group, $0.slots) }
    }

    func row(ofGroup group: Int) -> Int? {
        groups[group].map { keys.count - 1 - lowerBound($0.position) }
    }

    private mutating func place(_ key: Key) {
        if let last = keys.last, key.position < last.position {
            keys.insert(key, at: lowerBound(key.position))
        } else {
            keys.append(key)
        }
    }

    /// The first key that isn't before the position. Positions are unique.
    private func lowerBound(_ position: Timeline.Position) -> Int {
        if let last = keys.last, last.position == position { return keys.count - 1 }
        var low = 0
        var high = keys.count
        while low < high {
            let middle = (low + high) / 2
            if keys[middle].position < position { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
