public import Dispatch
import Glibc
import Synchronization

/// Who of several instances on one store shows toasts and runs hooks: the one that holds the lock on a file
/// beside the database. The kernel lets go of it however its holder ends, and closing the file wakes those
/// that wait, so that nobody polls and nobody is left without.
public final class DutyLock: Sendable {
    private struct State {
        var isHeld = false
        var isClosed = false
    }

    private let name: String
    private let file: Int32
    private let watch: Int32
    private let state = Mutex(State())
    private let queue: DispatchQueue
    private let onHeld: @Sendable () -> Void
    private nonisolated(unsafe) let source: any DispatchSourceRead

    /// Takes `PATH.duty`, or waits for it; nil where the file can't be made: then there is nothing to share.
    /// - Parameter onHeld: called on the queue when the duties become this instance's, perhaps at once.
    public init?(path: String, queue: DispatchQueue, onHeld: @escaping @Sendable () -> Void) {
        name = path + ".duty"
        file = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        watch = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard file >= 0, watch >= 0,
            inotify_add_watch(watch, name, UInt32(IN_CLOSE_WRITE | IN_CLOSE_NOWRITE)) >= 0
        else {
            if file >= 0 { Glibc.close(file) }
            if watch >= 0 { Glibc.close(watch) }
            return nil
        }
        self.queue = queue
        self.onHeld = onHeld
        let (file, watch) = (file, watch)
        source = DispatchSource.makeReadSource(fileDescriptor: watch, queue: queue)
        source.setCancelHandler {
            Glibc.close(watch)
            Glibc.close(file)
        }
        source.setEventHandler { [weak self] in
            withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
                while let base = buffer.baseAddress, read(watch, base, buffer.count) > 0 {}
            }
            self?.attempt(again: 6)
        }
        source.resume()
        queue.async { [weak self] in self?.attempt(again: 0) }
    }

    /// Whether the duties are this instance's.
    public var isHeld: Bool { state.withLock { $0.isHeld } }

    /// The kernel tells of the closing a moment before it lets go of the lock: a few attempts follow.
    private func attempt(again: Int) {
        let isNew = state.withLock { state in
            guard !state.isHeld, !state.isClosed, flock(file, LOCK_EX | LOCK_NB) == 0 else { return false }
            state.isHeld = true
            return true
        }
        if isNew { return onHeld() }
        guard again > 0, state.withLock({ !$0.isHeld && !$0.isClosed }) else { return }
        queue.asyncAfter(deadline: .now() + .milliseconds(10 << (6 - again))) { [weak self] in
            self?.attempt(again: again - 1)
        }
    }

    /// Lets the others have the duties.
    public func close() {
        let closes = state.withLock { state in
            defer {
                state.isClosed = true
                state.isHeld = false
            }
            return !state.isClosed
        }
        if closes { source.cancel() }
    }

    deinit { if !state.withLock({ $0.isClosed }) { source.cancel() } }
}
