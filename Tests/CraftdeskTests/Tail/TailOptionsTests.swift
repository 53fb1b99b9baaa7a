import Testing

@testable import craftdesk

/// When `tail` and `record` end.
@Suite struct TailOptionsTests {
    @Test(arguments: [("500ms", 0.5), ("10s", 10), ("5m", 300), ("1h", 3600), ("1.5s", 1.5)])
    func timesHaveAUnit(text: String, seconds: Double) {
        #expect(TailOptions.seconds(text) == seconds)
    }

    @Test(arguments: ["", "10", "s", "-1s", "0s", "nans", "1e9s", "ten s"])
    func whatIsNoTimeIsNone(text: String) {
        #expect(TailOptions.seconds(text) == nil)
    }
}
