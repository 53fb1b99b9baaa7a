import Testing

@testable import Feed

@Suite struct TimelineRecountTests {
    /// An entry that another program has stored, and read, before it was heard of here.
    @Test func whatTheStoreHadAlreadyHasItsMarks() {
        var timeline = Timeline()
        timeline.isBacked = true
        timeline.insert(Fixture.entry("a"))
        timeline.insert(Fixture.entry("b", at: 1))
        #expect(timeline.mark(["b"], .starred, true) != nil)
        timeline.adopt([
            KnownEntry(id: "a", given: [], stored: [.read, .done]),
            // Marked here since: that is on its way to the store.
            KnownEntry(id: "b", given: [], stored: .read),
            KnownEntry(id: "gone", given: [], stored: .read),
        ])
        #expect(timeline.entry("a")?.marks == [.read, .done])
        #expect(timeline.entry("b")?.marks == .starred)
        #expect(timeline.needsRecount)
    }

    /// The store's number counts for the moment it was asked for, and for no other.
    @Test func aRecountIsTakenWhereNothingWasCountedSince() {
        var timeline = Timeline()
        timeline.isBacked = true
        timeline.insert(Fixture.entry("a", forMe: true))
        timeline.doubtCounts()
        let early = timeline.countMoment
        timeline.insert(Fixture.entry("b", at: 1))
        let unread: [String?: UnreadCount] = [
            "3": UnreadCount(entries: 7, forMe: 3), nil: UnreadCount(entries: 1),
        ]
        timeline.recount(unread, asked: early)
        #expect(timeline.unreadTotal == 2 && timeline.needsRecount)
        timeline.recount(unread, asked: timeline.countMoment)
        #expect(timeline.unreadTotal == 8 && timeline.unreadForMeTotal == 3 && !timeline.needsRecount)
        #expect(timeline.unloaded == ["3": UnreadCount(entries: 5, forMe: 2), nil: UnreadCount(entries: 1)])
    }

    /// What was marked unread by hand stays so when it comes back from the store, whoever has done it.
    @Test func whatIsMineIsReadWhenItComesAndAsTheStoreHasItLater() {
        var timeline = Timeline()
        timeline.insert(Fixture.entry("a", mine: true))
        timeline.load(Fixture.entry("b", mine: true), marks: [])
        timeline.load(Fixture.entry("c", .edit), marks: .starred)
        #expect(["a", "b", "c"].map { timeline.entry($0)?.marks } == [.read, [], .starred])
    }
}
