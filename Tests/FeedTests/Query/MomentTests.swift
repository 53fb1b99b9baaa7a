import Feed
import Testing

@Suite struct MomentTests {
    @Test(arguments: [
        ("2h", "2026-11-23T10:00:00.000Z"), ("90s", "2026-11-23T11:58:30.000Z"),
        ("15m", "2026-11-23T11:45:00.000Z"),
        ("3d", "2026-11-20T12:00:00.000Z"), ("1w", "2026-11-16T12:00:00.000Z"),
        ("12:30", "2026-11-23T11:30:00.000Z"),
        ("today", "2026-11-22T23:00:00.000Z"), ("yesterday", "2026-11-21T23:00:00.000Z"),
        ("2026-11-01", "2026-10-31T23:00:00.000Z"), ("2026-11-01T08:00", "2026-11-01T07:00:00.000Z"),
        ("2026-11-01T08:00Z", "2026-11-01T08:00:00.000Z"),
        ("2026-11-01T08:00-02:00", "2026-11-01T10:00:00.000Z"),
    ])
    func whereItIsOneHourLater(_ text: String, _ expected: String) {
        let moment = Moment(text)?.timestamp(Fixture.context(secondsFromUTC: 3600))
        #expect(moment?.iso8601 == expected)
    }

    @Test(arguments: [
        "", "soon", "2", "h", "-2h", "25:00", "12:60", "2026-13-01", "99999999999999999999d", "2.5h",
    ])
    func whatIsNoTime(_ text: String) { #expect(Moment(text) == nil) }

    @Test func durations() {
        #expect(Moment.duration("2h") == 7_200_000)
        #expect(Moment.duration("40000d") == nil)
        #expect(Moment.timeOfDay("7:05") == 425)
        #expect(Moment.timeOfDay("7:5") == nil)
    }
}
