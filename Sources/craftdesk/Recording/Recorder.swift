import Feed
import Foundation
import JSON
import Realtime
import Synchronization

/// Writes a session's frames to a file as they pass, each line at once: a recording of a program that was
/// killed is good up to its last whole line.
final class Recorder: Sendable {
    private struct State {
        var isOver = false
        var frames = 0
    }

    private let state = Mutex(State())
    private let descriptor: Int32
    private let path: String
    private let redaction: Redaction
    private let began = ContinuousClock.now

    /// Makes the file, for its owner alone; one that is there is not overwritten.
    init(path: String, settings: [(String, String)], redaction: Redaction, now: Timestamp) throws(Failure) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        self.path = path
        self.redaction = redaction
        guard descriptor >= 0 else {
            throw errno == EEXIST
                ? Failure(.usage, "\(path) is there already; name a new file, or delete it first.")
                : Failure(
                    .inputOutput,
                    "\(path) can't be written (\(String(cString: strerror(errno)))); name another file.")
        }
        write(Recording.header(settings: settings, at: now))
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Writes nothing more: how the client itself then leaves is no loss to be replayed.
    func finish() { state.withLock { $0.isOver = true } }

    /// Frames written.
    var frames: Int { state.withLock { $0.frames } }

    /// Takes the frames of a connection, in order.
    var onTransport: @Sendable (TransportEvent) -> Void { { [self] in record($0) } }

    /// One frame.
    func record(_ event: TransportEvent) {
        guard state.withLock({ !$0.isOver }) else { return }
        write(Recording.line(event, at: ContinuousClock.now - began, redaction))
        state.withLock { $0.frames += 1 }
    }

    /// What the application said, which a replay can't ask.
    func record(_ events: [EngineEvent]) {
        for event in events {
            switch event {
            case .identity(let identity): write(Recording.line(identity))
            case .projects(let projects): write(Recording.line(projects))
            default: break
            }
        }
    }

    private func write(_ tree: JSONTree) {
        var line = tree.serializedBytes()
        line.append(UInt8(ascii: "\n"))
        state.withLock { state in
            guard !state.isOver else { return }
            var rest = line[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
                if count < 0 {
                    if errno == EINTR { continue }
                    state.isOver = true
                    complain(
                        "\(path) can't be written any further (\(String(cString: strerror(errno)))); "
                            + "the recording ends here, the session goes on.")
                    return
                }
                rest = rest.dropFirst(count)
            }
        }
    }
}
