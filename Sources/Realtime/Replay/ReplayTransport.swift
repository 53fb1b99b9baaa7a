import JSON
import NIOCore

/// Plays a recording to a session, on the session's event loop. The session connects, reconnects and
/// subscribes by itself; the recording says what the server does. Its clock stands still while the session
/// waits longer for its next attempt than it did then.
final class ReplayTransport {
    private let recording: RecordedTransport
    private let loop: any EventLoop
    /// The moment of the recording's beginning, moved on by every wait.
    private var base: NIODeadline
    private var position = 0
    private var timer: Scheduled<Void>?
    private var deliver: ((TransportEvent) -> Void)?
    /// The session waits, and the time of its next connection has come.
    var onReopen: (() -> Void)?
    private var hasEnded = false

    init(_ recording: RecordedTransport, loop: any EventLoop) {
        self.recording = recording
        self.loop = loop
        base = loop.now
    }

    deinit { timer?.cancel() }

    /// The session wants a connection: its next one opens when its time has come.
    func open(_ deliver: @escaping (TransportEvent) -> Void) {
        self.deliver = deliver
        // What is left of a connection that the session itself gave up is not its business any more.
        while let step = next, step.event != .opened { position += 1 }
        schedule()
    }

    /// The session gave the connection up.
    func close() {
        deliver = nil
        timer?.cancel()
        timer = nil
    }

    /// The session sent something: the server's answer is in the recording, but for a pong, which has to
    /// come when it is asked for.
    func sent(_ text: [UInt8]) {
        guard let message = try? JSONValue(parsing: text), message["event"]?.string == "pusher:ping" else {
            return
        }
        deliver?(.received(Array(#"{"event":"pusher:pong"}"#.utf8)))
    }

    private var next: RecordedTransport.Step? {
        recording.steps.indices.contains(position) ? recording.steps[position] : nil
    }

    private func due(_ step: RecordedTransport.Step) -> NIODeadline {
        let wanted = step.time / recording.speed / .nanoseconds(1)
        return base + .nanoseconds(Int64(min(max(wanted, 0), 1e17)))
    }

    private func schedule() {
        timer?.cancel()
        timer = nil
        guard let step = next else { return end() }
        let now = loop.now
        let time = due(step)
        // The session came late, or the recording is played faster than it can be read.
        if time < now { base = base + (now - time) }
        let bound = NIOLoopBound(self, eventLoop: loop)
        timer = loop.scheduleTask(deadline: max(time, now)) { bound.value.play() }
    }

    private func play() {
        timer = nil
        guard let step = next, let deliver else { return }
        position += 1
        guard case .closed = step.event else {
            deliver(step.event)
            if self.deliver != nil { schedule() }
            return
        }
        self.deliver = nil
        deliver(step.event)
        guard let next else { return end() }
        // The session may wait longer before its next attempt than it did then.
        guard self.deliver == nil else { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        timer = loop.scheduleTask(deadline: max(due(next), loop.now)) { bound.value.onReopen?() }
    }

    private func end() {
        guard !hasEnded else { return }
        hasEnded = true
        recording.onEnd()
    }
}
