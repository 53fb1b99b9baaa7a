import Feed
import Testing

@Suite struct TimestampTests {
    @Test(arguments: [
        ("2026-11-23T15:55:01.000000Z", "2026-11-23T15:55:01.000Z"),
        ("2026-11-23T15:55:01.4129Z", "2026-11-23T15:55:01.412Z"),
        ("2026-11-23T16:55:01+01:00", "2026-11-23T15:55:01.000Z"),
        ("2026-11-23 15:55:01", "2026-11-23T15:55:01.000Z"),
        ("2024-02-29T23:59Z", "2024-02-29T23:59:00.000Z"),
        ("1969-12-31T23:59:59.9Z", "1969-12-31T23:59:59.900Z"),
        ("2000-03-01T00:00:00-0530", "2000-03-01T05:30:00.000Z"),
    ])
    func reads(_ text: String, _ expected: String) {
        #expect(Timestamp(iso8601: text)?.iso8601 == expected)
    }

    @Test(arguments: [
        "", "2026", "2026-13-01T00:00:00Z", "2026-11-23", "2026-11-23T25:00:00Z", "2026-11-23T15:55:01x", "x",
    ])
    func refuses(_ text: String) {
        #expect(Timestamp(iso8601: text) == nil)
    }

    @Test func everyDayOfFourCenturiesReadsBack() {
        var day = Timestamp(iso8601: "1890-01-01T12:00:00Z") ?? Timestamp(milliseconds: 0)
        for _ in 0..<146_097 {
            #expect(Timestamp(iso8601: day.iso8601) == day)
            day = day.advanced(byMilliseconds: 86_400_000)
        }
        #expect(day.iso8601 == "2290-01-01T12:00:00.000Z")
    }

    @Test func stopsAtTheEndsOfTheScale() {
        let last = Timestamp(milliseconds: .max)
        #expect(last.advanced(byMilliseconds: 1) == last)
        #expect(last.milliseconds(since: Timestamp(milliseconds: -1)) == .max)
    }
}
