import Feed
import Testing

@testable import App

@Suite struct WakesTests {
    @Test func anEmptyScreenSleeps() {
        #expect(Bench().model.wakesAt == nil)
    }

    @Test func toastsCountsAndWorkWake() {
        var bench = Bench("[a] b")
        bench.send(.progress("Catching up", 0.1))
        #expect(bench.model.wakesAt == bench.model.now.advanced(byMilliseconds: Work.patience))
        bench.send(.progress("Catching up", 1))
        bench.type("2")
        #expect(bench.model.wakesAt == bench.model.now.advanced(byMilliseconds: ListState.countTime))
        bench.type("Esc")
        bench.send(.arrived([Bench.event("t", project: "5")]))
        #expect(bench.model.wakesAt == bench.model.now.advanced(byMilliseconds: Toast.time))
    }

    @Test func aBarWithoutAnEndMoves() {
        var bench = Bench()
        bench.send(.progress("Searching", nil))
        bench.wait(Work.patience)
        #expect(bench.model.wakesAt == bench.model.now.advanced(byMilliseconds: Work.step))
        bench.send(.progress("Searching", 1))
        #expect(bench.model.wakesAt == nil)
    }

    /// A request that isn't answered shows as other work does.
    @Test func whatIsSentMovesABarUntilItIsAnswered() {
        var bench = Bench("[a] b", width: 80)
        bench.type("a")
        #expect(!bench.screen.contains("Sending"))
        bench.wait(Work.patience)
        #expect(bench.screen.contains("Sending "))
        #expect(bench.model.wakesAt == bench.model.now.advanced(byMilliseconds: Work.step))
        bench.send(.acted(ticket: 1, nil))
        #expect(!bench.screen.contains("Sending"))
    }

    @Test func agesWakeOnceForAllThatChange() throws {
        let bench = Bench("a b c d e f")
        let wake = try #require(bench.model.wakesAt)
        let wait = wake.milliseconds(since: bench.model.now)
        #expect((1000...75_000).contains(wait))
    }

    @Test func whoTypesWakesTheScreen() {
        var bench = Bench()
        bench.send(.whisper(Whisper(kind: .typing, userID: "5", name: "Ana", taskID: nil)))
        #expect(bench.model.wakesAt == bench.model.now.advanced(byMilliseconds: People.typingTime))
    }
}
