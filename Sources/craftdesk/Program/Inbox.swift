import Dispatch
import Synchronization

/// The one way into the program's loop: any thread puts a message in, the loop takes all of them out. Nothing
/// is dropped, and however many arrive while the loop is busy, it is woken once.
final class Inbox<Element: Sendable>: Sendable {
    private struct State {
        var waiting: [Element] = []
        var isScheduled = false
    }

    private let state = Mutex(State())
    private let queue: DispatchQueue
    private let wake: @Sendable () -> Void

    /// - Parameter wake: called on `queue` when there is something to take.
    init(queue: DispatchQueue = .main, wake: @escaping @Sendable () -> Void) {
        self.queue = queue
        self.wake = wake
    }

    func put(_ element: Element) { put([element]) }

    func put(_ elements: [Element]) {
        guard !elements.isEmpty else { return }
        let schedules = state.withLock { state in
            state.waiting += elements
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if schedules { queue.async(execute: wake) }
    }

    /// Everything that waits, in order of arrival.
    func takeAll() -> [Element] {
        state.withLock { state in
            state.isScheduled = false
            defer { state.waiting.removeAll(keepingCapacity: true) }
            return state.waiting
        }
    }
}

/// Whom an inbox wakes, which is made after it; touched on the main actor alone.
final class Wake<Program: AnyObject>: @unchecked Sendable {
    @MainActor weak var program: Program?

    nonisolated init() {}
}
