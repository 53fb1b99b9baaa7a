import Feed
import Glibc
import Testing

@testable import craftdesk

@Suite(.serialized) struct ZoneCurrentTests {
    /// What the program would take a zone for, by its POSIX name, which needs no files.
    private func zone(_ name: String) -> Zone {
        let before = getenv("TZ").map { String(cString: $0) }
        setenv("TZ", name, 1)
        defer {
            if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
            tzset()
        }
        return .current
    }

    /// Clocks in Berlin go on at 1:00 UTC of the last Sunday of March and back in October's.
    @Test func aZoneKnowsItsChanges() throws {
        let berlin = zone("CET-1CEST,M3.5.0,M10.5.0/3")
        var (day, changes) = (ScreenProgram.now().advanced(byMilliseconds: -300 * 86_400_000), 0)
        for _ in 0..<730 {
            let next = day.advanced(byMilliseconds: 86_400_000)
            if berlin.seconds(at: next) != berlin.seconds(at: day) {
                changes += 1
                let parts = next.calendar(secondsFromUTC: 0)
                let summer = berlin.seconds(at: next) == 7200
                #expect(parts.month == (summer ? 3 : 10) && parts.day >= 25)
                let one = try #require(
                    Timestamp(iso8601: "\(String(next.iso8601.prefix(10)))T01:00:00Z"))
                let change = one > next ? one.advanced(byMilliseconds: -86_400_000) : one
                #expect(berlin.seconds(at: change) == (summer ? 7200 : 3600))
                #expect(berlin.seconds(at: change.advanced(byMilliseconds: -1)) == (summer ? 3600 : 7200))
            }
            day = next
        }
        #expect(changes == 4)
    }

    @Test func changesAreFoundToTheSecond() {
        let change = Timestamp(seconds: 1_774_746_000)
        let zone = Zone(around: change.advanced(byMilliseconds: 40 * 86_400_000 + 123_456)) {
            $0 < change ? 3600 : 7200
        }
        #expect(zone == Zone(secondsFromUTC: 3600, changes: [.init(at: change, secondsFromUTC: 7200)]))
    }

    @Test func aZoneWithoutChangesHasNone() {
        #expect(zone("IST-5:30") == Zone(secondsFromUTC: 19_800))
        #expect(zone("EST5") == Zone(secondsFromUTC: -18_000))
    }
}
