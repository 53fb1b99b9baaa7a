import Feed
import Testing

@testable import App

@Suite struct ActivityTests {
    private static func at(_ step: Int64) -> Timestamp { Timestamp(milliseconds: step * 1000 + 500) }

    @Test func countsStandInTheirStep() {
        var activity = Activity(steps: 4, step: 1000)
        activity.add(at: Self.at(10))
        activity.add(2, at: Self.at(12))
        #expect(activity.counts == [0, 1, 0, 2])
        // What comes late stands where it belongs, and what is too old nowhere.
        activity.add(at: Self.at(11))
        activity.add(at: Self.at(8))
        #expect(activity.counts == [0, 1, 1, 2])
        #expect(activity.total == 4)
    }

    @Test func timeMovesThemOut() {
        var activity = Activity(steps: 3, step: 1000)
        activity.advance(to: Self.at(5))
        #expect(activity.total == 0)
        activity.add(at: Self.at(5))
        activity.advance(to: Self.at(6))
        #expect(activity.counts == [0, 1, 0])
        activity.advance(to: Self.at(4))
        #expect(activity.counts == [0, 1, 0])
        activity.advance(to: Self.at(1000))
        #expect(activity.counts == [0, 0, 0])
    }

    @Test func aStepIsNeverNothing() {
        var activity = Activity(steps: 0, step: 0)
        activity.add(at: Timestamp(milliseconds: 7))
        #expect(activity.counts == [1])
    }
}
