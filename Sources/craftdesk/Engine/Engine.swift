import API
import Feed
import JSON
import Logging
import NIOCore
import PusherCore
import Realtime
import Synchronization

/// The program without a screen: one connection, the application's HTTP routes and the reading of events.
/// The screen, `tail` and the tests all stand on it. It speaks only through `sink`, in batches, in order.
final class Engine: Sendable {
    private struct State {
        var interpreter: EventInterpreter
        var identity: Identity
        /// Events that came before the identity was known: whether one is addressed to me isn't known yet.
        var held: [(events: [PusherEvent], at: Timestamp)] = []
        var knowsIdentity = false
        var isIdentifying = false
        var project: String?
        /// The point to go on from after the last catch-up.
        var cursor: String?
        /// The newest cursor a live event carried while a catch-up was still running.
        var liveCursor: String?
        var isCatchingUp = false
        var hasCaughtUp: Bool
        /// When the last contact was lost; nil while there is contact.
        var lostAt: Timestamp?
    }

    private let settings: ClientSettings
    private let api: APIClient
    private let realtime: RealtimeClient
    private let state: Mutex<State>
    private let clock: @Sendable () -> Timestamp
    private let sink: @Sendable ([EngineEvent]) -> Void
    private let logger: Logger
    private let relay: Relay
    private let socketID: SocketIDBox

    /// The id of the connection that stands, for the requests that carry it.
    private final class SocketIDBox: Sendable {
        let value = Mutex<String?>(nil)
    }

    /// What `RealtimeClient` calls back before the engine that owns it exists.
    private final class Relay: Sendable {
        let target = Mutex<(@Sendable ([RealtimeEvent]) -> Void)?>(nil)
        func callAsFunction(_ events: [RealtimeEvent]) { target.withLock { $0 }?(events) }
    }

    /// - Parameters:
    ///   - resume: the stored cursor and the time of the last contact; nil on the first start ever.
    ///   - clock: the wall clock; one place reads it.
    init(
        settings: ClientSettings, token: String, group: any EventLoopGroup,
        resume: (cursor: String?, lastContact: Timestamp)?, project: String?, logger: Logger,
        clock: @escaping @Sendable () -> Timestamp,
        sink: @escaping @Sendable ([EngineEvent]) -> Void
    ) throws(Failure) {
        let socketID = SocketIDBox()
        self.socketID = socketID
        let api: APIClient
        do throws(APIError) {
            api = try APIClient(configuration: settings.api, token: token) { socketID.value.withLock { $0 } }
        } catch { throw Failure(.configuration, error.description) }
        self.api = api
        let identity = Identity(userID: settings.userID, name: nil, handles: settings.handles)
        self.settings = settings
        self.clock = clock
        self.sink = sink
        self.logger = logger
        state = Mutex(
            State(
                interpreter: EventInterpreter(
                    identity: identity, patterns: settings.patterns, namespace: settings.namespace,
                    taskURL: settings.taskURL, catalogue: settings.catalogue
                ),
                identity: identity, project: project, cursor: resume?.cursor, hasCaughtUp: resume != nil,
                lostAt: resume?.lastContact
            )
        )
        let relay = Relay()
        self.relay = relay
        realtime = RealtimeClient(
            configuration: settings.realtime, group: group, logger: logger,
            authorise: { channel, socketID in await api.authorisation(channel: channel, socketID: socketID) },
            onEvents: { relay($0) }
        )
    }

    // MARK: What the program asks for

    /// Opens the connection and asks the application who I am. Returns at once.
    func start() {
        relay.target.withLock { $0 = { [weak self] in self?.received($0) } }
        for channel in settings.standingChannels(user: settings.userID) { realtime.subscribe(channel) }
        if let project = state.withLock({ $0.project }) {
            for channel in settings.channels(ofProject: project) { realtime.subscribe(channel) }
        }
        if !settings.projects.isEmpty { sink([.projects(settings.projects)]) }
        identify()
        realtime.connect()
    }

