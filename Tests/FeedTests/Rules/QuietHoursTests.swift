import Feed
import Testing

@Suite struct QuietHoursTests {
    private func isQuiet(_ text: String, _ time: String, offset: Int64 = 0) throws -> Bool {
        let hours = try #require(QuietHours(text))
        return hours.contains(try #require(Timestamp(iso8601: time)), secondsFromUTC: offset)
    }

    @Test(arguments: [
        // 23 November 2026 is a Monday.
        ("22:00-08:00", "2026-11-23T21:59:59Z", false), ("22:00-08:00", "2026-11-23T22:00:00Z", true),
        ("22:00-08:00", "2026-11-24T07:59:59Z", true), ("22:00-08:00", "2026-11-24T08:00:00Z", false),
        ("12:00-13:00", "2026-11-23T12:30:00Z", true), ("12:00-13:00", "2026-11-23T13:00:00Z", false),
        ("sat,sun", "2026-11-28T00:00:00Z", true), ("sat,sun", "2026-11-29T23:59:59Z", true),
        ("sat,sun", "2026-11-30T00:00:00Z", false), ("mon-fri 09:00-17:00", "2026-11-23T09:00:00Z", true),
        ("mon-fri 09:00-17:00", "2026-11-28T09:00:00Z", false),
        ("fri 22:00-08:00", "2026-11-28T07:00:00Z", true),
        ("fri 22:00-08:00", "2026-11-27T07:00:00Z", false), ("sat-mon", "2026-11-23T12:00:00Z", true),
        ("sat-mon", "2026-11-24T12:00:00Z", false), ("20:00-24:00", "2026-11-23T23:59:59Z", true),
        ("20:00-24:00", "2026-11-24T00:00:00Z", false),
    ])
    func hoursAndDays(_ text: String, _ time: String, _ expected: Bool) throws {
        #expect(try isQuiet(text, time) == expected)
    }

    @Test func itIsTheTimeWhereTheUserIs() throws {
        #expect(try isQuiet("22:00-08:00", "2026-11-23T21:00:00Z", offset: 3600))
        #expect(try !isQuiet("22:00-08:00", "2026-11-23T22:00:00Z", offset: -3600))
        #expect(try isQuiet("sun", "1969-12-28T12:00:00Z"))
    }

    @Test(arguments: [
        "", "late", "22-8", "22:00", "25:00-08:00", "sat sun", "sat 22:00-08:00 x", "sat-", "-",
        "mon-tue-wed",
    ])
    func whatIsNoQuietHours(_ text: String) { #expect(QuietHours(text) == nil) }
}
