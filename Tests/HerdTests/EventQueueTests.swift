import SeededRandom
import Testing

@testable import craftdesk_herd

@Suite struct EventQueueTests {
    @Test func givesTheEarliestAndOfThoseTheFirst() {
        var queue = EventQueue<Int>()
        var random = SplitMix64(seed: 1)
        for number in 0..<2_000 { queue.insert(number, at: Int64.random(in: 0..<50, using: &random)) }
        var last: (time: Int64, event: Int) = (-1, -1)
        while let next = queue.next() {
            #expect(next.time > last.time || (next.time == last.time && next.event > last.event))
            last = next
        }
        #expect(queue.isEmpty)
    }
}
