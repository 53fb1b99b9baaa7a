import Testing

@testable import craftdesk

@Suite struct FramePaceTests {
    private static let millisecond: UInt64 = 1_000_000
    private static let second: UInt64 = 1_000_000_000

    /// Paints for events at these times, as the program does: one frame waits at most, and shows all that came.
    /// - Returns: the frames' times, and how long each event waited for its own.
    private func paint(_ events: [UInt64], cost: UInt64 = 100_000) -> (frames: [UInt64], waits: [UInt64]) {
        var pace = FramePace()
        var frames: [UInt64] = []
        var waits: [UInt64] = []
        var scheduled: UInt64?
        var waiting: [UInt64] = []
        func show(_ pace: inout FramePace) {
            guard let due = scheduled else { return }
            frames.append(due)
            waits += waiting.map { due - $0 }
            waiting = []
            scheduled = nil
            pace.painted(from: due, to: due + cost)
        }
        for event in events {
            if let due = scheduled, due <= event { show(&pace) }
            waiting.append(event)
            if scheduled == nil { scheduled = pace.due(at: event) }
        }
        show(&pace)
        return (frames, waits)
    }

    /// The most frames in any second.
    private func most(_ frames: [UInt64]) -> Int {
        frames.indices.map { index in
            frames[index...].prefix { $0 - frames[index] < Self.second }.count
        }.max() ?? 0
    }

    @Test(arguments: [5, 20, 59, 61, 100, 200, 1000, 5000])
    func noSecondHasMoreThanSixtyFrames(rate: Int) {
        let step = Self.second / UInt64(rate)
        let (frames, waits) = paint((0..<UInt64(rate * 4)).map { 7 + $0 * step })
        #expect(most(frames) <= FramePace.limit)
        // Nothing is forgotten, and nothing waits for longer than a frame.
        #expect(waits.count == rate * 4)
        #expect(waits.allSatisfy { $0 <= 19 * Self.millisecond })
        if rate >= 100 { #expect(frames.count >= 4 * 50) }
    }

    /// Bursts with pauses between them are where a plain bucket gives more than a second may have.
    @Test(arguments: [100, 400, 900]) func norDoesOneOfBursts(pause: Int) {
        var events: [UInt64] = []
        for burst in 0..<20 {
            let start = UInt64(burst * (pause + 300)) * Self.millisecond
            events += (0..<300).map { start + UInt64($0) * Self.millisecond }
        }
        #expect(most(paint(events).frames) <= FramePace.limit)
    }

    @Test func whatComesNowAndThenIsPaintedAtOnce() {
        let (frames, waits) = paint((0..<100).map { $0 * 25 * Self.millisecond })
        #expect(frames.count == 100)
        #expect(waits.allSatisfy { $0 == 0 })
    }

    @Test func soAreAFewAfterAPause() {
        let times = (0..<UInt64(FramePace.burst)).map { $0 * Self.millisecond }
        #expect(paint(times).waits.allSatisfy { $0 == 0 })
        let again = times.map { $0 + 2 * Self.second }
        #expect(paint(times + again).waits.allSatisfy { $0 == 0 })
    }

    @Test func aSlowTerminalLeavesTimeForTheRest() {
        let cost = 4 * Self.millisecond
        var pace = FramePace()
        pace.painted(from: 0, to: cost)
        #expect(pace.due(at: cost) == 4 * cost)
        // But not for ever.
        pace.painted(from: Self.second, to: Self.second + 500 * Self.millisecond)
        #expect(pace.due(at: 2 * Self.second) == 2 * Self.second)
    }
}
