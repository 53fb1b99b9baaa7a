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
        try store.write([.document(.journal, key: "2", value: "{\"of\":\"a later version\"}")])
        #expect(try store.journal().entries.map(\.id) == [3])
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
