import SeededRandom
import Testing

@testable import Feed

@Suite struct StretchTests {
    @Test func whatIsForMeAndAnOutageAreRowsOfTheirOwn() {
        #expect(Stretch(Fixture.entry("a", forMe: true), window: 60_000) == nil)
        #expect(Stretch(Fixture.entry("a", .outage), window: 60_000) == nil)
        let stretch = Stretch(Fixture.entry("a"), window: 60_000)
        #expect(stretch?.admits(Fixture.entry("b", .status)) == true)
        #expect(stretch?.admits(Fixture.entry("b", task: "143")) == false)
        #expect(stretch?.admits(Fixture.entry("b", forMe: true)) == false)
    }

    @Test func itGoesBackUntilASilenceThatIsLongerThanTheWindow() throws {
        let stretch = try #require(Stretch(Fixture.entry("a", at: 100), window: 60_000))
        let times = ([300, 40, 221, 160, -21, -20, -82, -500] as [Int64]).map(Fixture.at)
        #expect(stretch.beginning(among: times) == Fixture.at(-21))
        #expect(stretch.beginning(among: []) == Fixture.at(100))
    }

    @Test func whatIsNewerOrWasNotMeantIsLeftAlone() throws {
        var timeline = Timeline(bundleWindow: 60_000)
        for (id, second) in [("a", 0), ("b", 10), ("c", 20)] as [(String, Int64)] {
            timeline.insert(Fixture.entry(id, at: second))
        }
        let stretches = timeline.stretches(of: ["a", "c"])
        let stretch = try #require(stretches.first)
        #expect(stretches.count == 1)
        #expect(stretch.takes(Fixture.entry("x", at: -10)) && stretch.takes(Fixture.entry("c", at: 20)))
        #expect(!stretch.takes(Fixture.entry("b", at: 10)))
        #expect(!stretch.takes(Fixture.entry("d", at: 21)))
    }

    @Test func onlyAStoreIsAskedForMore() {
        var timeline = Timeline(bundleWindow: 60_000)
        timeline.insert(Fixture.entry("a"))
        let change = StateChange(mark: .done, isSet: true, ids: ["a"])
        #expect(timeline.markRows(of: ["a"], .done, true) == .mark(change))
        #expect(timeline.markRows(of: ["a"], .done, true) == nil)
        timeline.isBacked = true
        let action = timeline.markRows(of: ["a"], .done, false)
        #expect(action?.changes == [change.inverse] && action?.sweeps.count == 1)
    }

    /// A stretch goes as far back as the row that `Bundles` makes of the same entries.
    @Test func itReachesWhatBundlesJoins() throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            var random = SplitMix64(seed: seed)
            var entries: [Notification] = []
            for number in 0..<40 {
                let task = ["1", "2", nil][Int(random.next() % 3)]
                let second = Int64(random.next() % 3000)
                let isForMe = random.next() % 9 == 0
                entries.append(Fixture.entry("\(number)", task: task, at: second, forMe: isForMe))
            }
            var timeline = Timeline(scope: Scope(tab: .all, project: nil), bundleWindow: 60_000)
            for entry in entries { timeline.insert(entry) }
            for index in 0..<timeline.rowCount {
                let row = try #require(timeline.row(at: index))
                guard let stretch = timeline.stretches(of: [row.newest.id]).first else {
                    #expect(row.isAddressedToMe)
                    continue
                }
                let conversation = entries.filter(stretch.admits)
                let beginning = stretch.beginning(among: conversation.map(\.standsAt))
                let found = conversation.filter {
                    $0.standsAt >= beginning && $0.standsAt <= row.newest.standsAt
                }
                #expect(Set(found.map(\.id)) == Set(row.entryIDs), "seed \(seed), row \(index)")
                let query = Query(stretch.query, text: "")
                #expect(conversation.allSatisfy { query.matches($0, [], Fixture.context()) })
            }
        }
    }
}
