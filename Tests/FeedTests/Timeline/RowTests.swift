import Feed
import Testing

@Suite struct RowTests {
    @Test func isWhatAllOfItsEntriesAre() throws {
        var timeline = Timeline(scope: Scope(tab: .all, project: nil))
        timeline.insert(Fixture.entry("a", at: 0))
        timeline.insert(Fixture.entry("b", at: 1))
        func row() throws -> Row { try #require(timeline.row(at: 0)) }
        #expect(try row().entryIDs == ["b", "a"])
        #expect(try row().newest.id == "b")
        #expect(try row().unreadCount == 2)
        for (mark, isAll) in [
            (Marks.done, \Row.isDone), (.snoozed, \Row.isSnoozed), (.muted, \Row.isMuted),
        ] {
            _ = timeline.mark(["a"], mark, true)
            #expect(try !row()[keyPath: isAll])
            _ = timeline.mark(["b"], mark, true)
            #expect(try row()[keyPath: isAll])
            #expect(try row().unreadCount == 0)
            _ = timeline.mark(["a", "b"], mark, false)
        }
        _ = timeline.mark(["a"], .starred, true)
        #expect(try row().isStarred)
        #expect(try !row().isAddressedToMe)
    }
}
