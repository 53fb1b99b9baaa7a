import Feed
import Testing

@Suite struct UnreadCountTests {
    private typealias Fixture = TimelineTests

    @Test func countsNeverGoBelowZero() {
        #expect(UnreadCount(entries: -1, forMe: -2) == UnreadCount())
        var timeline = Timeline()
        timeline.marked(unloaded: "3", addressedToMe: true, asUnread: false)
        #expect(timeline.unreadTotal == 0)
        #expect(timeline.unreadForMeTotal == 0)
    }

    @Test func whatTheStoreHasUnreadCountsBeforeItIsLoaded() {
        var timeline = Timeline()
        timeline.setUnloaded(["3": UnreadCount(entries: 2, forMe: 1), nil: UnreadCount(entries: 1)])
        timeline.insert(Fixture.event("new", project: "3", at: 50))
        #expect(timeline.unreadCounts == ["3": 3, nil: 1])
        #expect(timeline.unread(in: Scope(tab: .inbox, project: "4")) == 1)
        #expect(timeline.unread(in: Scope(tab: .mentions, project: "3")) == 1)
        timeline.load(Fixture.event("b", project: "3", at: 20, forMe: true), marks: [])
        timeline.load(Fixture.event("a", project: "3", at: 10), marks: [])
        timeline.load(Fixture.event("r", project: "3", at: 5), marks: .read)
        #expect(timeline.unreadCounts == ["3": 3, nil: 1])
        #expect(timeline.unreadForMeTotal == 1)
        #expect(timeline.unloaded == [nil: UnreadCount(entries: 1)])
        let shown = (0..<timeline.rowCount).compactMap { timeline.row(at: $0)?.newest.id }
        #expect(shown == ["new", "b", "a", "r"])
        timeline.marked(unloaded: nil, addressedToMe: false, asUnread: false)
        #expect(timeline.unloaded.isEmpty)
    }

    @Test func aLoadedEntryTakesItsPlaceInItsTask() {
        var timeline = Timeline()
        timeline.insert(Fixture.event("d", task: "1", at: 40))
        for (id, at) in [("c", 30), ("a", 10), ("b", 20)] {
            timeline.load(Fixture.event(id, task: "1", at: Int64(at)), marks: [])
        }
        #expect(timeline.row(at: 0)?.entryIDs == ["d", "c", "b", "a"])
    }

    @Test func unreadEntriesLeaveMemoryOnlyWhereAStoreHasThem() {
        var kept = Timeline(capacity: 8)
        for number in 0..<40 { kept.insert(Fixture.event("\(number)", at: Int64(number))) }
        #expect(kept.count == 40)
        var backed = Timeline(capacity: 8)
        backed.isBacked = true
        for number in 0..<40 { backed.insert(Fixture.event("\(number)", at: Int64(number), forMe: true)) }
        #expect(backed.count <= 9)
        #expect(backed.unreadTotal == 40)
        #expect(backed.unreadForMeTotal == 40)
        #expect(backed.entry("39") != nil)
    }
}
