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

@Suite struct EngineTests {
    @Test func whatHappensWhileAwayIsRecoveredOnce() async throws {
        let probe = try await EngineProbe()
        try await probe.wait("history is here") { events in
            events.contains { if case .history = $0 { true } else { false } }
        }
        try await probe.waitForSubscription("private-project.3")
        await probe.server.comment(task: 142, author: 5, body: "live")
        try await probe.wait("it came live") { _ in !probe.arrived.isEmpty }
        await probe.server.dropConnections()
        await probe.server.comment(task: 142, author: 5, body: "missed")
        try await probe.wait("the outage is over") { _ in !probe.recovered.isEmpty }
        await probe.end()
        let missed = probe.recovered.flatMap(\.notifications).filter { $0.excerpt == "missed" }
        #expect(missed.count == 1)
        #expect(missed.allSatisfy { !$0.live })
        #expect(probe.recovered.first?.outage.isComplete == true)
    }

    @Test func anActionTellsItsTicketAndANewerTaskWins() async throws {
        let probe = try await EngineProbe()
        try await probe.waitForSubscription("private-project.3")
        probe.engine.fetchTask("142")
        try await probe.wait("the task is here") { events in
            events.contains { if case .task = $0 { true } else { false } }
        }
        probe.engine.comment(ticket: 1, task: "142", body: "Mine")
        try await probe.wait("the comment stands") { events in
            events.contains {
                if case .actionSucceeded(1, let task?) = $0 {
                    task.comments.last?.body == "Mine"
                } else {
                    false
                }
            }
        }
        // Somebody is faster: the task that is seen is older than the server's.
        probe.engine.closeTask()
        await probe.server.assign(task: 142, to: 5, by: 5)
        probe.engine.setStatus(ticket: 2, task: "142", to: "done")
        try await probe.wait("the status is refused") { events in
            events.contains {
                if case .actionRefused(2, _, let newer?) = $0 { newer.assigneeID == "5" } else { false }
            }
        }
        // What was refused with has been seen now.
        probe.engine.setStatus(ticket: 3, task: "142", to: "done")
        try await probe.wait("the status is taken") { events in
            events.contains {
                if case .actionSucceeded(3, let task?) = $0 { task.status == "done" } else { false }
            }
        }
        await probe.end()
    }

    @Test func anOpenTaskFollowsItsEvents() async throws {
        let probe = try await EngineProbe()
        try await probe.waitForSubscription("private-project.3")
        probe.engine.fetchTask("142")
        await probe.server.comment(task: 142, author: 5, body: "News")
        try await probe.wait("the task has the comment") { events in
            events.contains {
                if case .task(let task) = $0 { task.comments.last?.body == "News" } else { false }
            }
        }
        await probe.end()
    }

    @Test func typingIsHeardByTheOthersAndNotByMe() async throws {
        let me = try await EngineProbe()
        let other = try await EngineProbe(on: me.server, user: 1)
        try await me.waitForSubscription("presence-project.3")
        try await other.waitForSubscription("presence-project.3")
        me.engine.typing(task: "142", project: "3")
        me.engine.viewing(task: "142")
        try await other.wait("somebody types") { events in
            events.contains {
                if case .whisper(let whisper, _) = $0 { whisper.kind == .typing } else { false }
            }
        }
        try await other.wait("somebody looks") { events in
            events.contains {
                if case .whisper(let whisper, _) = $0, case .cursor = whisper.kind {
                    whisper.taskID == "142"
                } else {
                    false
                }
            }
        }
        let heard = other.events.compactMap {
            if case .whisper(let whisper, _) = $0 { whisper.userID } else { nil }
        }
        #expect(Set(heard) == [me.server.users[0].id])
        await other.engine.stop()
        await me.end()
        #expect(!me.events.contains { if case .whisper = $0 { true } else { false } })
    }

    /// Two switches: who turns them off is heard of by nobody, and hears the others all the same.
    @Test func whoWhispersNothingStillHears() async throws {
        let silent = ["ui.send_typing": "false", "ui.send_cursor": "false"]
        let me = try await EngineProbe(settings: silent)
        let other = try await EngineProbe(on: me.server, user: 1)
        try await me.waitForSubscription("presence-project.3")
        try await other.waitForSubscription("presence-project.3")
        me.engine.typing(task: "142", project: "3")
        me.engine.viewing(task: "142")
        // What I send comes to the others in order: after this, what came before it would be here.
        other.engine.typing(task: "142", project: "3")
        try await me.wait("somebody types") { events in
            events.contains { if case .whisper = $0 { true } else { false } }
        }
        me.engine.realtime.whisper(
            event: "client-typing", channel: "presence-project.3", data: Array(#"{"name":"last"}"#.utf8))
        try await other.wait("the last word") { events in
            events.contains { if case .whisper(let word, _) = $0 { word.name == "last" } else { false } }
        }
        let heard = other.events.count { if case .whisper = $0 { true } else { false } }
        #expect(heard == 1)
        await other.engine.stop()
        await me.end()
    }

    @Test func aRevokedTokenIsSaidOnceAndAnotherGoesOn() async throws {
        let probe = try await EngineProbe()
        try await probe.waitForSubscription("private-project.3")
        let routes = try APIClient(
            configuration: APIConfiguration(baseURL: probe.server.url, host: "127.0.0.1"),
            token: probe.server.users[0].token)
        try await routes.logout()
        await routes.shutdown()
        probe.engine.fetchTask("142")
        await probe.server.dropConnections()
        try await probe.wait("the token is refused") { events in
            events.contains { if case .needsLogin = $0 { true } else { false } }
        }
        try await probe.wait("a channel is refused") { events in
            events.contains { if case .subscription(_, .refused(401, _)) = $0 { true } else { false } }
        }
        let before = probe.events.count
        probe.engine.use(token: probe.server.users[1].token)
        try await probe.wait("the workspace is subscribed again") { events in
            events.dropFirst(before).contains {
                if case .subscription("private-workspace.7", .subscribed) = $0 { true } else { false }
            }
        }
        await probe.end()
        let said = probe.events.prefix(before).count { if case .needsLogin = $0 { true } else { false } }
        #expect(said == 1)
    }
}
