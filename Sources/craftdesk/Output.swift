import Foundation
import Synchronization

/// Standard output and standard error as commands use them: whole lines, written at once, so that a pipe's
/// reader sees each as it happens. A reader that went away ends the program as it ends any filter.
enum Output {
    /// One line on standard output.
    static func line(_ text: String = "") { write(text + "\n", to: STDOUT_FILENO) }

    /// Lines on standard output, in one write.
    static func lines(_ lines: [String]) {
        if !lines.isEmpty { write(lines.map { $0 + "\n" }.joined(), to: STDOUT_FILENO) }
    }

    /// One line on standard error.
    static func note(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { write($0, to: descriptor) }
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        bytes.withUnsafeBufferPointer { write($0, to: descriptor) }
    }

    private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Foundation.write(
                descriptor, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                // Somebody made the pipe non-blocking for all who share it.
                var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&waiting, 1, -1)
            case EPIPE: endByPipe()
            case let code:
                if descriptor == STDOUT_FILENO {
                    complain("standard output can't be written (\(String(cString: strerror(code)))).")
                }
                exit(ExitStatus.inputOutput.rawValue)
            }
        }
    }

    /// SwiftNIO has SIGPIPE ignored, so the program does by itself what the signal would have done.
    private static func endByPipe() -> Never {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
        exit(128 + SIGPIPE)
    }

    /// Whether a stream leads to a person's screen.
    static func isTerminal(_ descriptor: Int32 = STDOUT_FILENO) -> Bool { isatty(descriptor) == 1 }

    /// Columns and rows of the terminal on standard output; nil where there is none.
    static var size: (columns: Int, rows: Int)? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }
}

/// Says on standard error what is being waited for, when it has taken over half a second; only a person
/// at a terminal is told.
final class Progress: Sendable {
    static let usualPatience = Duration.milliseconds(500)

    private struct State {
        /// Counts what was waited for, so that a sentence never comes after its time.
        var number = 0
        var isTold = false
    }

    private let state = Mutex(State())
    private let patience: Duration
    private let descriptor: Int32
    private let isShown: Bool

    init(
        patience: Duration = usualPatience, isShown: Bool = Output.isTerminal(STDERR_FILENO),
        to descriptor: Int32 = STDERR_FILENO
    ) {
        self.patience = patience
        self.descriptor = descriptor
        self.isShown = isShown
    }

    /// What is being waited for from now on.
    func begin(_ sentence: String) {
        guard isShown else { return }
        end()
        let number = state.withLock { $0.number }
        Task { [self] in
            // Nothing cancels it; what came too late isn't told.
            try? await Task.sleep(for: patience)
            state.withLock { state in
                guard state.number == number else { return }
                Output.write("\(sentence) …", to: descriptor)
                state.isTold = true
            }
        }
    }

    /// It is there: the sentence goes.
    func end() {
        state.withLock { state in
            if state.isTold { Output.write("\r\u{1B}[K", to: descriptor) }
            state.isTold = false
            state.number += 1
        }
    }

    /// Runs the work; the sentence comes when it takes long, and goes when it is done.
    static func during<Result: Sendable, Failure: Error>(
        _ sentence: String, by progress: Progress = Progress(),
        _ work: @Sendable () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        progress.begin(sentence)
        defer { progress.end() }
        return try await work()
    }
}
