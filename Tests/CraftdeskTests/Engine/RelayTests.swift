import Synchronization
import Testing

@testable import craftdesk

struct RelayTests {
    @Test func passesOnWhileConnected() {
        let relay = Relay<Int>()
        let got = Mutex<[Int]>([])
        relay(1)
        relay.connect { value in got.withLock { $0.append(value) } }
        relay(2)
        relay.disconnect()
        relay(3)
        #expect(got.withLock { $0 } == [2])
    }

    /// A day's calls must each cost what the first did: the stack a call stands on tells.
    @Test func aCallStandsNoDeeperThanTheFirst() {
        let relay = Relay<[String]>()
        let depths = Mutex<(first: UInt, last: UInt)>((0, 0))
        relay.connect { _ in
            var here: UInt8 = 0
            let address = withUnsafeMutablePointer(to: &here) { UInt(bitPattern: $0) }
            depths.withLock { depths in
                if depths.first == 0 { depths.first = address }
                depths.last = address
            }
        }
        for _ in 0..<1000 { relay([]) }
        let (first, last) = depths.withLock { $0 }
        #expect(first == last)
    }
}
