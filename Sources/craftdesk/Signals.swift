import Dispatch
import Foundation
import Synchronization

/// The signals that end a program without a screen.
enum Signals {
    private static let statuses: [(signal: Int32, status: ExitStatus)] = [
        (SIGINT, .interrupted), (SIGTERM, .terminated), (SIGHUP, .hungUp),
    ]

    private static let current = Mutex<Once?>(nil)

    /// Lets `wait` return: something else has ended the program.
    static func stopWaiting() { current.withLock { $0 }?.resume(.done) }

    /// Waits for one of them.
    static func wait() async -> ExitStatus {
        await withCheckedContinuation { (continuation: CheckedContinuation<ExitStatus, Never>) in
            let waiting = Once(continuation)
            current.withLock { $0 = waiting }
            for (number, status) in statuses {
                // Not ignored first, as is often done: one that comes before its source is there would be lost.
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                // The handler keeps its source, which nothing else holds.
                source.setEventHandler {
                    waiting.resume(status)
                    source.cancel()
                }
                source.resume()
            }
        }
    }

    private final class Once: Sendable {
        private let continuation: Mutex<CheckedContinuation<ExitStatus, Never>?>
        init(_ continuation: CheckedContinuation<ExitStatus, Never>) {
            self.continuation = Mutex(continuation)
        }

        func resume(_ status: ExitStatus) {
            continuation.withLock { waiting in
                waiting?.resume(returning: status)
                waiting = nil
            }
        }
    }
}
