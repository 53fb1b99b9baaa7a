import Feed
import Foundation
import Logging
import NIOPosix
import PusherCore
import Sandbox
import Store
import Synchronization

@testable import App
@testable import craftdesk

/// Engine, model and store as the screen has them, on a sandbox.
@MainActor final class Soak {
    struct Failed: Error, CustomStringConvertible { var description: String }

    /// What the engine told and nobody has looked at yet.
    private final class Sink: Sendable {
        private let events = Mutex<[EngineEvent]>([])
        func put(_ new: [EngineEvent]) { events.withLock { $0 += new } }
        func takeAll() -> [EngineEvent] {
            events.withLock { events in
                defer { events = [] }
                return events
            }
        }
    }

    let server: SandboxServer
    let engine: Engine
    var model: Model
    private let sink = Sink()
    private let keeper: StoreKeeper
    private let directory: URL
    private let channels: Int
    private var subscribed: Set<String> = []
    private var wantsRetry = false
    private(set) var connections = 0
    private(set) var live = 0
    private(set) var recovered = 0
    private(set) var outages = 0
    private(set) var incomplete = 0

    /// - Parameter capacity: entries of the feed in memory; more than can be missed in a round, so that what is
    ///   fetched again is still known.
    init(channels: Int, capacity: Int, seed: UInt64) async throws {
        let projects = max(2, (channels - 4) / 5 * 2)
        var configuration = SandboxConfiguration(scenario: try Scenario(json: Self.scenario(projects)))
        configuration.plays = false
        configuration.seed = seed
        server = try await SandboxServer.start(configuration, group: MultiThreadedEventLoopGroup.singleton)
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("soak-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        var settings = Configuration()
        for (path, value) in [
            ("server.url", server.url.replacing("http://", with: "ws://")),
            ("server.key", server.application.key), ("app.url", server.url),
            ("workspace.id", server.workspace), ("workspace.user_id", server.users[0].id),
        ] { settings.set(path, .text(value), origin: .flag) }
        var client = try ClientSettings(settings)
        var extra: [String] = []
        for project in 2...projects {
            extra += ["private-project.\(project)", "presence-project.\(project)"]
            if project % 2 == 0 { extra.append("private-encrypted-project.\(project)") }
        }
        // Besides: workspace, user, and the two of the project in view.
        let rest = max(0, channels - 4 - extra.count)
        client.extraChannels = extra + (0..<rest).map { "\($0 % 2 == 0 ? "" : "cache-")news.\($0)" }
        self.channels = client.extraChannels.count + 4
        model = Model(width: 120, height: 40, now: ScreenProgram.now(), workspaceName: "Soak", project: "1")
        model.timeline.capacity = capacity
        keeper = StoreKeeper(path: directory.path + "/feed.sqlite", retention: Retention()) { _ in }
        let sink = sink
        engine = try Engine(
            settings: client, token: server.users[0].token, group: MultiThreadedEventLoopGroup.singleton,
            resume: nil, project: "1", logger: Logger(label: "soak") { _ in SwiftLogNoOpLogHandler() },
            clock: { ScreenProgram.now() }, sink: { sink.put($0) })
        send(.backed(keeper.isBacked))
        engine.start()
    }

    private static func scenario(_ projects: Int) -> [UInt8] {
        let cast = ["Zoe", "Ana", "Bo", "Kim", "Omar"].enumerated()
            .map { #"{"id":\#($0.offset == 0 ? 42 : $0.offset + 4),"name":"\#($0.element)"}"# }
        let places = (1...projects).map {
            #"{"id":\#($0),"key":"P\#($0)","tasks":[{"id":\#($0 * 10)},{"id":\#($0 * 10 + 1)}]}"#
        }
        return Array(
            #"""
            {"name":"soak","cast":[\#(cast.joined(separator: ","))],"projects":[\#(places.joined(separator: ","))],
            "comments":["Looks good","@zoe can you look?","Café ☕"],"weights":{"comment":40,"reply":20,
            "assignment":10,"status":10,"unknown":5,"quota":2,"member_added":3,"notification":3,"typing":7}}
            """#.utf8)
    }

    // MARK: The program's loop

    private func send(_ message: Message) {
        for effect in update(&model, message, now: ScreenProgram.now()) {
            switch effect {
            case .store(let entries, let marks):
                live += entries.count { $0.live && $0.kind != .outage }
                recovered += entries.count { !$0.live && $0.kind != .outage }
                keeper.store(entries, marks)
            case .triage(let action, let step): keeper.keep(action, step)
            default: break
            }
        }
    }

    private func drain() {
        for event in sink.takeAll() {
            switch event {
            case .arrived(let notifications): send(.arrived(notifications))
            case .history(let notifications): send(.history(notifications))
            case .recovered(let notifications, let outage):
                if outage.from != outage.to { outages += 1 }
                if !outage.isComplete { incomplete += 1 }
                send(.recovered(notifications, outage))
            case .connection(let state):
                if state == .connected { connections += 1 } else { subscribed = [] }
                send(.connection(state == .connected ? .live : .connecting))
            case .subscription(let channel, .subscribed): subscribed.insert(channel)
            case .subscription(let channel, _): subscribed.remove(channel)
            case .reconnecting: wantsRetry = true
            case .whisper(let whisper, _): send(.whisper(whisper))
            case .presence(_, let change): send(.people(People.Change(change)))
            case .problem(let problem): send(.problem(problem.description))
            default: break
            }
        }
    }

    /// Lets the client do some of what there is to do: the server publishes no faster than it can take.
    func breathe() async {
        for _ in 0..<20 {
            drain()
            let sent = await server.broadcasts().values.reduce(0, +)
            if live + recovered >= sent { return }
            try? await Task.sleep(for: .milliseconds(5))
            if wantsRetry, model.connection != .live {
                // A user who presses the key: the pauses between attempts are another test's.
                wantsRetry = false
                engine.retryNow()
            }
        }
    }

    /// Waits until everything that was sent is here, on every channel again.
    func settle(_ what: String) async throws {
        let end = ContinuousClock.now + .seconds(300)
        var nudge = ContinuousClock.now
        while ContinuousClock.now < end {
            await breathe()
            let sent = await server.broadcasts().values.reduce(0, +)
            let isWhole = engine.state.withLock { $0.catchUp.ledger.lostAt == nil && !$0.catchUp.isRunning }
            if live + recovered == sent, subscribed.count == channels, isWhole {
                // Writes don't pile up from round to round.
                await withCheckedContinuation { done in keeper.read { _ in done.resume() } }
                return
            }
            if ContinuousClock.now - nudge > .seconds(2) {
                // What was refused by a fault that is over: the key to log in, and the one to connect.
                nudge = .now
                engine.use(token: server.users[0].token)
            }
        }
        let sent = await server.broadcasts().values.reduce(0, +)
        throw Failed(
            description:
                "not settled after \(what): \(live) live, \(recovered) recovered of \(sent), \(subscribed.count) of \(channels) channels, connection \(model.connection), \(model.status ?? "")"
        )
    }

    // MARK: The store

    struct Stored {
        var byProject: [String: Int] = [:]
        /// Whether the numbers of the events are those from 1 on.
        var isWithoutGap = false
    }

    func stored() async throws -> Stored {
        try await withCheckedThrowingContinuation { done in
            keeper.read { store in
                done.resume(
                    with: Result {
                        var stored = Stored()
                        var numbers = IndexSet()
                        var before: Int64? = .max
                        while let sequence = before {
                            let page = try store.page(before: sequence, limit: 2000)
                            for entry in page.entries where entry.notification.kind != .outage {
                                stored.byProject[entry.notification.project ?? "", default: 0] += 1
                                if let number = entry.notification.cursor.flatMap({ Int($0) }) {
                                    numbers.insert(number)
                                }
                            }
                            before = page.next
                        }
                        let count = stored.byProject.values.reduce(0, +)
                        stored.isWithoutGap = numbers == IndexSet(integersIn: 1..<count + 1)
                        return stored
                    })
            }
        }
    }

    func end() async {
        await engine.stop()
        await keeper.close()
        await server.stop()
        try? FileManager.default.removeItem(at: directory)
    }
}
