import Feed
import SeededRandom
import Store
import Testing

@Suite struct JournalDocumentsTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    @Test func undoGoesOnAfterARestart() throws {
        var journal = Journal(capacity: 20)
        let store = try place.open()
        var random = SplitMix64(seed: 3)
        for number in 0..<60 {
            let change = StateChange(mark: .done, isSet: number % 2 == 0, ids: ["e\(number)"])
            let step: JournalChange? =
                switch Int.random(in: 0..<3, using: &random) {
                case 0: journal.undo()?.change
                case 1: journal.redo()?.change
                default: journal.record(.mark(change), label: "done", at: Timestamp(seconds: Int64(number)))
                }
            if let step { try store.write([.journal(step)]) }
            let stored = try place.open().journal()
            #expect(stored.entries == journal.entries)
            #expect(stored.position == journal.position)
        }
    }

    @Test func undoStopsBeforeAStepThatCannotBeRead() throws {
        let store = try place.open()
        var journal = Journal()
        for number in 0..<3 {
            let change = StateChange(mark: .read, isSet: true, ids: ["\(number)"])
            try store.write([
                .journal(journal.record(.mark(change), label: "read", at: Timestamp(seconds: 1)))
            ])
        }
        let ids = journal.entries.map(\.id)
        try store.write([.document(.journal, key: "\(ids[1])", value: "{\"of\":\"a later version\"}")])
        #expect(try store.journal().entries.map(\.id) == [ids[2]])
    }

    /// Two screens on one store at the same time: neither loses a step to the other, and a start after both finds what
    /// each has done and not undone.
    @Test func stepsOfSeveralInstancesAreKeptApart() throws {
        let (first, second) = (try place.open(), try place.open())
        try first.append((0..<4).map { TemporaryStore.event("e\($0)") }, marks: [])
        var (one, other) = (try Desk(first, loads: 9), try Desk(second, loads: 9))
        func marks() throws -> [Marks] { try (0..<4).map { try #require(try first.entry("e\($0)")).marks } }
        try one.did(one.timeline.markRows(of: ["e0"], .done, true))
        other.tick()
        try other.did(other.timeline.markRows(of: ["e1"], .starred, true))
        for _ in 0..<2 { one.tick() }
        try one.did(one.timeline.markRows(of: ["e2"], .read, true))
        for _ in 0..<2 { other.tick() }
        try other.did(other.timeline.markRows(of: ["e3"], .read, true))
        try other.undo()
        try one.hear()
        try other.hear()
        #expect(try marks() == [.done, .starred, .read, []])
        #expect(one.timeline.entry("e1")?.marks == .starred && other.timeline.entry("e0")?.marks == .done)
        // A start after both: the three that stand can be taken back, the newest first, and done again.
        var next = try one.restarted(store: place.open())
        #expect(next.journal.entries.count == 4 && next.journal.position == 3)
        try next.undo()
        #expect(try marks() == [.done, .starred, [], []])
        try next.undo()
        try next.undo()
        #expect(try marks() == [[], [], [], []])
        for _ in 0..<4 { try next.redo() }
        #expect(try marks() == [.done, .starred, .read, .read])
    }

    /// What one undid before the other went on is neither done again nor taken back a second time.
    @Test func anUndoneStepBeforeADoneOneOfAnotherInstanceIsOver() throws {
        let (first, second) = (try place.open(), try place.open())
        try first.append((0..<3).map { TemporaryStore.event("e\($0)") }, marks: [])
        var one = try Desk(first, loads: 9)
        try one.did(one.timeline.markRows(of: ["e0"], .done, true))
        one.tick()
        try one.did(one.timeline.markRows(of: ["e1"], .done, true))
        var other = try one.restarted(store: second)
        other.tick()
        try one.undo()
        try other.hear()
        try other.did(other.timeline.markRows(of: ["e2"], .done, true))
        var next = try other.restarted(store: place.open())
        #expect(next.journal.redoable == nil)
        try next.undo()
        #expect(try #require(try first.entry("e2")).marks == [])
        try next.undo()
        #expect(try #require(try first.entry("e0")).marks == [])
        try next.undo()
        #expect(try (0..<3).allSatisfy { try first.entry("e\($0)")?.marks == [] })
    }

    /// Whatever several instances do at the same time and however often they start again: taking back all that a new
    /// start finds leads to entries without marks.
    @Test func undoOfAllThatInstancesDidLeadsBack() throws {
        for seed in 1...8 as ClosedRange<UInt64> {
            var random = SplitMix64(seed: seed)
            let place = try TemporaryStore()
            try place.open().append((0..<12).map { TemporaryStore.event("e\($0)", task: "\($0)") }, marks: [])
            var desks = try (0..<3).map { _ in try Desk(place.open(), loads: 20) }
            for _ in 0..<80 {
                let index = Int(random.next() % 3)
                for other in desks.indices { desks[other].tick() }
                try desks[index].hear()
                switch random.next() % 6 {
                case 0: try desks[index].undo()
                case 1:
                    desks[index] = try desks[index].restarted(store: place.open())
                    // That took it a moment: no two act at the same one.
                    for other in desks.indices where other != index { desks[other].tick() }
                default:
                    // Each instance marks in its own way: what two have done the same nobody could tell apart.
                    let mark = [Marks.read, .done, .starred][index]
                    let id = "e\(random.next() % 12)"
                    try desks[index].did(desks[index].timeline.markRows(of: [id], mark, true))
                }
            }
            var last = try desks[0].restarted(store: place.open())
            while last.journal.undoable != nil { try last.undo() }
            let left = try (0..<12).filter { try last.store.entry("e\($0)")?.marks != [] }
            #expect(left.isEmpty, "seed \(seed)")
        }
    }

    @Test func ordersAreKeptByTheirId() throws {
        let store = try place.open()
        let mute = StandingOrder.mute(Mute(Query(field: "task", value: "142")))
        let snooze = StandingOrder.snooze(Snooze(entries: ["a"], until: Until(time: Timestamp(seconds: 9))))
        try store.write([.order(id: mute.id, mute), .order(id: snooze.id, snooze), .order(id: mute.id, mute)])
        #expect(try place.open().orders() == [snooze, mute])
        try store.write([.order(id: mute.id, nil)])
        #expect(try store.orders() == [snooze])
    }
}
