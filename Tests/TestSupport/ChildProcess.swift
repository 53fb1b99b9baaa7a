public import Foundation

/// Starts programs with posix_spawn and nothing inherited but the three standard files. Foundation's `Process`
/// hands the pipes of one child to every other that is started at the same time, so that a server that one
/// test leaves running would keep another test's pipe open for ever.
public enum ChildProcess {
    public struct CannotStart: Error, CustomStringConvertible {
        public var description: String
    }

    /// Starts a program in a session of its own on a terminal, which becomes the one that controls it.
    /// - Parameter terminal: the path of a pseudo-terminal's slave.
    public static func start(_ words: [String], environment: [String: String], terminal: String) throws
        -> pid_t
    {
        try spawn(words, environment, isSession: true) { actions in
            posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
    }

    /// Starts a program that is found on the PATH; the standard files are paths.
    public static func start(
        _ words: [String], environment: [String: String], input: String = "/dev/null", output: String,
        errors: String? = nil
    ) throws -> pid_t {
        try spawn(words, environment, isSession: false) { actions in
            posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            if let errors {
                posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
            } else {
                posix_spawn_file_actions_adddup2(&actions, 1, 2)
            }
        }
    }

    private static func spawn(
        _ words: [String], _ environment: [String: String], isSession: Bool,
        files: (inout posix_spawn_file_actions_t) -> Void
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        files(&actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // What the tests' threads ignore or block must be neither in a program: libdispatch's block nearly all,
        // SIGTERM among them, and a tmux server ends itself by that one.
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        // POSIX_SPAWN_SETSID, which glibc's module doesn't show.
        let session: Int32 = isSession ? 0x80 : 0
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | session))
        for descriptor in Int32(3)..<256 { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in argv + variables { free(pointer) } }
        var child: pid_t = 0
        let result = posix_spawnp(&child, words[0], &actions, &attributes, &argv, &variables)
        guard result == 0 else {
            throw CannotStart(description: "\(words[0]): \(String(cString: strerror(result)))")
        }
        return child
    }

    /// Waits for its end: the exit status, or 128 and the signal as a shell has it.
    public static func wait(_ child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// The same without keeping one of the few threads that tests run on.
    public static func waitElsewhere(_ child: pid_t) async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: wait(child)) }
        }
    }
}
