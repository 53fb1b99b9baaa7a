import Dispatch

/// Work on a thread of its own, and its end.
struct ThreadResult: Sendable {
    private let done = DispatchSemaphore(value: 0)

    init(_ work: @escaping @Sendable () -> Void) {
        DispatchQueue.global().async { [done] in
            work()
            done.signal()
        }
    }

    func wait() { done.wait() }
}
