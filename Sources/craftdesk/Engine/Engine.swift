import API
import Feed
import Logging
import NIOCore
import PusherCore
import Realtime
import Synchronization

/// The program without a screen: one connection, the application's HTTP routes and the reading of events.
/// The screen, `tail` and the tests all stand on it. It speaks only through `sink`, in batches, in order.
///
/// One file for each idea: what comes from the connection, who I am and with which token, catching up,
/// tasks and what I do to them, whispers.
final class Engine: Sendable {
    struct State {
        var interpreter: EventInterpreter
        var identity: Identity
        /// Events that came before the identity was known: whether one is addressed to me isn't known yet.
        var held: [(events: [PusherEvent], at: Timestamp)] = []
        var knowsIdentity = false
        var isIdentifying = false
        /// The token was refused; said once, until there is another.
        var isLoggedOut = false
        /// The project in view.
        var project: String?
        var subscribed: Set<String> = []
        /// All that are known, to tell of each of them what an outage was.
        var projects: [String] = []
        var catchUp: CatchUpState
        var lateChannels: LateChannels
        var tasks = TaskWatch()
        var whispers = WhisperOutbox()
        var own = OwnActions()
        /// Requests for tasks under way, to be given up when the task is left.
        var fetches: [String: Task<Void, Never>] = [:]
        var timer: Scheduled<Void>?
        var timerDue: Timestamp?
        var isStopped = false
        var network: NetworkWatch?
    }

    let settings: ClientSettings
    let api: any ApplicationRoutes
    let realtime: RealtimeClient
    let state: Mutex<State>
    let clock: @Sendable () -> Timestamp
    let sink: @Sendable ([EngineEvent]) -> Void
    let socketID: SocketIDBox
    private let logger: Logger
    private let relay: Relay<[RealtimeEvent]>
    private let loop: any EventLoop
    private let isReplay: Bool

    /// The id of the connection that stands, for the requests that carry it.
    final class SocketIDBox: Sendable {
        let value = Mutex<String?>(nil)
    }

    /// - Parameters:
    ///   - replaying: a recording in the place of network and application.
    ///   - recorder: keeps every frame.
    ///   - resume: the stored cursor and the time of the last contact; nil on the first start ever.
    ///   - clock: the wall clock; one place reads it.
    init(
        settings: ClientSettings, token: String, replaying: Replay? = nil, recorder: Recorder? = nil,
        group: any EventLoopGroup, resume: (cursor: String?, lastContact: Timestamp)?, project: String?,
        logger: Logger, clock: @escaping @Sendable () -> Timestamp,
        sink: @escaping @Sendable ([EngineEvent]) -> Void
    ) throws(Failure) {
        let socketID = SocketIDBox()
        self.socketID = socketID
        let api: any ApplicationRoutes
        if let replaying {
            api = replaying.application
        } else {
            do throws(APIError) {
                api = try APIClient(configuration: settings.api, token: token) {
                    socketID.value.withLock { $0 }
                }
            } catch { throw Failure(.configuration, error.description) }
        }
        self.api = api
        let identity = Identity(userID: settings.userID, name: nil, handles: settings.handles)
        self.settings = settings
        self.clock = clock
        if let recorder {
            self.sink = { events in
                recorder.record(events)
                sink(events)
            }
        } else {
            self.sink = sink
        }
        self.logger = logger
        loop = group.next()
        isReplay = replaying != nil
        state = Mutex(
            State(
                interpreter: EventInterpreter(
                    identity: identity, patterns: settings.patterns, namespace: settings.namespace,
                    taskURL: settings.taskURL, catalogue: settings.catalogue
                ),
                identity: identity, project: project, projects: settings.projects.map(\.id),
                catchUp: CatchUpState(cursor: resume?.cursor, lastContact: resume?.lastContact),
                lateChannels: LateChannels(hasHistory: resume != nil)
            )
        )
        let relay = Relay<[RealtimeEvent]>()
        self.relay = relay
        realtime = RealtimeClient(
            configuration: settings.realtime, group: group, logger: logger,
            authorise: { channel, socketID in await api.authorisation(channel: channel, socketID: socketID) },
            onEvents: { relay($0) }, onTransport: recorder?.onTransport,
            replaying: replaying?.transport
        )
    }

    /// Where an earlier run ended, by what its store knows; nil at the first start.
    static func resume(_ fact: (String) -> String?) -> (cursor: String?, lastContact: Timestamp)? {
        fact("last_contact").flatMap { Int64($0) }.map { contact in
            (cursor: fact("cursor"), lastContact: Timestamp(milliseconds: contact))
        }
    }

    // MARK: What the program asks for

    /// Opens the connection and asks the application who I am. Returns at once.
    func start() {
        relay.connect { [weak self] in self?.received($0) }
        for channel in settings.standingChannels(user: settings.userID) { realtime.subscribe(channel) }
        if let project = state.withLock({ $0.project }) {
            for channel in settings.channels(ofProject: project) { realtime.subscribe(channel) }
        }
        if !settings.projects.isEmpty { sink([.projects(settings.projects)]) }
        identify()
        realtime.connect()
        guard !isReplay else { return }
        let watch = NetworkWatch { [weak self] in self?.networkChanged() }
        state.withLock { $0.network = watch }
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

    /// Measures the round trip; a connection that is busy is never pinged by itself.
    func measure() { realtime.measure() }

    /// The network changed, or the machine woke up.
    func networkChanged() { realtime.networkChanged() }

    func metrics() async -> Metrics { await realtime.metrics() }

    /// Up to when the feed is complete.
    var ledger: Ledger { state.withLock { $0.catchUp.ledger } }

    /// Closes the connection with 1000 and lets go of everything.
    func stop() async {
        relay.disconnect()
        state.withLock { state in
            state.isStopped = true
            state.network = nil
            state.timer?.cancel()
            for fetch in state.fetches.values { fetch.cancel() }
            state.fetches = [:]
        }
        await realtime.disconnect()
        await api.shutdown()
    }

    // MARK: Time

    /// One timer, for the next moment at which a fetch, a whisper or a retry is due.
    func schedule() {
        let now = clock()
        state.withLock { state in
            let due = [state.tasks.deadline, state.whispers.deadline, state.catchUp.retryAt]
                .compactMap { $0 }.min()
            guard due != state.timerDue, !state.isStopped else { return }
            state.timer?.cancel()
            state.timer = nil
            state.timerDue = due
            guard let due else { return }
            let wait = max(0, min(due.milliseconds(since: now), 3_600_000))
            state.timer = loop.scheduleTask(in: .milliseconds(wait)) { [weak self] in self?.timerFired() }
        }
    }

    private func timerFired() {
        let now = clock()
        let (fetches, retries) = state.withLock { state in
            state.timer = nil
            state.timerDue = nil
            return (state.tasks.takeDue(now: now), state.catchUp.retryAt.map { $0 <= now } ?? false)
        }
        for task in fetches { fetch(task) }
        tellPlace(now: now)
        if retries { catchUp() }
        schedule()
    }
}
