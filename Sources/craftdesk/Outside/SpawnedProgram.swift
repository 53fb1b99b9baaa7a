import Foundation
import Spawning

/// A program started with an argument vector, with pipes for its standard input and output: what it prints
/// would fall on the screen. It has a process group of its own, so that what it starts ends with it.
struct SpawnedProgram {
    typealias Failed = Spawn.Failed

    private let process: pid_t
    private let input: Int32
    /// What it prints; at its end it is closed, which is how the end is noticed.
    private let output: Int32

    init(arguments: [String], environment: [String]) throws(Failed) {
        let (theirInput, input) = try Spawn.pipe()
        let (output, theirOutput) = try Spawn.pipe()
        defer {
            close(theirInput)
            close(theirOutput)
        }
        do throws(Spawn.Failed) {
            process = try Spawn.start(
                arguments, environment: environment,
                files: [.descriptor(theirInput), .descriptor(theirOutput), .descriptor(theirOutput)],
                group: .own)
        } catch {
            close(input)
            close(output)
            throw error
        }
        self.input = input
        self.output = output
        _ = fcntl(input, F_SETFL, O_NONBLOCK)
        _ = fcntl(output, F_SETFL, O_NONBLOCK)
    }

    /// What came of a run.
    struct Outcome {
        /// Its exit status, or 128 and the signal that ended it.
        var status: Int32
        /// The first 64 kB of what it printed.
        var output: [UInt8]
    }

    /// Gives it `bytes` and waits for its end; ends it with its group after `seconds`.
    func finish(input bytes: [UInt8], seconds: Int) throws(Failed) -> Outcome {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var rest = bytes[...]
        var printed: [UInt8] = []
        var isOpen = true
        defer {
            if isOpen { close(input) }
            close(output)
        }
        while true {
            if isOpen {
                let written = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
                if written > 0 { rest = rest.dropFirst(written) }
                // It need not read what it is given (EPIPE).
                if rest.isEmpty || (written < 0 && errno != EAGAIN && errno != EINTR) {
                    close(input)
                    isOpen = false
                }
            }
            let hasClosed = take(&printed)
            if hasClosed, let status = Spawn.poll(process) {
                return Outcome(status: status, output: printed)
            }
            let left = Int32((deadline - .now) / .milliseconds(1))
            guard left > 0 else { break }
            var ready = [
                pollfd(fd: hasClosed ? -1 : output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isOpen ? input : -1, events: Int16(POLLOUT), revents: 0),
            ]
            // Closed and not ended yet: as a rule a matter of microseconds.
            _ = poll(&ready, 2, hasClosed ? 20 : left)
        }
        kill(-process, SIGTERM)
        usleep(200_000)
        kill(-process, SIGKILL)
        Spawn.wait(for: process)
        throw Failed(description: "it took more than \(seconds) s and was ended")
    }

    /// Reads what there is. Returns whether nothing more can come.
    private func take(_ printed: inout [UInt8]) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(output, &buffer, buffer.count)
            if count > 0 {
                printed += buffer.prefix(min(count, max(0, 65536 - printed.count)))
            } else if count == 0 {
                return true
            } else if errno != EINTR {
                return errno != EAGAIN
            }
        }
    }
}
