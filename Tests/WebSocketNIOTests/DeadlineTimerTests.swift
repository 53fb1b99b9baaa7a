import NIOCore
import NIOEmbedded
import Testing
import WebSocketNIO

@Suite struct DeadlineTimerTests {
    private let loop = EmbeddedEventLoop()

    /// The moments at which a machine is called whose deadlines are these.
    private func calls(_ change: (DeadlineTimer, @escaping () -> Void) -> Void) -> [Int64] {
        let timer = DeadlineTimer(loop: loop)
        var calls: [Int64] = []
        change(timer) { calls.append(Int64(timer.now / .seconds(1))) }
        for _ in 0..<100 { loop.advanceTime(by: .seconds(1)) }
        return calls
    }

    @Test func aMachineIsCalledWhenItIsDueAndOnce() {
        #expect(calls { timer, work in timer.follow(.seconds(5), work) } == [5])
        #expect(calls { timer, work in timer.follow(nil, work) }.isEmpty)
    }

    @Test func aDeadlinePutOffKeepsItsTimerAndAnEarlierOneMovesIt() {
        let later = calls { timer, work in
            timer.follow(.seconds(5), work)
            timer.follow(.seconds(50), work)
        }
        #expect(later == [5])
        let start = Int64(DeadlineTimer(loop: loop).now / .seconds(1))
        let sooner = calls { timer, work in
            timer.follow(.seconds(start + 50), work)
            timer.follow(.seconds(start + 5), work)
        }
        #expect(sooner == [start + 5])
    }

    @Test func whatIsCancelledIsNotCalled() {
        let none = calls { timer, work in
            timer.follow(.seconds(5), work)
            timer.follow(nil, work)
        }
        #expect(none.isEmpty)
    }
}
