import Feed
import Testing

@Suite struct RuleTests {
    @Test func reasonsAreTheWordsOfTheJSONLine() {
        let reasons: [Reason] = [
            .standard, .rule("x y"), .addressedToMe, .own, .edit, .mute("task:142"), .quietHours,
            .doNotDisturb,
            .passes, .burst,
        ]
        #expect(
            reasons.map(\.description) == [
                "rule:default", "rule:x y", "mention", "own", "edit", "mute:task:142", "quiet-hours",
                "do-not-disturb", "passes", "burst",
            ])
    }

    @Test func aDecisionGivesTheMarksAnEntryStartsWith() {
        var delivery = Delivery(priority: .normal)
        #expect(Decision(delivery: delivery, reasons: []).marks == [])
        delivery.isShown = false
        delivery.star = true
        #expect(Decision(delivery: delivery, reasons: []).marks == [.muted, .starred])
    }
}
