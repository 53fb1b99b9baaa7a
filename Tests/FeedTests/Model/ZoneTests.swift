import Feed
import Testing

@Suite struct ZoneTests {
    static func at(_ text: String) -> Timestamp {
        Timestamp(iso8601: text) ?? Timestamp(milliseconds: 0)
    }

    /// Clocks go on on 28 March 2027 and back on 31 October, as in Berlin.
    static let berlin = Zone(
        secondsFromUTC: 3600,
        changes: [
            .init(at: at("2027-10-31T01:00:00Z"), secondsFromUTC: 3600),
            .init(at: at("2027-03-28T01:00:00Z"), secondsFromUTC: 7200),
        ])

    @Test(arguments: [
        ("2027-03-28T01:59:00Z", "2027-03-28T00:59:00Z"), ("2027-03-28T03:00:00Z", "2027-03-28T01:00:00Z"),
        // Left out: half past two is half an hour after the change.
        ("2027-03-28T02:30:00Z", "2027-03-28T01:30:00Z"),
        // Twice: the first.
        ("2027-10-31T02:30:00Z", "2027-10-31T00:30:00Z"), ("2027-10-31T03:00:00Z", "2027-10-31T02:00:00Z"),
        ("2026-12-01T09:00:00Z", "2026-12-01T08:00:00Z"), ("2027-07-01T09:00:00Z", "2027-07-01T07:00:00Z"),
    ])
    func whatTheClockShowsIsAMoment(_ local: String, _ moment: String) {
        #expect(Self.berlin.moment(local: Self.at(local)) == Self.at(moment))
    }

    /// Tomorrow at nine is nine o'clock there, whatever the clocks do at night.
    @Test(arguments: [
        ("2027-03-27T12:00:00Z", "tomorrow", "2027-03-28T07:00:00Z"),
        ("2027-03-26T12:00:00Z", "monday", "2027-03-29T07:00:00Z"),
        ("2027-10-30T12:00:00Z", "tomorrow", "2027-10-31T08:00:00Z"),
        ("2027-10-30T12:00:00Z", "10:00", "2027-10-31T09:00:00Z"),
        ("2027-10-31T12:00:00Z", "2027-07-01T08:00", "2027-07-01T06:00:00Z"),
    ])
    func anEndKeepsItsHour(_ now: String, _ text: String, _ end: String) throws {
        let context = QueryContext(now: Self.at(now), zone: Self.berlin)
        #expect(try Until(text, context: context).time == Self.at(end))
    }

    @Test func queriesOfDaysKeepTheirMidnight() {
        let context = QueryContext(now: Self.at("2027-03-28T12:00:00Z"), zone: Self.berlin)
        #expect(Moment("today")?.timestamp(context) == Self.at("2027-03-27T23:00:00Z"))
        #expect(Moment("12:30")?.timestamp(context) == Self.at("2027-03-28T10:30:00Z"))
        #expect(Moment("2027-03-28T08:00")?.timestamp(context) == Self.at("2027-03-28T06:00:00Z"))
    }

    /// Quiet from ten at night to seven in the morning, in the night in which the clocks go on and in that in which
    /// they go back: it ends at seven by the clock, without a restart.
    @Test(arguments: [
        ("2027-03-27T20:59:00Z", false), ("2027-03-27T21:00:00Z", true), ("2027-03-28T04:59:00Z", true),
        ("2027-03-28T05:00:00Z", false), ("2027-10-30T20:00:00Z", true), ("2027-10-31T05:59:00Z", true),
        ("2027-10-31T06:00:00Z", false),
    ])
    func quietHoursGoByTheClock(_ time: String, _ isQuiet: Bool) throws {
        let policy = DeliveryPolicy(quietHours: [try #require(QuietHours("22:00-07:00"))])
        let context = QueryContext(now: Self.at(time), zone: Self.berlin)
        #expect(policy.decide(Fixture.entry(), [], context).delivery.toast == !isQuiet)
    }
}
