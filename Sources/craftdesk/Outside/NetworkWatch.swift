import CNetworkWatch
import Foundation

/// Tells when the machine woke up or its network changed (protocol notes 3.4), without asking for it: a thread
/// sleeps in the kernel until one of the two happens.
final class NetworkWatch: Sendable {
    /// The kernel's descriptors: of the network, of the clock, and the one that ends the wait.
    struct Descriptors: Sendable {
        var network: Int32
        var clock: Int32
        var stop: Int32

        /// Those of this machine; -1 where it has none.
        static func open() -> Descriptors {
            Descriptors(network: nw_open_network(), clock: nw_open_clock(), stop: nw_open_signal())
        }
    }

    /// How changes become calls, in milliseconds.
    struct Pace: Sendable {
        /// A change comes as a burst of messages: it is told once nothing more came for this long, but then only
        /// after `patience`.
        var quiet: Int32 = 300
        var patience: Int32 = 2_000
        /// The least time between two calls: a machine whose addresses come and go all day is no reason to try
        /// again and again.
        var interval: Int32 = 10_000
    }

    private let descriptors: Descriptors

    /// - Parameter onChange: called on the watch's own thread.
    init(
        _ descriptors: Descriptors = .open(), pace: Pace = Pace(), onChange: @escaping @Sendable () -> Void
    ) {
        self.descriptors = descriptors
        guard descriptors.stop >= 0, descriptors.network >= 0 || descriptors.clock >= 0 else { return }
        let thread = Thread {
            Self.watch(descriptors, pace, onChange)
            // Until nobody can signal any more: another file may have the number after that.
            _ = nw_wait(-1, -1, descriptors.stop, -1)
            for descriptor in [descriptors.network, descriptors.clock, descriptors.stop] where descriptor >= 0
            {
                close(descriptor)
            }
        }
        thread.name = "network"
        thread.stackSize = 256 << 10
        thread.start()
    }

    deinit { if descriptors.stop >= 0 { nw_signal(descriptors.stop) } }

    private static func watch(_ all: Descriptors, _ pace: Pace, _ onChange: () -> Void) {
        /// Waits for a change; nil when it is over.
        func wait(_ milliseconds: Int32) -> Bool? {
            let outcome = nw_wait(all.network, all.clock, all.stop, milliseconds)
            return outcome < 0 ? nil : outcome > 0
        }
        while wait(-1) != nil {
            let end = ContinuousClock.now + .milliseconds(pace.patience)
            while ContinuousClock.now < end {
                guard let isMore = wait(pace.quiet) else { return }
                if !isMore { break }
            }
            onChange()
            // What comes meanwhile stays readable and is told afterwards.
            if nw_wait(-1, -1, all.stop, pace.interval) < 0 { return }
        }
    }
}
