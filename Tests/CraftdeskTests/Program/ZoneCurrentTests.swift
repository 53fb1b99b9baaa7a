import Feed
import Foundation
import Testing

@testable import craftdesk

@Suite struct ZoneCurrentTests {
    /// Clocks in Berlin go on at 1:00 UTC of the last Sunday of March and back in October's.
    @Test func aZoneKnowsItsChanges() throws {
        let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
        let zone = Zone(berlin, around: Date(timeIntervalSince1970: 1_795_435_200))
        for (time, seconds) in [
            ("2026-03-29T00:59:59Z", 3600), ("2026-03-29T01:00:00Z", 7200), ("2026-10-25T00:59:59Z", 7200),
            ("2026-10-25T01:00:00Z", 3600), ("2027-07-01T00:00:00Z", 7200), ("2028-01-01T00:00:00Z", 3600),
        ] as [(String, Int64)] {
            let moment = try #require(Timestamp(iso8601: time))
            #expect(zone.seconds(at: moment) == seconds, "\(time)")
        }
    }

    @Test func aZoneWithoutChangesHasNone() throws {
        let zone = Zone(try #require(TimeZone(identifier: "Asia/Kolkata")), around: Date())
        #expect(zone == Zone(secondsFromUTC: 19_800))
    }
}
