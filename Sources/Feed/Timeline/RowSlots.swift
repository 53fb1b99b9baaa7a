/// The slots of a row's entries in the order of their positions, at least one: most rows have no more, and need no
/// memory of their own for it.
struct RowSlots: Sendable {
    private var only: Int
    /// All of them; none while there is just one.
    private var several: [Int] = []

    init(_ slot: Int) { only = slot }

    /// Those of an array that has any; nil for an empty one.
    init?(_ slots: ArraySlice<Int>) {
        guard let first = slots.first else { return nil }
        only = first
        if slots.count > 1 { several = Array(slots) }
    }

    var count: Int { several.isEmpty ? 1 : several.count }
    var first: Int { several.first ?? only }
    var last: Int { several.last ?? only }
    var all: [Int] { several.isEmpty ? [only] : several }

    mutating func append(_ slot: Int) {
        if several.isEmpty { several = [only] }
        several.append(slot)
    }

    mutating func insert(_ slot: Int, at place: Int) {
        if several.isEmpty { several = [only] }
        several.insert(slot, at: place)
    }

    /// Without the one at a place; nil where it was the only one.
    func removing(at place: Int) -> RowSlots? {
        var slots = all
        slots.remove(at: place)
        return RowSlots(slots[...])
    }
}
