import Feed
import Testing

@Suite struct BurstLimitTests {
    @Test func aStormIsOneNoticeThatCounts() {
        var limit = BurstLimit(limit: 3, milliseconds: 10_000)
        let admissions = (0..<40).map { limit.admit(at: Fixture.at($0 / 10)) }
        #expect(admissions.prefix(3).allSatisfy { $0 == .give })
        #expect(admissions[3] == .hold(count: 1))
        #expect(admissions[39] == .hold(count: 37))
    }

    @Test func aStormIsOverWhenFewerComeThanTheLimit() {
        var limit = BurstLimit(limit: 2, milliseconds: 10_000)
        let storm = (Int64(0)..<100).map { limit.admit(at: Fixture.at($0)) }
        #expect(storm.count { $0 == .give } == 2)
        #expect(storm.last == .hold(count: 98))
        // One in six seconds is less than two in ten.
        let calm = [110, 116, 122].map { limit.admit(at: Fixture.at($0)) }
        #expect(calm == [.give, .give, .give])
        #expect(limit.admit(at: Fixture.at(123)) == .hold(count: 1))
    }

    @Test func zeroIsNoLimit() {
        var limit = BurstLimit(limit: 0, milliseconds: 10_000)
        #expect((0..<100).allSatisfy { _ in limit.admit(at: Fixture.at(0)) == .give })
    }
}
