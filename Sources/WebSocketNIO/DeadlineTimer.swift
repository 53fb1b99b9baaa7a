public import NIOCore

/// The one timer of a machine that has time as an argument: it follows the machine's deadline, so that one with
/// nothing due wakes nobody. Lives on one event loop.
public final class DeadlineTimer {
    private let loop: any EventLoop
    private var timer: Scheduled<Void>?
    private var due: Duration?

    /// A timer with nothing due.
    public init(loop: any EventLoop) { self.loop = loop }

    /// The loop's clock: what the machine is given as the time, and tells its deadlines by.
    public var now: Duration { Self.duration(loop.now) }

    static func duration(_ time: NIODeadline) -> Duration {
        .nanoseconds(Int64(truncatingIfNeeded: time.uptimeNanoseconds))
    }

    /// Calls back when the machine is due; nil for nothing to wait for. It may be called too early, never too
    /// late: a machine that puts its deadline off with every message would otherwise set a timer with each.
    /// - Parameter work: called on the loop; the one of the last deadline that was earlier than those before.
    public func follow(_ deadline: Duration?, _ work: @escaping () -> Void) {
        guard let deadline else { return cancel() }
        if let due, due <= deadline { return }
        timer?.cancel()
        due = deadline
        let (seconds, attoseconds) = deadline.components
        let uptime =
            UInt64(clamping: seconds) &* 1_000_000_000 &+ UInt64(clamping: attoseconds / 1_000_000_000)
        let bound = NIOLoopBound((timer: self, work: work), eventLoop: loop)
        timer = loop.scheduleTask(deadline: .uptimeNanoseconds(uptime)) {
            bound.value.timer.due = nil
            bound.value.work()
        }
    }

    /// Waits for nothing.
    public func cancel() {
        timer?.cancel()
        timer = nil
        due = nil
    }
}
