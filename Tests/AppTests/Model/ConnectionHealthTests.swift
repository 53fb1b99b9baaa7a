import Feed
import Testing

@testable import App

@Suite struct ConnectionHealthTests {
    private static func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

    @Test func theFirstConnectionIsNoReconnect() {
        var health = ConnectionHealth()
        health.changed(.connecting, now: Self.at(0))
        health.changed(.live, now: Self.at(1))
        health.changed(.live, now: Self.at(2))
        #expect(health.reconnects == 0)
        #expect(health.since == Self.at(1))
        health.changed(.offline(since: Self.at(3), retryAt: nil), now: Self.at(3))
        #expect(health.since == nil)
        health.changed(.live, now: Self.at(9))
        #expect(health.reconnects == 1)
        #expect(health.since == Self.at(9))
    }

    @Test func theLastProblemIsKept() {
        var health = ConnectionHealth()
        #expect(health.problem == nil && !health.hasConnected)
        health.complained("first", now: Self.at(1))
        health.complained("second", now: Self.at(2))
        health.changed(.live, now: Self.at(3))
        #expect(health.problem?.sentence == "second" && health.problem?.at == Self.at(2))
        #expect(health.hasConnected)
    }

    @Test func theRateIsThatOfTheLastTenSeconds() {
        var health = ConnectionHealth()
        health.arrived(20, now: Self.at(100))
        #expect(health.rate(now: Self.at(100)) == 0)
        #expect(health.rate(now: Self.at(105)) == 2)
        #expect(health.rate(now: Self.at(111)) == 0)
    }

    @Test func whatIsKeptHasALimit() {
        var health = ConnectionHealth()
        for time in 0..<1000 { health.measured(time) }
        #expect(health.roundTrips.count == ConnectionHealth.limit)
        #expect(health.roundTrips.last == 999)
        health.measured(-5)
        #expect(health.roundTrips.last == 0)
        for number in 0..<5000 { health.subscription("c\(number)", "subscribed") }
        #expect(health.channels.count == 2000)
        health.subscription("c1", nil)
        #expect(health.channels["c1"] == nil)
    }
}
