import Feed
import Testing

@Suite struct RowIndexTests {
    /// A row that is held stays where it is while it grows, and goes up when it is let go.
    @Test func aHeldRowStaysWhereItIs() {
        var timeline = Timeline()
        for (id, task) in [("a", "1"), ("b", "2"), ("c", "3")] {
            timeline.insert(Fixture.entry(id, task: task))
        }
        let held = timeline.row(at: 2)?.id
        timeline.hold(held)
        timeline.insert(Fixture.entry("d", task: "1"))
        #expect(timeline.shape == ["c", "b", "d+a"])
        timeline.insert(Fixture.entry("e", task: "4"))
        #expect(timeline.shape == ["e", "c", "b", "d+a"])
        #expect(held.flatMap { timeline.index(ofRow: $0) } == 3)
        _ = timeline.mark(["d"], .done, true)
        #expect(timeline.shape == ["e", "c", "b", "a"])
        _ = timeline.mark(["d"], .done, false)
        timeline.hold(nil)
        #expect(timeline.shape == ["e", "d+a", "c", "b"])
        timeline.hold(held)
        _ = timeline.mark(["a", "d"], .done, true)
        #expect(timeline.shape == ["e", "c", "b"])
        timeline.insert(Fixture.entry("f", task: "1"))
        #expect(timeline.shape == ["f", "e", "c", "b"])
    }

    @Test func bundlesThatBecomeOneKeepBothIDs() {
        var timeline = Timeline(bundleWindow: 60_000)
        timeline.insert(Fixture.entry("a", at: 0))
        timeline.insert(Fixture.entry("x", task: "9", at: 10))
        timeline.insert(Fixture.entry("b", at: 100))
        #expect(timeline.shape == ["b", "x", "a"])
        let ids = (0..<3).compactMap { timeline.row(at: $0)?.id }
        timeline.insert(Fixture.entry("c", at: 50, live: false))
        #expect(timeline.shape == ["b+c+a", "x"])
        #expect(ids.map { timeline.index(ofRow: $0) } == [0, 1, 0])
        #expect(timeline.row(ofEntry: "a") == timeline.row(at: 0)?.id)
        #expect(timeline.shownEntryCount == 4)
        _ = timeline.mark(["a"], .done, true)
        #expect(timeline.shape == ["b+c", "x"])
    }
}
