public import Foundation

/// Starts other programs, the one place that does: by an argument vector, never by a shell's words; with the
/// signals that this program ignores or holds as they are by default.
public enum Spawn {
    /// Why a program was not started: its name and the system's word for it.
    public struct Failed: Error, CustomStringConvertible {
        public var description: String

        public init(description: String) { self.description = description }
    }

    /// What becomes a standard file of the program.
    public enum File: Sendable {
        /// What is open here.
        case descriptor(Int32)
        /// The file at this path, to read.
        case reading(String)
        /// The file at this path, to write: made, or emptied.
        case writing(String)
        /// A pseudo-terminal, by the path of its slave. It becomes the one that controls the program where that
        /// leads a session.
        case terminal(String)
    }

    /// Whom the program's signals are shared with.
    public enum Group: Sendable {
        /// This program: one that is to read from its terminal must be.
        case shared
        /// What it starts itself, which ends with it.
        case own
        /// The same in a session of its own, without a terminal but the one it opens.
        case session
    }

    /// Starts a program that is found on the PATH.
    /// - Parameters:
    ///   - environment: `NAME=value` each.
    ///   - files: what becomes its standard input, output and errors, in this order; what is left out is ours.
    ///   - closesOthers: whether it inherits nothing else, whoever in this process forgot to say so (descriptors
    ///     under 256).
    /// - Returns: the process, to be waited for.
    public static func start(
        _ arguments: [String], environment: [String], files: [File] = [], group: Group,
        closesOthers: Bool = false
    ) throws(Failed) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (file, number) in zip(files, Int32(0)...) {
            switch file {
            case .descriptor(let descriptor):
                posix_spawn_file_actions_adddup2(&actions, descriptor, number)
            case .reading(let path): posix_spawn_file_actions_addopen(&actions, number, path, O_RDONLY, 0)
            case .writing(let path):
                posix_spawn_file_actions_addopen(&actions, number, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            case .terminal(let path): posix_spawn_file_actions_addopen(&actions, number, path, O_RDWR, 0)
            }
        }
        if closesOthers {
            for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        var flags = Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
        switch group {
        case .shared: break
        case .own: flags |= Int16(POSIX_SPAWN_SETPGROUP)
        case .session: flags |= newSession
        }
        posix_spawnattr_setflags(&attributes, flags)
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
        defer { for word in words + variables { free(word) } }
        var child: pid_t = 0
        let name = arguments.first ?? ""
        let problem = posix_spawnp(&child, name, &actions, &attributes, &words, &variables)
        guard problem == 0 else {
            throw Failed(description: "\(name): \(String(cString: strerror(problem)))")
        }
        return child
    }

    /// POSIX_SPAWN_SETSID, which glibc's headers show to GNU sources alone.
    private static let newSession: Int16 = 0x80

    /// Runs a program to its end, with our standard input and errors.
    /// - Returns: its status as `wait` has it, and everything it wrote to its standard output.
    public static func output(of arguments: [String], environment: [String]) throws(Failed) -> (
        status: Int32, bytes: [UInt8]
    ) {
        let (reading, writing) = try pipe()
        defer { close(reading) }
        let child: pid_t
        do throws(Failed) {
            child = try start(
                arguments, environment: environment, files: [.descriptor(0), .descriptor(writing)],
                group: .shared)
        } catch {
            close(writing)
            throw error
        }
        close(writing)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(reading, &buffer, buffer.count)
            if count > 0 {
                bytes += buffer[..<count]
            } else if count == 0 || errno != EINTR {
                break
            }
        }
        return (wait(for: child), bytes)
    }

    /// Two ends that no program inherits unless it is given one.
    public static func pipe() throws(Failed) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Foundation.pipe(&ends) == 0 else {
            throw Failed(description: "pipe: \(String(cString: strerror(errno)))")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Waits for its end.
    /// - Returns: its exit status, or 128 and the signal that ended it.
    @discardableResult
    public static func wait(for child: pid_t) -> Int32 {
        var word: Int32 = 0
        while waitpid(child, &word, 0) < 0, errno == EINTR {}
        return status(word)
    }

    /// Looks whether it has ended.
    /// - Returns: what `wait` does; nil while it runs.
    public static func poll(_ child: pid_t) -> Int32? {
        var word: Int32 = 0
        return waitpid(child, &word, WNOHANG) == child ? status(word) : nil
    }

    /// What `waitpid` tells, as a shell has it.
    static func status(_ word: Int32) -> Int32 {
        let signal = word & 0x7F
        return signal == 0 ? (word >> 8) & 0xFF : 128 + signal
    }
}
