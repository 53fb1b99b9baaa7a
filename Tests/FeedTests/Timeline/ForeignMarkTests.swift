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

    /// What was marked here after the other's change is in the store with its own mark, and stays.
    @Test func aChangeThatIsHeardOfLateDoesNotUndoANewerOne() {
        var timeline = Timeline()
        timeline.insert(Fixture.entry("a"))
        timeline.insert(Fixture.entry("b", at: 1))
        let change = StateChange(mark: .read, isSet: true, ids: ["a", "b"])
        func mark(_ id: String, _ marks: Marks) -> ForeignMark {
            ForeignMark(
                id: id, project: "3", isAddressedToMe: false, wasUnread: true, isUnread: marks.isUnread,
                marks: marks)
        }
        timeline.apply([change], of: [mark("a", []), mark("b", .read)])
        #expect(timeline.entry("a")?.marks == [] && timeline.entry("b")?.marks == .read)
    }
}
