import Testing

@testable import Feed

@Suite struct TimelineUndoTests {
    private func undo(_ entry: JournalEntry, _ timeline: inout Timeline, _ policy: inout DeliveryPolicy)
        -> TriageAction?
    {
        timeline.apply(entry.action.inverse, to: &policy)
        return timeline.follow(entry.action.inverse, since: entry.at, policy: policy)
    }

    private func arrive(_ entry: Notification, _ timeline: inout Timeline, _ policy: DeliveryPolicy) {
        timeline.insert(entry, marks: policy.decide(entry, [], timeline.context).marks)
    }

    /// What came while a mute stood is in the inbox again when the mute is undone, and leaves it with the redo.
    @Test func anUndoneMuteReleasesWhatCameUnderIt() throws {
        var (timeline, policy) = (Timeline(bundleWindow: 0), DeliveryPolicy())
        timeline.insert(Fixture.entry("a", at: 0))
        let mute = Mute(Query(field: "task", value: "142"))
        let action = timeline.mute(mute, policy: &policy, context: timeline.context)
        let step = JournalEntry(id: 1, at: Fixture.at(1), action: action, label: "")
        arrive(Fixture.entry("b", at: 2), &timeline, policy)
        #expect(timeline.shape.isEmpty)
        let more = undo(step, &timeline, &policy)
        #expect(timeline.shape == ["b", "a"] && timeline.unreadTotal == 2)
        #expect(more == .mark(StateChange(mark: .muted, isSet: false, ids: ["b"])))
        arrive(Fixture.entry("c", at: 3), &timeline, policy)
        timeline.apply(action, to: &policy)
        let again = timeline.follow(action, since: step.at, policy: policy)
        #expect(timeline.shape.isEmpty)
        #expect(again == .mark(StateChange(mark: .muted, isSet: true, ids: ["b", "c"])))
    }

    /// A rule counts for what came since it was made, and what another order hides stays hidden.
    @Test func anUndoneRuleReleasesWhatItHid() throws {
        var (timeline, policy) = (Timeline(bundleWindow: 0), DeliveryPolicy())
        let query = try Query("kind:comment", kinds: nil)
        let rule = Rule(name: "r", query: query, change: DeliveryChange(show: false, star: true))
        let made = timeline.setRule(rule, named: "r", policy: &policy)
        let step = JournalEntry(id: 1, at: Fixture.at(1), action: try #require(made), label: "")
        arrive(Fixture.entry("b", at: 2), &timeline, policy)
        arrive(Fixture.entry("m", task: "9", at: 2), &timeline, policy)
        _ = timeline.mute(
            Mute(Query(field: "task", value: "9")), policy: &policy, context: timeline.context)
        #expect(timeline.entry("b")?.marks == [.muted, .starred])
        _ = undo(step, &timeline, &policy)
        #expect(timeline.entry("b")?.marks == [] && timeline.entry("m")?.marks == .muted)
    }

    /// What has left memory since is the store's to release.
    @Test func theStoreReleasesTheRest() {
        var (timeline, policy) = (Timeline(bundleWindow: 0), DeliveryPolicy())
        timeline.isBacked = true
        timeline.setHoldsAll(false)
        let mute = Mute(Query(field: "task", value: "142"))
        let action = timeline.mute(mute, policy: &policy, context: timeline.context)
        let step = JournalEntry(id: 1, at: Fixture.at(1), action: action, label: "")
        let more = undo(step, &timeline, &policy)
        #expect(more?.sweeps.map(\.selection) == [.released(mute.query, policy)])
        timeline.apply(action, to: &policy)
        let again = timeline.follow(action, since: step.at, policy: policy)
        #expect(again?.sweeps.map(\.selection) == [.covered(mute)])
    }
}
