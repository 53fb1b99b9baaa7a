import Feed
import Testing

@Suite struct TimelineTriageTests {
    private var timeline: Timeline {
        var timeline = Timeline()
        timeline.insert(Fixture.entry("a", task: "1", at: 1))
        timeline.insert(Fixture.entry("b", task: "1", at: 2))
        timeline.insert(Fixture.entry("c", task: "2", at: 3))
        return timeline
    }

    @Test func whatIsSnoozedComesBackInTime() {
        var (timeline, policy) = (timeline, DeliveryPolicy())
        let action = timeline.snooze(["a", "b"], until: Until(time: Fixture.at(60)), policy: &policy)
        #expect(timeline.shape == ["c"])
        #expect(timeline.unreadTotal == 1)
        #expect(policy.ended(at: Fixture.at(59)).isEmpty)
        let woken = timeline.end(
            policy.ended(at: Fixture.at(60)), policy: &policy, context: Fixture.context(60))
        #expect(timeline.shape == ["c", "b+a"])
        #expect(timeline.unreadTotal == 3)
        #expect(policy.orders.isEmpty)
        #expect(woken?.changes == [StateChange(mark: .snoozed, isSet: false, ids: ["a", "b"])])
        #expect(action?.changes == [StateChange(mark: .snoozed, isSet: true, ids: ["a", "b"])])
        #expect(
            timeline.end(policy.ended(at: Fixture.at(60)), policy: &policy, context: Fixture.context()) == nil
        )
    }

    @Test func whatIsSnoozedComesBackWhenItIsTime() throws {
        var (timeline, policy) = (timeline, DeliveryPolicy())
        _ = timeline.snooze(
            ["a", "b"], until: Until(condition: try Query("kind:reply from:ana task:1")), policy: &policy)
        let reply = Fixture.entry("r", .reply, task: "1", at: 9)
        timeline.insert(reply)
        #expect(timeline.shape == ["r", "c"])
        _ = timeline.end(
            policy.ended(by: reply, Fixture.context()), policy: &policy, context: Fixture.context())
        #expect(timeline.shape == ["r+b+a", "c"])
    }

    @Test func aMuteTakesWhatIsHereAndKeepsOutWhatComes() throws {
        var (timeline, policy, context) = (timeline, DeliveryPolicy(), Fixture.context())
        timeline.insert(Fixture.entry("m", task: "1", at: 4, forMe: true))
        let action = timeline.mute(Mute(Query(field: "task", value: "1")), policy: &policy, context: context)
        #expect(timeline.shape == ["m", "c"])
        #expect(timeline.unreadTotal == 2)
        func arrive(_ entry: Notification) {
            timeline.insert(entry, marks: policy.decide(entry, [], context).marks)
        }
        arrive(Fixture.entry("d", task: "1", at: 5))
        arrive(Fixture.entry("n", task: "1", at: 6, forMe: true))
        #expect(timeline.shape == ["n", "m", "c"])
        #expect(policy.decide(Fixture.entry(task: "1"), [], context).reasons.last == .mute("task:1"))
        _ = timeline.end(policy.orders, policy: &policy, context: context)
        #expect(timeline.shape == ["n", "d+b+a", "m", "c"])
        #expect(timeline.unreadTotal == 6)
        #expect(action.changes.map(\.ids) == [["a", "b"]])
    }

    @Test func whatAnotherMuteHoldsStaysOut() {
        var (timeline, policy, context) = (timeline, DeliveryPolicy(), Fixture.context())
        _ = timeline.mute(Mute(Query(field: "task", value: "1")), policy: &policy, context: context)
        _ = timeline.mute(Mute(Query(field: "project", value: "3")), policy: &policy, context: context)
        #expect(timeline.shape.isEmpty)
        _ = timeline.end([policy.orders[1]], policy: &policy, context: context)
        #expect(timeline.shape == ["c"])
        context.now = Fixture.at(9)
        _ = timeline.end(policy.orders, policy: &policy, context: context)
        #expect(timeline.shape == ["c", "b+a"])
    }

    @Test func aRuleOfTheProgramIsAnActionToo() throws {
        var (timeline, policy) = (timeline, DeliveryPolicy())
        let rule = Rule(name: "r", query: try Query("from:ana"), change: DeliveryChange(show: false))
        let action = try #require(
            timeline.setRule(rule, named: "r", policy: &policy))
        #expect(policy.orders == [.rule(rule)])
        #expect(timeline.setRule(rule, named: "r", policy: &policy) == nil)
        timeline.apply(action.inverse, to: &policy)
        #expect(policy.orders.isEmpty)
    }

    /// What came while a mute held comes back when the mute is undone, and goes again when it is done again.
    @Test func anUndoneMuteGivesBackWhatCameMeanwhile() {
        var (timeline, policy) = (Timeline(), DeliveryPolicy())
        timeline.insert(Fixture.entry("a"))
        let context = Fixture.context()
        let mute = Mute(Query(field: "task", value: "142"))
        let action = timeline.mute(mute, policy: &policy, context: context)
        for id in ["b", "other"] {
            let entry = Fixture.entry(id, task: id == "b" ? "142" : "9", at: 1)
            timeline.insert(entry, marks: policy.decide(entry, [], context).marks)
        }
        #expect(timeline.shape == ["other"])
        timeline.apply(action.inverse, to: &policy)
        #expect(
            timeline.follow(action.inverse, since: Fixture.at(-9), policy: policy)?.changes.map(\.ids) == [
                ["b"]
            ]
        )
        #expect(timeline.shape == ["other", "b+a"])
        #expect(timeline.unreadTotal == 3)
        timeline.apply(action, to: &policy)
        _ = timeline.follow(action, since: Fixture.at(-9), policy: policy)
        #expect(timeline.shape == ["other"])
    }

    /// What another order keeps out stays out.
    @Test func anUndoneMuteReleasesNothingThatAnotherCovers() {
        var (timeline, policy) = (Timeline(), DeliveryPolicy())
        let context = Fixture.context()
        _ = timeline.mute(Mute(Query(field: "project", value: "3")), policy: &policy, context: context)
        let action = timeline.mute(
            Mute(Query(field: "task", value: "142")), policy: &policy, context: context)
        timeline.insert(Fixture.entry("a"), marks: policy.decide(Fixture.entry("a"), [], context).marks)
        timeline.apply(action.inverse, to: &policy)
        #expect(timeline.follow(action.inverse, since: Fixture.at(-9), policy: policy) == nil)
        #expect(timeline.shape.isEmpty)
    }

    /// A rule that hides, taken back, hides nothing any more.
    @Test func whatAHidingRuleHidComesBackWithItsEnd() throws {
        var (timeline, policy) = (Timeline(), DeliveryPolicy())
        let context = Fixture.context()
        let rule = Rule(
            name: "r", query: try Query("kind:comment"), change: DeliveryChange(show: false))
        let given = try #require(timeline.setRule(rule, named: "r", policy: &policy))
        let entry = Fixture.entry("a")
        timeline.insert(entry, marks: policy.decide(entry, [], context).marks)
        #expect(timeline.shape.isEmpty)
        let taken = try #require(timeline.setRule(nil, named: "r", policy: &policy))
        #expect(timeline.shape == ["a"])
        timeline.apply(taken.inverse, to: &policy)
        #expect(timeline.shape.isEmpty)
        timeline.apply(given.inverse, to: &policy)
        _ = timeline.follow(given.inverse, since: Fixture.at(-9), policy: policy)
        #expect(timeline.shape == ["a"])
    }
}
