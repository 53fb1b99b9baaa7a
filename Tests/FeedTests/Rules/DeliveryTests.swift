import Feed
import Testing

@Suite struct DeliveryTests {
    @Test func aPrioritySaysHowMuchDisturbs() {
        let (low, normal, high) = (
            Delivery(priority: .low), Delivery(priority: .normal), Delivery(priority: .high)
        )
        #expect(!low.toast && !low.bell && !low.notification && low.isShown && low.title)
        #expect(normal.toast && !normal.bell && !normal.notification)
        #expect(high.toast && high.bell && high.notification)
        #expect(Priority.allCases.sorted() == [.low, .normal, .high])
    }

    @Test func whatARuleNamesIsStrongerThanItsPriority() {
        let rule = Rule(
            name: "r", query: Query(.all([]), text: ""),
            change: DeliveryChange(bell: false, priority: .high))
        let delivery = DeliveryPolicy(rules: [rule]).decide(Fixture.entry(), [], Fixture.context()).delivery
        #expect(delivery.toast && delivery.notification && !delivery.bell)
    }

    @Test func changesDescribeThemselves() {
        #expect(DeliveryChange().isEmpty)
        #expect(DeliveryChange().description == "nothing")
        let change = DeliveryChange(show: false, bell: true, priority: .low, star: true)
        #expect(change.description == "no show, bell, star, priority low")
        #expect(Set(DeliveryChange.switches.map(\.name)).count == 7)
    }
}
