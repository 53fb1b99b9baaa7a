import Dispatch
import Synchronization
import Testing

@testable import craftdesk

/// The way into the program's loop.
@Suite struct InboxTests {
    @Test func whateverArrivesWhileTheLoopIsBusyWakesItOnce() {
        let queue = DispatchQueue(label: "loop")
        let wakes = Mutex(0)
        let inbox = Inbox<Int>(queue: queue) { wakes.withLock { $0 += 1 } }
        // The loop is busy until all are in.
        queue.sync {
            for number in 0..<100 { inbox.put(number) }
            inbox.put([100, 101])
            inbox.put([])
        }
        queue.sync {}
        #expect(wakes.withLock { $0 } == 1)
        #expect(inbox.takeAll() == Array(0...101))
        #expect(inbox.takeAll() == [])
        inbox.put(5)
        queue.sync {}
        #expect(wakes.withLock { $0 } == 2)
        #expect(inbox.takeAll() == [5])
    }
}
