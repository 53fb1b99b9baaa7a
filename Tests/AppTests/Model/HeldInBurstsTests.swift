import Testing

@testable import App

@Suite struct HeldInBurstsTests {
    @Test func theNewestAreRemembered() {
        var held = HeldInBursts()
        for number in 0..<5 * HeldInBursts.limit { held.add("\(number)") }
        let last = 5 * HeldInBursts.limit
        #expect((last - HeldInBursts.limit..<last).allSatisfy { held.contains("\($0)") })
        #expect(!held.contains("0") && !held.contains("\(last)"))
    }
}
