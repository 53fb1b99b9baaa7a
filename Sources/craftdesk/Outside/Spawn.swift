import Foundation

/// Starts other programs, the one place that does: by an argument vector, never by a shell's words; with the
/// signals that this program ignores or holds as they are by default.
enum Spawn {
    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    /// Starts a program that is found on the PATH.
    /// - Parameters:
    ///   - environment: `NAME=value` each.
    ///   - files: what becomes its standard input, output and errors; empty leaves it ours.
    ///   - ownGroup: whether it gets a process group of its own, so that what it starts ends with it. One that
    ///     is to read from the terminal must not.
    static func start(
        _ arguments: [String], environment: [String], files: [Int32] = [], ownGroup: Bool
    ) throws(Failed) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, file) in files.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, file, Int32(number))
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
        posix_spawnattr_setflags(
            &attributes,
            Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (ownGroup ? POSIX_SPAWN_SETPGROUP : 0)))
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

    /// Waits for its end.
    /// - Returns: its exit status, or 128 and the signal that ended it.
    @discardableResult
    static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return Self.status(status)
    }

    /// What `waitpid` tells, as a shell has it.
    static func status(_ word: Int32) -> Int32 {
        let signal = word & 0x7F
        return signal == 0 ? (word >> 8) & 0xFF : 128 + signal
    }
}
