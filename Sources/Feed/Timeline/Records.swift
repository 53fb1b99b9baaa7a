/// The entries in the order they came in, each under a slot number that it keeps: letting go of the first
/// ones changes no other's number.
struct Records: Sendable {
    struct Record: Sendable {
        var notification: Notification
        var marks: Marks
        var position: Timeline.Position
        /// The bundle it came into; bundles can merge, see `Bundles.root(of:)`.
        var group: Int
        /// Its project's number in the index of what is unread.
        var project: Int
        /// What its row counts.
        var traits = RowTally.Traits()
    }

    private var entries: [Record] = []
    /// The slot of the first entry.
    private(set) var startIndex = 0

    var count: Int { entries.count }
    var endIndex: Int { startIndex + entries.count }
    var slots: Range<Int> { startIndex..<endIndex }

    /// Slots come from this program's own tables, never from outside.
    subscript(slot: Int) -> Record {
        get { entries[slot - startIndex] }
        set { entries[slot - startIndex] = newValue }
    }

    /// Where an entry stands, without a copy of the entry.
    func position(of slot: Int) -> Timeline.Position { entries[slot - startIndex].position }

    /// What a row counts of an entry, without a copy of the entry.
    func traits(of slot: Int) -> RowTally.Traits { entries[slot - startIndex].traits }

    /// The bundle an entry came into, without a copy of the entry.
    func group(of slot: Int) -> Int { entries[slot - startIndex].group }

    /// An entry's marks, without a copy of the entry.
    func marks(of slot: Int) -> Marks { entries[slot - startIndex].marks }

    /// Changes the marks of an entry.
    mutating func setMarks(_ marks: Marks, at slot: Int) { entries[slot - startIndex].marks = marks }

    mutating func append(_ record: Record) { entries.append(record) }

    /// Lets go of the first entries.
    mutating func removeFirst(_ count: Int) {
        entries.removeFirst(count)
        startIndex += count
    }

    /// Keeps the entries of these slots, which get new numbers.
    mutating func keep(_ slots: [Int]) {
        entries = slots.map { entries[$0 - startIndex] }
        startIndex = 0
    }
}