    /// Holds the channels of the project in view, and of no other (nil: of none).
    func view(project: String?) {
        let previous = state.withLock { state in
            defer { state.project = project }
            return state.project
        }
        guard previous != project else { return }
        if let previous { settings.channels(ofProject: previous).forEach(realtime.unsubscribe) }
        if let project { settings.channels(ofProject: project).forEach(realtime.subscribe) }
    }

    func retryNow() { realtime.retryNow() }

    /// Fetches a task in the background; the answer comes as `.task` or `.problem`.
    func fetchTask(_ id: String) {
        attempt { [api, sink] () throws(APIError) in sink([.task(try await api.task(id))]) }
    }

    /// Assigns a task to me.
    func assignToMe(task: String) {
        guard let me = state.withLock({ $0.identity.userID }) else { return }
        attempt { [api, sink] () throws(APIError) in
            sink([
                .task(
                    try await api.update(
                        task: task, ["assignee_id": Int(me).map(JSONTree.integer) ?? .string(me)]))
            ])
        }
    }

    /// Runs a request; its error comes as `.problem`.
    private func attempt(_ work: @escaping @Sendable () async throws(APIError) -> Void) {
        Task { [sink] in
            do throws(APIError) { try await work() } catch { sink([.problem(Problem(error))]) }
        }
    }

    func whisper(_ event: String, channel: String, json: [UInt8]) {
        realtime.whisper(event: event, channel: channel, data: json)
    }

    func metrics() async -> Metrics { await realtime.metrics() }

    /// Closes the connection with 1000 and lets go of everything.
    func stop() async {
        relay.target.withLock { $0 = nil }
        await realtime.disconnect()
        await api.shutdown()
    }

    // MARK: What comes from the connection

    private func received(_ events: [RealtimeEvent]) {
        let now = clock()
        var output: [EngineEvent] = []
        output.reserveCapacity(events.count)
        var batch: [PusherEvent] = []
        for event in events {
            if case .event(let event) = event {
                batch.append(event)
                continue
            }
            flush(&batch, now, into: &output)
            changed(event, now, into: &output)
        }
        flush(&batch, now, into: &output)
        if !output.isEmpty { sink(output) }
    }

    private func changed(_ event: RealtimeEvent, _ now: Timestamp, into output: inout [EngineEvent]) {
        switch event {
        case .event: break
        case .state(let new):
            if new != .connected { socketID.value.withLock { $0 = nil } }
            if new != .connected {
                state.withLock { if $0.hasCaughtUp, $0.lostAt == nil { $0.lostAt = now } }
            }
            output.append(.connection(new))
        case .established(let id):
            socketID.value.withLock { $0 = SocketID.isWellFormed(id) ? id : nil }
            output.append(.established(socketID: id))
            if !state.withLock({ $0.knowsIdentity }) { identify() }
        case .reconnecting(let attempt, let delay):
            output.append(.reconnecting(attempt: attempt, after: delay))
        case .subscription(let channel, let new):
            output.append(.subscription(channel: channel, new))
            if new == .subscribed, channel == settings.patterns.workspaceChannel(settings.workspace) {
                catchUp()
            }
        case .presence(let channel, let change): output.append(.presence(channel: channel, change))
        case .roundTrip(let time): output.append(.roundTrip(time))
        case .cacheMiss, .subscriptionCount: break
        case .error(let error): output.append(.problem(Problem(error)))
        }
    }

    private func flush(_ batch: inout [PusherEvent], _ now: Timestamp, into output: inout [EngineEvent]) {
        guard !batch.isEmpty else { return }
        let events = batch
        batch.removeAll(keepingCapacity: true)
        state.withLock { state in
            guard state.knowsIdentity else { return state.held.append((events, now)) }
            output += Self.read(events, now, &state)
        }
    }

