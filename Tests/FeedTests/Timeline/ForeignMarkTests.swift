import Feed
import Testing

@Suite struct ForeignMarkTests {
    @Test func countsFollowEntriesInMemoryAndBeyond() {
        var timeline = Timeline()
        timeline.setUnloaded(["3": UnreadCount(entries: 2, forMe: 1)])
        timeline.insert(TimelineTests.event("here", project: "3"))
        let change = StateChange(mark: .read, isSet: true, ids: ["here", "beyond", "read before"])
        timeline.apply(
            [change],
            of: [
                ForeignMark(
                    id: "here", project: "3", isAddressedToMe: false, wasUnread: true, isUnread: false),
                ForeignMark(
                    id: "beyond", project: "3", isAddressedToMe: true, wasUnread: true, isUnread: false),
                ForeignMark(
                    id: "read before", project: "3", isAddressedToMe: true, wasUnread: false, isUnread: false),
            ])
        #expect(timeline.unreadCounts == ["3": 1])
        #expect(timeline.unreadForMeTotal == 0)
        #expect(timeline.entry("here")?.marks == .read)
    }
}
