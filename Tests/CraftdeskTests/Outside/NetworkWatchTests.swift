import CNetworkWatch
import Foundation
import Synchronization
import Testing

@testable import craftdesk

@Suite struct NetworkWatchTests {
    private final class Calls: Sendable {
        let count = Mutex(0)

        func wait(for number: Int) async -> Bool {
            let end = ContinuousClock.now + .seconds(60)
            while ContinuousClock.now < end {
                if count.withLock({ $0 }) >= number { return true }
                try? await Task.sleep(for: .milliseconds(5))
            }
            return false
        }
    }

    /// A network and a clock that the test has in its hand.
    private let descriptors = NetworkWatch.Descriptors(
        network: nw_open_signal(), clock: nw_open_signal(), stop: nw_open_signal())

    @Test func aBurstIsOneCallAndTheNextComesLater() async throws {
        let calls = Calls()
        let pace = NetworkWatch.Pace(quiet: 50, patience: 60_000, interval: 50)
        for _ in 0..<5 { nw_signal(descriptors.network) }
        let watch = NetworkWatch(descriptors, pace: pace) { calls.count.withLock { $0 += 1 } }
        #expect(await calls.wait(for: 1))
        nw_signal(descriptors.clock)
        #expect(await calls.wait(for: 2))
        // One after the other has been told, none is left to tell.
        try await Task.sleep(for: .milliseconds(50))
        #expect(calls.count.withLock { $0 } == 2)
        withExtendedLifetime(watch) {}
    }

    /// Changes without an end are told all the same.
    @Test func patienceEnds() async throws {
        let calls = Calls()
        let pace = NetworkWatch.Pace(quiet: 60_000, patience: 0, interval: 0)
        let watch = NetworkWatch(descriptors, pace: pace) { calls.count.withLock { $0 += 1 } }
        nw_signal(descriptors.network)
        #expect(await calls.wait(for: 1))
        withExtendedLifetime(watch) {}
    }

    /// Descriptors that are closed, or that there are none of, end the watch and turn in no circle.
    @Test func withoutDescriptorsThereIsNothingToWatch() {
        let calls = Calls()
        let none = NetworkWatch.Descriptors(network: -1, clock: -1, stop: -1)
        let watch = NetworkWatch(none) { calls.count.withLock { $0 += 1 } }
        #expect(calls.count.withLock { $0 } == 0)
        withExtendedLifetime(watch) {}
        #expect(nw_wait(-1, -1, descriptors.stop, 0) == 0)
        nw_signal(descriptors.stop)
        #expect(nw_wait(-1, -1, descriptors.stop, -1) == -1)
    }

    /// This machine tells of itself.
    @Test func theKernelHasBoth() {
        let all = NetworkWatch.Descriptors.open()
        #expect(all.network >= 0 && all.clock >= 0 && all.stop >= 0)
        #expect(nw_wait(all.network, all.clock, all.stop, 0) >= 0)
        for descriptor in [all.network, all.clock, all.stop] { close(descriptor) }
    }
}
