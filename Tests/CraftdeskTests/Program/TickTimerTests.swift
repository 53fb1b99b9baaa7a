import Feed
import Testing

@testable import craftdesk

@MainActor
@Suite struct TickTimerTests {
    private static let now = Timestamp(seconds: 1000)

    /// Fires once for its moment, and again when it is set for the same moment after that.
    @Test(.timeLimit(.minutes(1))) func itFiresOnceForEachMoment() async {
        let timer = TickTimer()
        for _ in 0..<2 {
            await withCheckedContinuation { ticked in
                timer.set(Self.now, now: Self.now) { ticked.resume() }
                // The same moment: a second tick would resume twice, which ends the program.
                timer.set(Self.now, now: Self.now) { ticked.resume() }
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func anotherMomentTakesTheOldOnesPlace() async {
        let timer = TickTimer()
        timer.set(Self.now, now: Self.now) { Issue.record("the old moment") }
        await withCheckedContinuation { ticked in
            timer.set(Self.now.advanced(byMilliseconds: 30), now: Self.now) { ticked.resume() }
        }
        timer.set(Self.now, now: Self.now) { Issue.record("a moment that was taken back") }
        timer.set(nil, now: Self.now) {}
        timer.set(Self.now, now: Self.now) { Issue.record("a timer that was cancelled") }
        timer.cancel()
        try? await Task.sleep(for: .milliseconds(150))
    }
}
