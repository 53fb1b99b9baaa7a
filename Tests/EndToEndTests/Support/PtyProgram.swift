import Foundation
import Synchronization
import TestSupport
import Testing

/// A program in a pseudo-terminal whose other end is the test: every byte it writes is kept, keys and answers
/// go in as bytes, and the terminal's modes can be looked at. What it means to show is read from its frame
/// file; `TmuxScreen` is for what a terminal makes of it.
final class PtyProgram: Sendable {
    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    let process: pid_t
    private let line: Line
    private let slave: Int32
    private let directory: URL
    private let status = Mutex<Int32?>(nil)

    init(
        _ words: [String], environment: [String: String] = [:], columns: Int = 80, rows: Int = 24,
        term: String = "xterm-256color"
    ) throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent(
            "craftdesk-pty-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        var (master, slave) = (Int32(-1), Int32(-1))
        guard openpty(&master, &slave, nil, nil, nil) == 0, let name = ttyname(slave) else {
            throw Failed(description: "openpty")
        }
        let path = String(cString: name)
        line = Line(master: master)
        self.slave = slave
        _ = fcntl(master, F_SETFD, FD_CLOEXEC)
        _ = fcntl(slave, F_SETFD, FD_CLOEXEC)
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        var variables = [
            "TERM": term, "LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": directory.path, "XDG_STATE_HOME": directory.path, "TMPDIR": directory.path,
            "CRAFTDESK_FRAME_FILE": directory.appendingPathComponent("frame").path,
            "SWIFT_BACKTRACE": "enable=no",
        ]
        variables.merge(environment) { $1 }
        process = try ChildProcess.start(
            words, environment: variables, terminal: path)
        Thread.detachNewThread { [line] in line.read() }
    }

    deinit {
        if status.withLock({ $0 == nil }) {
            ChildProcess.end(process)
        }
        line.hangUp()
        close(slave)
        try? FileManager.default.removeItem(at: directory)
    }

    // MARK: The program's side

    /// Everything it has written so far, as text.
    var output: String { String(decoding: line.state.withLock { $0.output }, as: UTF8.self) }

    /// What it has written since the last call.
    func take() -> [UInt8] {
        line.state.withLock { state in
            defer { state.taken = state.output.count }
            return Array(state.output[state.taken...])
        }
    }

    /// The last picture it meant to show.
    var frame: String {
        (try? String(contentsOf: directory.appendingPathComponent("frame"), encoding: .utf8)) ?? ""
    }

    /// Whether a read from the terminal waits for whole lines and echoes, as a shell leaves it.
    var isCooked: Bool {
        let flags = modes.c_lflag
        return flags & tcflag_t(ICANON) != 0 && flags & tcflag_t(ECHO) != 0
    }

    var modes: termios {
        var modes = termios()
        tcgetattr(slave, &modes)
        return modes
    }

    // MARK: The terminal's side

    func type(_ text: String) { line.type(text) }

    /// The window gets the keyboard, or loses it. Nothing shows that the program has heard of it, but it reads in
    /// order: a key that was typed after it and has had its effect says so.
    func focus(_ isFocused: Bool) async throws {
        type("\u{1B}[" + (isFocused ? "I" : "O") + "?")
        try await waitForFrame("next row")
        type("q")
        try await wait(for: "the list again") { !$0.frame.contains("next row") }
    }

    /// The window is closed, or the connection is cut.
    func hangUp() { line.hangUp() }

    // MARK: Waiting

    /// Waits until something holds. The deadline is for a hung program, not a measure of speed.
    func wait(
        for what: String, seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation,
        until condition: (PtyProgram) async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if try await condition(self) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record(
            "never came: \(what); the last frame:\n\(frame)\nthe last bytes: \(output.suffix(300).debugDescription)",
            sourceLocation: sourceLocation)
        throw Failed(description: "timed out waiting for \(what)")
    }

    /// Waits until it means to show this.
    func waitForFrame(
        _ parts: String..., sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await wait(for: parts.joined(separator: ", "), sourceLocation: sourceLocation) { program in
            let frame = program.frame
            return parts.allSatisfy(frame.contains)
        }
    }

    /// Waits for its end.
    /// - Returns: the exit status, or 128 and the signal.
    func end(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Int32 {
        try await wait(for: "the end", sourceLocation: sourceLocation) { program in
            program.status.withLock { status in
                status = status ?? ChildProcess.poll(program.process)
                return status != nil
            }
        }
        // What it wrote last.
        try await Task.sleep(for: .milliseconds(200))
        return status.withLock { $0 ?? -1 }
    }
}

/// The terminal's end of the line, with everything that came over it.
private final class Line: Sendable {
    struct State {
        var output: [UInt8] = []
        var taken = 0
        var answered = 0
        var isOpen = true
    }

    /// What a terminal answers to the program's questions: that it shows updates at once, and DA1.
    private static let answers = "\u{1B}[?2026;2$y\u{1B}[?62c"
    private static let lastQuestion = Array("\u{1B}[c".utf8)

    private let master: Int32
    let state = Mutex(State())

    init(master: Int32) { self.master = master }

    func type(_ text: String) {
        let bytes = Array(text.utf8)
        state.withLock { state in
            guard state.isOpen else { return }
            _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
        }
    }

    func hangUp() {
        state.withLock { state in
            if state.isOpen { close(master) }
            state.isOpen = false
        }
    }

    /// Reads until the line is closed.
    func read() {
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
            _ = poll(&ready, 1, 50)
            let (isOpen, isAsked) = state.withLock { state -> (Bool, Bool) in
                guard state.isOpen else { return (false, false) }
                guard ready.revents & Int16(POLLIN) != 0 else { return (true, false) }
                let count = Foundation.read(master, &buffer, buffer.count)
                guard count > 0 else { return (true, false) }
                state.output += buffer.prefix(count)
                guard let end = Self.end(of: Self.lastQuestion, in: state.output, from: state.answered) else {
                    return (true, false)
                }
                state.answered = end
                return (true, true)
            }
            guard isOpen else { return }
            if isAsked { type(Self.answers) }
        }
    }

    private static func end(of part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count - start >= part.count else { return nil }
        for index in start...(bytes.count - part.count) where bytes[index..<index + part.count] == part[...] {
            return index + part.count
        }
        return nil
    }
}
