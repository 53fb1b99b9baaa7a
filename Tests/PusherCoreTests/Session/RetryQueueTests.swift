import SeededRandom
import Testing

@testable import PusherCore

@Suite struct RetryQueueTests {
    @Test func givesTheEarliestFirst() {
        var queue = RetryQueue()
        for (channel, at) in [("c", 3), ("a", 1), ("b", 2), ("a2", 1)] {
            queue.insert(channel, at: .seconds(at))
        }
        #expect(queue.deadline == .seconds(1))
        #expect(queue.popDue(now: .milliseconds(999)) == nil)
        var order: [String] = []
        while let (_, channel) = queue.popDue(now: .seconds(3)) { order.append(channel) }
        #expect(order == ["a", "a2", "b", "c"])
        #expect(queue.deadline == nil)
    }

    @Test func staysSortedWhileItIsUsed() {
        var queue = RetryQueue()
        var random = SplitMix64(seed: 5)
        var now = 0
        for _ in 0..<2_000 {
            now += 1
            queue.insert("x", at: .milliseconds(now + Int.random(in: 1...200, using: &random)))
            var last = Duration.zero
            while let (at, _) = queue.popDue(now: .milliseconds(now)) {
                #expect(at >= last && at <= .milliseconds(now))
                last = at
            }
            if let deadline = queue.deadline { #expect(deadline > .milliseconds(now)) }
        }
    }
}
