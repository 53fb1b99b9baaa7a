import Feed
import Testing

@Suite struct LedgerTests {
    @Test func theFirstHistoryIsNoOutage() {
        var ledger = Ledger()
        #expect(ledger.completeness(of: "3") == .unknown)
        #expect(ledger.recovered([], isComplete: true, at: Fixture.at(1)) == nil)
        #expect(ledger.completeness(of: "3") == .live)
        #expect(ledger.outages.isEmpty)
    }

    @Test func anOutageIsToldByProject() {
        var ledger = Ledger()
        ledger.recovered([], isComplete: true, at: Fixture.at(0))
        ledger.lost(at: Fixture.at(60))
        ledger.lost(at: Fixture.at(90))
        #expect(ledger.completeness(of: "3") == .until(Fixture.at(60)))
        let missed = [
            Fixture.entry("a", project: "3"), Fixture.entry("b", project: "3"),
            Fixture.entry("c", project: nil),
        ]
        let outage = ledger.recovered(missed, isComplete: true, projects: ["3", "4"], at: Fixture.at(100))
        #expect(outage?.from == Fixture.at(60))
        #expect(outage?.recovered == 3)
        #expect(outage?.parts.map(\.project) == [nil, "3", "4"])
        #expect(outage?.parts.map(\.recovered) == [1, 2, 0])
        #expect(ledger.completeness(of: "3") == .live)
        #expect(ledger.gaps(of: "3").isEmpty)
    }

    @Test func historyThatIsGoneStaysAGap() {
        var ledger = Ledger(lastContact: Fixture.at(0))
        #expect(ledger.completeness(of: nil) == .until(Fixture.at(0)))
        ledger.recovered([], isComplete: false, projects: ["3"], oldest: Fixture.at(40), at: Fixture.at(100))
        #expect(ledger.gaps(of: "3").map(\.to) == [Fixture.at(40)])
        // A project nothing was told of may have a gap as well.
        #expect(ledger.gaps(of: "9").map(\.to) == [Fixture.at(100)])
        #expect(ledger.completeness(of: "3") == .live)
    }

    @Test func keepsTheNewestOutagesInOrder() {
        func outage(_ second: Int64) -> Outage {
            Outage(from: Fixture.at(second), to: Fixture.at(second + 1), isComplete: false)
        }
        let ledger = Ledger(outages: [5, 3, 9, 3, 7].map(outage), capacity: 3)
        #expect(ledger.outages == [5, 7, 9].map(outage))
        #expect(ledger.lostAt == nil)
    }
}
