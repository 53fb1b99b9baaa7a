import Feed
import JSON
import Testing

@Suite struct OutageTests {
    private func outage(_ seconds: Int64, recovered: Int, complete: Bool) -> Outage {
        Outage(from: Fixture.at(0), to: Fixture.at(seconds), isComplete: complete, recovered: recovered)
    }

    @Test func whichOneIsWorthARow() {
        #expect(!outage(29, recovered: 0, complete: true).isNotable)
        #expect(outage(30, recovered: 0, complete: true).isNotable)
        #expect(outage(1, recovered: 1, complete: true).isNotable)
        #expect(outage(1, recovered: 0, complete: false).isNotable)
    }

    @Test func saysItsTimesAndWhatCameBack() {
        func says(_ outage: Outage) -> String { outage.sentence(secondsFromUTC: 3600) }
        #expect(says(outage(1500, recovered: 6, complete: true)) == "offline 13:00-13:25, 6 recovered")
        #expect(says(outage(1500, recovered: 0, complete: true)) == "offline 13:00-13:25, nothing missed")
        #expect(
            says(outage(1500, recovered: 0, complete: false))
                == "offline 13:00-13:25; what happened then can't be fetched")
        #expect(
            says(outage(1500, recovered: 6, complete: false))
                == "offline 13:00-13:25, 6 recovered; older ones may be missing")
        #expect(
            says(outage(90_000, recovered: 1, complete: true))
                == "offline 2026-11-23 13:00-2026-11-24 14:00, 1 recovered")
    }

    @Test func isAnEntryThatComesBackTheSame() {
        var outage = outage(60, recovered: 3, complete: false)
        outage.parts = [
            .init(project: nil, from: Fixture.at(0), to: Fixture.at(60), recovered: 1, isComplete: false),
            .init(project: "3", from: Fixture.at(0), to: Fixture.at(60), recovered: 2, isComplete: true),
        ]
        let entry = Notification(outage, secondsFromUTC: 0)
        #expect(entry.kind == .outage)
        #expect(entry.occurredAt == Fixture.at(60))
        #expect(Outage(entry) == outage)
        #expect(Outage(Fixture.entry()) == nil)
        #expect(Outage(Fixture.entry("x", .outage, payload: "[]")) == nil)
        var timeline = Timeline()
        #expect(timeline.insert(entry) == .added(unread: false))
        #expect(timeline.insert(entry) == .duplicate)
        #expect(timeline.row(at: 0)?.newest.text == entry.text)
    }

    /// Two outages never make one bundle.
    @Test func eachIsARow() {
        var timeline = Timeline()
        for second in [Int64(0), 100, 200] {
            let outage = Outage(from: Fixture.at(second), to: Fixture.at(second + 40), isComplete: true)
            timeline.insert(Notification(outage, secondsFromUTC: 0))
        }
        #expect(timeline.rowCount == 3)
    }
}
