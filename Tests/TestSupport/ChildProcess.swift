public import Foundation
import Spawning

/// Programs that tests start: with nothing inherited but the three standard files, and ended with the tests, however
/// those end. Foundation's `Process` hands the pipes of one child to every other that is started at the same time, so
/// that a server that one test leaves running would keep another test's pipe open for ever.
public enum ChildProcess {
    /// Starts a program in a session of its own on a terminal, which becomes the one that controls it.
    /// - Parameter terminal: the path of a pseudo-terminal's slave.
    public static func start(_ words: [String], environment: [String: String], terminal: String) throws
        -> pid_t
    {
        let terminal = Spawn.File.terminal(terminal)
        return try start(words, environment, [terminal, terminal, terminal], .session)
    }

    /// Starts a program that is found on the PATH; the standard files are paths.
    public static func start(
        _ words: [String], environment: [String: String], input: String = "/dev/null", output: String,
        errors: String? = nil
    ) throws -> pid_t {
        try start(
            words, environment,
            [.reading(input), .writing(output), errors.map { .writing($0) } ?? .descriptor(1)], .shared)
    }

    private static func start(
        _ words: [String], _ environment: [String: String], _ files: [Spawn.File], _ group: Spawn.Group
    ) throws -> pid_t {
        let child = try Spawn.start(
            words, environment: environment.map { "\($0)=\($1)" }, files: files, group: group,
            closesOthers: true)
        try ChildGuard.shared.began(child)
        return child
    }

    /// Waits for its end: the exit status, or 128 and the signal as a shell has it.
    @discardableResult
    public static func wait(_ child: pid_t) -> Int32 {
        defer { ChildGuard.shared.ended(child) }
        return Spawn.wait(for: child)
    }

    /// The same if it has ended; nil while it runs.
    public static func poll(_ child: pid_t) -> Int32? {
        guard let status = Spawn.poll(child) else { return nil }
        ChildGuard.shared.ended(child)
        return status
    }

    /// Ends it, and waits until it has.
    public static func end(_ child: pid_t) {
        kill(child, SIGKILL)
        wait(child)
    }

    /// `wait` without keeping one of the few threads that tests run on.
    public static func waitElsewhere(_ child: pid_t) async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: wait(child)) }
        }
    }
}
