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

    private let line = Mutex<Int32?>(nil)

    public init() {}

    /// Starts a shell with the first program; throws where there is none.
    public func began(_ child: pid_t) throws {
        try line.withLock { line in
            if line == nil { line = try Self.start() }
            Self.say("began \(child)", to: line)
        }
    }

    /// A program has ended: its number may be another's from here on.
    public func ended(_ child: pid_t) { line.withLock { Self.say("ended \(child)", to: $0) } }

    /// What happens when the run ends.
    public func runEnds() {
        line.withLock { line in
            if let line { close(line) }
            line = nil
        }
    }

    private static func start() throws(Spawn.Failed) -> Int32 {
        let (reading, writing) = try Spawn.pipe()
        defer { close(reading) }
        _ = try Spawn.start(
            ["/bin/sh", "-c", script], environment: [],
            files: [.descriptor(reading), .writing("/dev/null"), .writing("/dev/null")], group: .session,
            closesOthers: true)
        return writing
    }

    private static func say(_ words: String, to line: Int32?) {
        guard let line else { return }
        let bytes = Array("\(words)\n".utf8)
        _ = bytes.withUnsafeBytes { write(line, $0.baseAddress, $0.count) }
    }
}
