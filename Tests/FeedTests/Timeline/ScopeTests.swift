import Feed
import Testing

@Suite struct ScopeTests {
    private var timeline: Timeline {
        var timeline = Timeline()
        timeline.context = Fixture.context()
        timeline.insert(Fixture.entry("plain", task: "1", at: 1))
        timeline.insert(Fixture.entry("forMe", task: "2", at: 2, forMe: true))
        timeline.insert(Fixture.entry("done", task: "3", at: 3), marks: .done)
        timeline.insert(Fixture.entry("star", .status, task: "4", at: 4), marks: [.starred, .read])
        timeline.insert(Fixture.entry("snoozed", task: "5", at: 5), marks: .snoozed)
        timeline.insert(Fixture.entry("muted", task: "6", at: 6), marks: .muted)
        timeline.insert(Fixture.entry("other", task: "7", project: "4", at: 7))
        timeline.insert(Fixture.entry("space", task: nil, project: nil, at: 8))
        return timeline
    }

    @Test(arguments: [
        (Tab.inbox, ["space", "star", "forMe", "plain"], 3), (.mentions, ["forMe"], 1),
        (.starred, ["star"], 0),
        (.all, ["space", "muted", "snoozed", "star", "done", "forMe", "plain"], 3),
    ])
    func tabs(_ tab: Tab, _ shown: [String], _ unread: Int) {
        var timeline = timeline
        let scope = Scope(tab: tab, project: "3")
        timeline.show(scope)
        #expect(timeline.shape == shown)
        #expect(timeline.unread(in: scope) == unread)
    }

    @Test func aFilterNarrowsATab() throws {
        var timeline = timeline
        let scope = Scope(tab: .all, project: nil, filter: try Query("kind:comment -is:done project:website"))
        timeline.show(scope)
        #expect(timeline.shape == ["muted", "snoozed", "forMe", "plain"])
        #expect(timeline.unread(in: scope) == 2)
        timeline.insert(Fixture.entry("new", .status, task: "9", at: 9))
        #expect(timeline.shape.first == "muted")
        // A filter that asks for a mark follows it.
        timeline.show(Scope(tab: .inbox, project: nil, filter: try Query("is:unread")))
        #expect(timeline.shape.contains("plain"))
        _ = timeline.mark(["plain"], .read, true)
        #expect(!timeline.shape.contains("plain"))
    }
}
