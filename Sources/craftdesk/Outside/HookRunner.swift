import Feed
import Foundation
import JSON
import Logging
import Screen
import Spawning
import Synchronization

/// Runs the program of `[notify] hook` for an event: an argument vector, never a shell; the event as the JSON
/// line of `tail` on standard input; an environment without the token; a time limit. The caller never waits.
final class HookRunner: Sendable {
    private let arguments: [String]
    private let environment: [String]
    private let seconds: Int
    private let logger: Logger
    private let waiting = Mutex((events: [[UInt8]](), isRunning: false))

    /// Events that wait for the ones before them; more than this at once is a storm, and the rest is left out.
    static let mostWaiting = 200

    /// nil when no hook is set.
    convenience init?(_ configuration: Configuration, environment: [String: String], logger: Logger) {
        let arguments = configuration[\.notifyHook]
        guard let program = arguments.first, !program.isEmpty else { return nil }
        self.init(
            arguments: [Paths(environment: environment).expand(program)] + arguments.dropFirst(),
            environment: environment, seconds: configuration[\.notifyHookSeconds], logger: logger)
    }

    /// - Parameter seconds: how long one run may take, at least 1.
    init(arguments: [String], environment: [String: String], seconds: Int, logger: Logger) {
        self.arguments = arguments
        self.environment = Self.clean(environment).map { "\($0)=\($1)" }.sorted()
        self.seconds = max(1, min(seconds, 3600))
        self.logger = logger
        // A hook that doesn't read its input must not end the program.
        signal(SIGPIPE, SIG_IGN)
    }

    /// Without what only this program is trusted with.
    static func clean(_ environment: [String: String]) -> [String: String] {
        environment.filter { !$0.key.hasPrefix("CRAFTDESK_TOKEN") && !$0.key.hasPrefix("CRAFTDESK_AUTH_") }
    }

    /// Runs it for an event, after those that came before.
    /// - Parameter why: what decided so, as in `tail --json`.
    func run(_ notification: Feed.Notification, why: [String]) {
        run(Self.line(notification, why: why))
    }

    /// The event as a hook gets it.
    static func line(_ notification: Feed.Notification, why: [String]) -> [UInt8] {
        let json = TailLine.event(notification, unread: true, why: why).json
        return Sanitiser.jsonLine(json.serializedBytes()) + [0x0A]
    }

    func run(_ line: [UInt8]) {
        let starts: Bool? = waiting.withLock { state in
            guard state.events.count < Self.mostWaiting else { return nil }
            state.events.append(line)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        guard let starts else { return logger.warning("the hook is too slow; an event was left out") }
        if starts { Thread.detachNewThread { [self] in work() } }
    }

    private func work() {
        while true {
            let next: [UInt8]? = waiting.withLock { state in
                guard !state.events.isEmpty else {
                    state.isRunning = false
                    return nil
                }
                return state.events.removeFirst()
            }
            guard let next else { return }
            do throws(SpawnedProgram.Failed) {
                let status = try SpawnedProgram(arguments: arguments, environment: environment)
                    .finish(input: next, seconds: seconds).status
                if status != 0 { logger.warning("the hook ended with status \(status)") }
            } catch { logger.warning("the hook failed: \(error.description)") }
        }
    }
}
