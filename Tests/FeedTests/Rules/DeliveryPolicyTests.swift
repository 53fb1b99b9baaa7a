import Feed
import Testing

@Suite struct DeliveryPolicyTests {
    private func rule(_ name: String, _ query: String, _ change: DeliveryChange, last: Bool = false) throws
        -> Rule
    {
        Rule(name: name, query: try Query(query), change: change, isLast: last)
    }

    private func decide(
        _ policy: DeliveryPolicy, _ entry: Notification, at seconds: Int64 = 0
    ) -> (Delivery, [String]) {
        let decision = policy.decide(entry, [], Fixture.context(seconds))
        return (decision.delivery, decision.reasons.map(\.description))
    }

    @Test func withoutRulesTheKindDecides() {
        let policy = DeliveryPolicy(
            priorities: ["deployment": .low].reduce(into: [:]) {
                $0[EventKind(rawValue: $1.key)] = $1.value
            })
        #expect(decide(policy, Fixture.entry()) == (Delivery(priority: .normal), ["rule:default"]))
        #expect(
            decide(policy, Fixture.entry(forMe: true)) == (
                Delivery(priority: .high), ["rule:default", "mention"]
            ))
        #expect(
            decide(policy, Fixture.entry("e", EventKind(rawValue: "deployment"))).0
                == Delivery(priority: .low))
    }

    @Test func laterRulesOverruleEarlierOnesAndAllAreNamed() throws {
        let policy = DeliveryPolicy(
            rules: [
                try rule("quiet", "kind:comment", DeliveryChange(toast: false, title: false)),
                try rule("ana", "from:ana", DeliveryChange(toast: true, star: true)),
                try rule("other", "from:bo", DeliveryChange(show: false)),
            ])
        let (delivery, why) = decide(policy, Fixture.entry())
        #expect(delivery.toast && delivery.star && !delivery.title && delivery.isShown)
        #expect(why == ["rule:quiet", "rule:ana"])
    }

    @Test func aLastRuleEndsTheList() throws {
        let policy = DeliveryPolicy(
            rules: [
                try rule("first", "kind:comment", DeliveryChange(), last: true),
                try rule("second", "kind:comment", DeliveryChange(show: false)),
            ],
            orders: [.rule(try rule("made", "", DeliveryChange(show: false)))])
        #expect(decide(policy, Fixture.entry()).0.isShown)
    }

    @Test func rulesOfTheProgramComeAfterTheConfigurations() throws {
        let policy = DeliveryPolicy(
            rules: [try rule("file", "", DeliveryChange(bell: true))],
            orders: [.rule(try rule("made", "", DeliveryChange(bell: false)))])
        let (delivery, why) = decide(policy, Fixture.entry())
        #expect(!delivery.bell)
        #expect(why == ["rule:file", "rule:made"])
    }

    @Test func quietHoursLetPassWhatMayPass() throws {
        var policy = DeliveryPolicy(quietHours: [try #require(QuietHours("11:00-13:00"))])
        #expect(!decide(policy, Fixture.entry(forMe: true)).0.toast)
        #expect(decide(policy, Fixture.entry(forMe: true)).1 == ["rule:default", "mention", "quiet-hours"])
        #expect(decide(policy, Fixture.entry(forMe: true)).0.isShown)
        #expect(decide(policy, Fixture.entry(forMe: true), at: 7200).0.toast)
        policy.passes = try Query("mention:me OR kind:quota")
        #expect(decide(policy, Fixture.entry(forMe: true)).0.bell)
        #expect(decide(policy, Fixture.entry(forMe: true)).1.last == "passes")
        #expect(!decide(policy, Fixture.entry()).0.toast)
    }

    @Test func doNotDisturbEnds() {
        let policy = DeliveryPolicy(doNotDisturb: Until(time: Fixture.at(60)))
        #expect(decide(policy, Fixture.entry()).1 == ["rule:default", "do-not-disturb"])
        #expect(!decide(policy, Fixture.entry()).0.toast)
        #expect(decide(policy, Fixture.entry(), at: 60).0.toast)
        #expect(policy.nextEnd == Fixture.at(60))
    }

    @Test func whatIDoDoesNotDisturbMe() throws {
        let loud = DeliveryPolicy(rules: [try rule("loud", "", DeliveryChange(bell: true, priority: .high))])
        let (delivery, why) = decide(loud, Fixture.entry(mine: true))
        #expect(!delivery.toast && !delivery.bell && !delivery.hook && delivery.isShown)
        #expect(why == ["rule:loud", "own"])
        #expect(decide(loud, Fixture.entry("e", .edit)).1 == ["rule:loud", "edit"])
    }

    @Test func ordersEndByTimeOrByWhatArrives() throws {
        let byTime = StandingOrder.mute(Mute(try Query("task:1"), until: Until(time: Fixture.at(10))))
        let byReply = StandingOrder.mute(
            Mute(try Query("task:2"), until: Until(condition: try Query("kind:reply from:ana"))))
        let policy = DeliveryPolicy(orders: [byTime, byReply])
        #expect(policy.ended(at: Fixture.at(9)).isEmpty)
        #expect(policy.ended(at: Fixture.at(10)) == [byTime])
        #expect(policy.ended(by: Fixture.entry("c", .comment), Fixture.context()).isEmpty)
        #expect(policy.ended(by: Fixture.entry("r", .reply), Fixture.context()) == [byReply])
        #expect(policy.nextEnd == Fixture.at(10))
    }

    /// What isn't shown disturbs nobody, whatever other rules say, and whoever asks for the reasons hears so.
    @Test func whatARuleHidesIsSilent() throws {
        let policy = DeliveryPolicy(
            rules: [
                try rule("loud", "", DeliveryChange(hook: true, priority: .high)),
                try rule("hide", "kind:comment", DeliveryChange(show: false)),
            ])
        let (delivery, why) = decide(policy, Fixture.entry())
        #expect(
            !delivery.isShown && !delivery.toast && !delivery.bell && !delivery.notification && !delivery.hook
                && !delivery.title)
        #expect(why == ["rule:loud", "rule:hide"])
        #expect(decide(policy, Fixture.entry("s", .status)).0.bell)
    }

    /// Asked on the next day, what came at night came in a quiet hour.
    @Test func theExplanationIsOfTheMomentItCame() throws {
        let policy = DeliveryPolicy(
            rules: [try rule("unread", "is:unread", DeliveryChange(bell: true))],
            quietHours: [try #require(QuietHours("11:00-13:00"))])
        let later = Fixture.context(86_400 / 2)
        let decision = policy.explain(Fixture.entry(), later)
        #expect(decision.reasons.map(\.description) == ["rule:unread", "quiet-hours"])
        #expect(!decision.delivery.bell)
        #expect(policy.explain(Fixture.entry(at: 7200), later).delivery.bell)
    }
}
