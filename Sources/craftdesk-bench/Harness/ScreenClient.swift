import Foundation
import Spawning
import Synchronization

/// The real program in a terminal of its own; a thread reads what it writes and notes when. How much has been
/// painted is read from the title, which carries the unread count and is written after the rows.
final class ScreenClient: Sendable {
    struct TimedOut: Error, CustomStringConvertible {
        var what: String
        var description: String { "timed out waiting for \(what)." }
    }

    private struct State {
        var bytes = 0
        var lastRead = 0.0
        /// The end of what was written, for needles and titles that come in two reads.
        var tail: [UInt8] = []
        var needle: [UInt8] = []
        var needleAt: Double?
        /// When the title first showed a count, for each count it showed.
        var counts: [(count: Int, at: Double)] = []
    }

    let process: pid_t
    let startedAt: Double
    private let master: Int32
    private let state = Mutex(State())

    /// - Parameter needle: text whose first appearance is noted.
    init(
        _ program: String, _ arguments: [String], environment: [String: String], width: Int, height: Int,
        needle: String = ""
    ) throws {
        var (master, slave) = (Int32(-1), Int32(-1))
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, nil, nil, &size) == 0 else {
            throw TimedOut(what: "a pseudo-terminal")
        }
        let name = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(slave)")
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
        startedAt = Measuring.now
        process = try Spawn.start(
            [program] + arguments, environment: environment.map { "\($0)=\($1)" },
            files: [.terminal(name), .terminal(name), .terminal(name)], group: .session)
        close(slave)
        self.master = master
        state.withLock { $0.needle = Array(needle.utf8) }
        let thread = Thread { [self] in readAll() }
        thread.stackSize = 1 << 20
        thread.start()
    }

    private func readAll() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(master, &buffer, buffer.count)
            guard count > 0 else { return }
            let now = Measuring.now
            state.withLock { received(buffer[..<count], now, &$0) }
        }
    }

    private func received(_ chunk: ArraySlice<UInt8>, _ now: Double, _ state: inout State) {
        state.bytes += chunk.count
        state.lastRead = now
        let text = state.tail + chunk
        if !state.needle.isEmpty, state.needleAt == nil, text.firstRange(of: state.needle) != nil {
            state.needleAt = now
        }
        // "]0;craftdesk (7)" or "]2;craftdesk (7) @2".
        let mark = Array("craftdesk (".utf8)
        var rest = text[...]
        var end = text.startIndex
        while let range = rest.firstRange(of: mark) {
            let digits = rest[range.upperBound...].prefix { (0x30...0x39).contains($0) }
            guard digits.endIndex < rest.endIndex else { break }
            if let count = Int(String(decoding: digits, as: UTF8.self)), state.counts.last?.count != count {
                state.counts.append((count, now))
            }
            rest = rest[digits.endIndex...]
            end = digits.endIndex
        }
        state.tail = Array(text[end...].suffix(max(64, state.needle.count)))
    }

    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    var bytesWritten: Int { state.withLock { $0.bytes } }
    var lastWrite: Double { state.withLock { $0.lastRead } }
    var unreadShown: Int { state.withLock { $0.counts.last?.count ?? 0 } }
    /// When each count was first shown.
    var shown: [(count: Int, at: Double)] { state.withLock { $0.counts } }

    /// Waits for the needle; its time.
    func needleAppears(seconds: Double = 60) async throws -> Double {
        let deadline = Measuring.now + seconds
        while Measuring.now < deadline {
            if let at = state.withLock({ $0.needleAt }) { return at }
            try await Task.sleep(for: .milliseconds(2))
        }
        throw TimedOut(what: "the first paint")
    }

    /// Waits until the title shows at least so many.
    func shows(unread count: Int, seconds: Double = 600) async throws {
        let deadline = Measuring.now + seconds
        while unreadShown < count {
            guard Measuring.now < deadline, kill(process, 0) == 0 else {
                throw TimedOut(what: "\(count) unread; the title shows \(unreadShown)")
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Ends it, by the signal to end and, where that isn't heard, by force.
    func end() async {
        kill(process, SIGTERM)
        defer { close(master) }
        for _ in 0..<200 {
            if Spawn.poll(process) != nil { return }
            try? await Task.sleep(for: .milliseconds(20))
        }
        kill(process, SIGKILL)
        Spawn.wait(for: process)
    }
}
