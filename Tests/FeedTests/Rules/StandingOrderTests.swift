import Feed
import Testing

@Suite struct StandingOrderTests {
    @Test func theSameThingIsTheSameOrder() throws {
        let first = StandingOrder.mute(Mute(Query(field: "task", value: "142")))
        let again = StandingOrder.mute(
            Mute(Query(field: "task", value: "142"), until: Until(time: Fixture.at(1)), isTotal: true))
        #expect(first.id == again.id)
        #expect(first != again)
        #expect(DeliveryPolicy(orders: [first, again]).orders == [again])
        #expect(StandingOrder.snooze(Snooze(entries: ["a", "b"], until: .forever)).id == "snooze:a")
        let rule = Rule(name: "r", query: try Query("a"), change: DeliveryChange(star: true))
        #expect(StandingOrder.rule(rule).id == "rule:r")
        #expect(StandingOrder.rule(rule).until == nil)
    }

    /// A task, a project, a person or a kind.
    @Test func whatCanBeMuted() {
        for (field, value, isCovered) in [
            ("task", "142", true), ("task", "1", false), ("project", "3", true), ("project", "4", false),
            ("from", "5", true), ("from", "Ana Souza", true), ("from", "bo", false),
            ("kind", "comment", true),
            ("kind", "status", false),
        ] {
            let mute = Mute(Query(field: field, value: value))
            #expect(mute.covers(Fixture.entry(), [], Fixture.context()) == isCovered)
            #expect(!mute.covers(Fixture.entry(forMe: true), [], Fixture.context()))
        }
        let total = Mute(Query(field: "task", value: "142"), isTotal: true)
        #expect(total.covers(Fixture.entry(forMe: true), [], Fixture.context()))
    }
}
