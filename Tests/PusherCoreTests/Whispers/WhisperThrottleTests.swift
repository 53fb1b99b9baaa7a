import Testing

@testable import PusherCore

/// Protocol notes 8: typing at most every 2 s, cursors at most once a second and the newest.
@Suite struct WhisperThrottleTests {
    @Test func typingIsToldEveryTwoSeconds() {
        var throttle = WhisperThrottle()
        let told = stride(from: 0, through: 60, by: 1).filter {
            throttle.typed(in: "142", now: .milliseconds($0 * 100))
        }
        #expect(told == [0, 20, 40, 60])
    }

    @Test func anotherTaskOrANewReplyIsToldAtOnce() {
        var throttle = WhisperThrottle()
        #expect(throttle.typed(in: "142", now: .zero) == true)
        #expect(throttle.typed(in: "131", now: .milliseconds(10)) == true)
        throttle.stoppedTyping()
        #expect(throttle.typed(in: "131", now: .milliseconds(20)) == true)
    }

    @Test func ofCursorsTheNewestIsTold() {
        var throttle = WhisperThrottle()
        #expect(throttle.moved([1], now: .zero) == [1])
        #expect(throttle.deadline == nil)
        #expect(throttle.moved([2], now: .milliseconds(300)) == nil)
        #expect(throttle.moved([3], now: .milliseconds(600)) == nil)
        #expect(throttle.deadline == .seconds(1))
        #expect(throttle.due(now: .milliseconds(999)) == nil)
        #expect(throttle.due(now: .seconds(1)) == [3])
        #expect(throttle.due(now: .seconds(9)) == nil)
        #expect(throttle.moved([4], now: .milliseconds(1500)) == nil)
        throttle.reset()
        #expect(throttle.deadline == nil)
        #expect(throttle.moved([5], now: .milliseconds(1600)) == [5])
    }
}