    private static func read(_ events: [PusherEvent], _ now: Timestamp, _ state: inout State) -> [EngineEvent]
    {
        var output: [EngineEvent] = []
        var arrived: [Feed.Notification] = []
        arrived.reserveCapacity(events.count)
        var cursor: String?
        for event in events {
            let channel = event.channel ?? ""
            if event.isWhisper {
                if let whisper = Whisper(name: event.name, data: event.data.payload) {
                    output.append(.whisper(whisper, channel: channel))
                }
                continue
            }
            let notification = state.interpreter.interpret(
                IncomingEvent(
                    name: event.name, channel: channel, data: event.data.payload, createdAt: nil, cursor: nil,
                    receivedAt: now, live: true
                )
            )
            cursor = notification.cursor ?? cursor
            arrived.append(notification)
        }
        if !arrived.isEmpty { output.insert(.arrived(arrived), at: 0) }
        if let cursor {
            // Until the missed ones are in, a newer cursor must not be what a restart goes on from.
            if state.isCatchingUp || !state.hasCaughtUp {
                state.liveCursor = cursor
            } else {
                state.cursor = cursor
                output.append(.cursor(cursor))
            }
        }
        return output
    }

    // MARK: Who I am

    private func identify() {
        guard
            state.withLock({ state in
                defer { state.isIdentifying = true }
                return !state.isIdentifying
            })
        else { return }
        Task { [self] in
            var output: [EngineEvent] = []
            do throws(APIError) {
                let user = try await api.user()
                let identity = Identity(
                    userID: settings.userID ?? user.id, name: user.name,
                    handles: settings.handles + user.handles
                )
                output.append(.identity(identity))
                finishIdentification(identity, into: &output)
                if settings.userID == nil, !settings.userChannel.isEmpty {
                    realtime.subscribe(settings.patterns.userChannel(user.id))
                }
            } catch {
                // Without an answer the events are read with what the configuration says of me.
                output.append(.problem(Problem(error)))
                finishIdentification(nil, into: &output)
            }
            if settings.projects.isEmpty, api.listsProjects {
                do throws(APIError) {
                    output.append(
                        .projects(try await api.projects(workspace: settings.workspace).map(Project.init)))
                } catch {
                    output.append(.problem(Problem(error)))
                }
            }
            sink(output)
        }
    }

    private func finishIdentification(_ identity: Identity?, into output: inout [EngineEvent]) {
        output += state.withLock { state in
            state.isIdentifying = false
            if let identity {
                state.identity = identity
                state.interpreter.identity = identity
                state.knowsIdentity = true
            }
            var events: [EngineEvent] = []
            for (batch, at) in state.held { events += Self.read(batch, at, &state) }
            state.held = []
            // An answer that never comes must not hold events back for ever.
            state.knowsIdentity = true
            return events
        }
    }

    // MARK: What was missed

    private func catchUp() {
        let start: (after: String?, isFirst: Bool, lostAt: Timestamp?)? = state.withLock { state in
            guard !state.isCatchingUp else { return nil }
            state.isCatchingUp = true
            return (state.cursor, !state.hasCaughtUp, state.lostAt)
        }
        guard let start else { return }
        guard api.canCatchUp else {
            finishCatchUp(.init(cursor: nil, isComplete: start.isFirst), start.isFirst, start.lostAt)
            return
        }
        Task { [self] in
            do throws(APIError) {
                let fetch = CatchUp { [api, settings] after, limit throws(APIError) in
                    try await api.events(workspace: settings.workspace, after: after, limit: limit)
                }
                let result = try await fetch.run(after: start.after, now: clock())
                finishCatchUp(result, start.isFirst, start.lostAt)
            } catch {
                sink([.problem(Problem(error))])
                finishCatchUp(.init(cursor: start.after, isComplete: false), start.isFirst, start.lostAt)
            }
        }
    }

    private func finishCatchUp(_ result: CatchUp.Result, _ isFirst: Bool, _ lostAt: Timestamp?) {
        let now = clock()
        let output: [EngineEvent] = state.withLock { state in
            state.isCatchingUp = false
            state.hasCaughtUp = true
            state.lostAt = nil
            state.cursor = state.liveCursor ?? result.cursor
            state.liveCursor = nil
            let notifications = result.events.map { state.interpreter.interpret($0) }
            var output: [EngineEvent] = []
            if isFirst {
                output.append(.history(notifications))
            } else if let lostAt {
                output.append(
                    .recovered(notifications, Outage(from: lostAt, to: now, isComplete: result.isComplete))
                )
            }
            if let cursor = state.cursor { output.append(.cursor(cursor)) }
            return output
        }
        sink(output)
    }
}
