import Foundation

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
enum Progress {
    static let patience = Duration.milliseconds(500)

    /// Runs the work; the sentence comes when it takes long, and goes when it is done.
    static func during<Result: Sendable, Failure: Error>(
        _ sentence: String, isShown: Bool = Output.isTerminal(STDERR_FILENO),
        _ work: @Sendable () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let teller = Task {
            // Cancelled when the work was fast.
            guard (try? await Task.sleep(for: patience)) != nil else { return false }
            if isShown { Output.write("\(sentence) …", to: STDERR_FILENO) }
            return isShown
        }
        do throws(Failure) {
            let result = try await work()
            await end(teller)
            return result
        } catch {
            await end(teller)
            throw error
        }
    }

    private static func end(_ teller: Task<Bool, Never>) async {
        teller.cancel()
        if await teller.value { Output.write("\r\u{1B}[K", to: STDERR_FILENO) }
    }
}
