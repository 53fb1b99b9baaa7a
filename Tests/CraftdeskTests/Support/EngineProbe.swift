import API
import Feed
import Logging
import NIOPosix
import PusherCore
import Realtime
import Sandbox
import Synchronization
import Testing

@testable import craftdesk

/// An engine on a sandbox, and everything it told.
final class EngineProbe: Sendable {
    let server: SandboxServer
    let engine: Engine
    private let told: Told

    private final class Told: Sendable {
        let events = Mutex<[EngineEvent]>([])
    }

    init(
        _ faults: Set<Fault> = [], project: String? = "3", on server: SandboxServer? = nil, user: Int = 0,
        settings more: [String: String] = [:]
    ) async throws {
        var configuration = SandboxConfiguration(scenario: try Scenario.named("team"))
        configuration.plays = false
        configuration.faults = faults
        let running: SandboxServer
        if let server {
            running = server
        } else {
            running = try await SandboxServer.start(
                configuration, group: MultiThreadedEventLoopGroup.singleton)
        }
        self.server = running
        var settings = Configuration()
        for (path, value) in [
            ("server.url", running.url.replacing("http://", with: "ws://")),
            ("server.key", running.application.key), ("app.url", running.url),
            ("workspace.id", running.workspace),
        ] { settings.set(path, .text(value), origin: .flag) }
        for (path, value) in more { settings.set(path, .text(value), origin: .flag) }
        let told = Told()
        self.told = told
        engine = try Engine(
            settings: try ClientSettings(settings), token: running.users[user].token,
            group: MultiThreadedEventLoopGroup.singleton, resume: nil, project: project,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            clock: { ScreenProgram.now() }, sink: { events in told.events.withLock { $0 += events } })
        engine.start()
    }

    var events: [EngineEvent] { told.events.withLock { $0 } }

    /// Everything that arrived live.
    var arrived: [Feed.Notification] {
        events.flatMap { event -> [Feed.Notification] in
            if case .arrived(let all) = event { return all }
            return []
        }
    }

    /// Everything that was fetched after an outage.
    /// (What a channel brings that is subscribed later than the first is no outage.)
    var recovered: [(notifications: [Feed.Notification], outage: Outage)] {
        events.compactMap {
            if case .recovered(let all, let outage) = $0, outage.from != outage.to {
                (all, outage)
            } else {
                nil
            }
        }
    }

    /// Waits for something to be told. The deadline is for a hung engine, not a measure of speed.
    func wait(
        _ what: String, sourceLocation: SourceLocation = #_sourceLocation,
        until condition: ([EngineEvent]) -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if condition(events) { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("it was never told that \(what)", sourceLocation: sourceLocation)
        throw CancellationError()
    }

    func waitForSubscription(_ channel: String) async throws {
        try await wait("\(channel) is subscribed") { events in
            events.contains {
                if case .subscription(channel, .subscribed) = $0 { true } else { false }
            }
        }
    }

    func end() async {
        await engine.stop()
        await server.stop()
    }
}
