public import Foundation
import Spawning
import Synchronization

/// Ends the programs of a test run that is killed, when nobody is left to do it: a shell that is told of each, and
/// that reads the end of its input when the run ends.
public final class ChildGuard: Sendable {
    /// That of this run.
    public static let shared = ChildGuard()

    /// Knows those that run by their numbers; outlives the signals that a terminal sends to all.
    private static let script = """
        trap '' HUP INT TERM
        all=' '
        while read -r word child; do
            case $word in
            began) all="$all$child " ;;
            ended) all="${all%%" $child "*} ${all#*" $child "}" ;;
            esac
        done
        for child in $all; do kill -KILL "$child" 2>/dev/null; done
        """

    private struct Shell {
        var child: pid_t
        var line: Int32
    }

    private let shell = Mutex<Shell?>(nil)

    public init() {}

    /// Starts a shell with the first program; throws where there is none.
    public func began(_ child: pid_t) throws {
        try shell.withLock { shell in
            if shell == nil { shell = try Self.start() }
            Self.say("began \(child)", to: shell)
        }
    }

    /// A program has ended: its number may be another's from here on.
    public func ended(_ child: pid_t) { shell.withLock { Self.say("ended \(child)", to: $0) } }

    /// What happens when the run ends; returns once it has. The shell is waited for as well: one that nobody waited
    /// for stands in the way of the testing library, which looks for the end of its own children.
    public func runEnds() {
        shell.withLock { shell in
            if let shell {
                close(shell.line)
                Spawn.wait(for: shell.child)
            }
            shell = nil
        }
    }

    private static func start() throws(Spawn.Failed) -> Shell {
        let (reading, writing) = try Spawn.pipe()
        defer { close(reading) }
        let child = try Spawn.start(
            ["/bin/sh", "-c", script], environment: [],
            files: [.descriptor(reading), .writing("/dev/null"), .writing("/dev/null")], group: .session,
            closesOthers: true)
        return Shell(child: child, line: writing)
    }

    private static func say(_ words: String, to shell: Shell?) {
        guard let shell else { return }
        let bytes = Array("\(words)\n".utf8)
        _ = bytes.withUnsafeBytes { write(shell.line, $0.baseAddress, $0.count) }
    }
}
