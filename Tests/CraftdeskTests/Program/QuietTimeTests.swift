import CResidence
import Dispatch
import Testing

@testable import craftdesk

@MainActor
@Suite struct QuietTimeTests {
    private static let pause = DispatchTimeInterval.milliseconds(20)

    /// Whatever was put on the main queue for a moment up to now has been done then.
    private func wait(pauses: Int) async {
        for _ in 0..<pauses {
            await withCheckedContinuation { continuation in
                DispatchQueue.main.asyncAfter(deadline: .now() + Self.pause) { continuation.resume() }
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func theStartIsGivenBackOnce() async {
        var times = 0
        let quiet = QuietTime(pause: Self.pause) { times += 1 }
        quiet.worked()
        await wait(pauses: 3)
        #expect(times == 1)
        quiet.worked(QuietTime.storm - 1)
        await wait(pauses: 3)
        #expect(times == 1, "less than a storm is left alone")
        quiet.worked()
        await wait(pauses: 3)
        #expect(times == 2, "what came bit by bit counts together")
    }

    @Test(.timeLimit(.minutes(1))) func itWaitsUntilTheWorkHasEnded() async {
        var last = DispatchTime.now()
        var given: [DispatchTime] = []
        let quiet = QuietTime(pause: Self.pause) { given.append(.now()) }
        for _ in 0..<20 {
            try? await Task.sleep(for: .milliseconds(5))
            last = .now()
            quiet.worked(QuietTime.storm)
        }
        let quietFromHere = given.count
        await wait(pauses: 3)
        #expect(given.count == quietFromHere + 1)
        if let end = given.last { #expect(end >= last + Self.pause) }
    }

    /// Code, constants and what is on the heap are the same after it.
    @Test func nothingIsLost() {
        let before = (0..<1000).map { "\($0 * 7)" }
        rs_give_back()
        #expect(before == (0..<1000).map { "\($0 * 7)" })
    }
}
