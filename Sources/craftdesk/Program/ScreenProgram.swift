import App
import Dispatch
import Feed
import Foundation
import Logging
import NIOCore
import PusherCore
import Realtime
import Screen
import Store
import Terminal

/// The program with a screen: one loop on the main actor that owns the model and the terminal. Everything
/// from outside comes through the inbox, a key as well as an event.
@MainActor
final class ScreenProgram {
    private let terminal: CursesTerminal
    private let engine: Engine
    private let keeper: StoreKeeper
    private let inbox: Inbox<EngineEvent>
    private var model: Model
    private let setup: Setup
    private var hook: HookRunner?
    private let frameFile: FrameFile?
    private var ending: CheckedContinuation<ExitStatus, Never>?
    private var timer: (any DispatchSourceTimer)?
    private var isPaintScheduled = false
    private var lastPaint = DispatchTime(uptimeNanoseconds: 0)

    /// How long the last frame took to draw, and how much has come since.
    private var paintCost = 0
    private var arrivals = 0

    /// Frames a second at most while much comes in.
    private static let frameTime = DispatchTimeInterval.milliseconds(16)

    private init(
        terminal: CursesTerminal, engine: Engine, keeper: StoreKeeper, inbox: Inbox<EngineEvent>,
        model: Model,
        setup: Setup, hook: HookRunner?
    ) {
        self.setup = setup
        self.hook = hook
        frameFile = FrameFile(environment: setup.environment)
        self.terminal = terminal
        self.engine = engine
        self.keeper = keeper
        self.inbox = inbox
        self.model = model
    }

    /// What a run is made of.
    struct Setup {
        var configuration: Configuration
        var settings: ClientSettings
        var token: String
        var environment: [String: String]
        var terminal: TerminalOptions
        /// Reads the configuration again (SIGUSR1).
        var reload: () throws -> Configuration
        var options: GlobalOptions
        /// nil keeps nothing.
        var storePath: String?
        var keymap: Keymap
        var workspaceName: String
        var group: any EventLoopGroup
        var logger: Logger
    }

    /// Runs until the user or a signal ends it.
    static func run(_ setup: Setup) async throws -> ExitStatus {
        let terminal: CursesTerminal
        do { terminal = try CursesTerminal(environment: setup.environment, options: setup.terminal) } catch {
            throw Failure(.usage, error.description)
        }
        defer { terminal.close() }
        let wake = Wake()
        let keeper = StoreKeeper(path: setup.storePath, retention: setup.configuration.retention) { news in
            DispatchQueue.main.async { MainActor.assumeIsolated { wake.program?.received(news) } }
        }
        let (width, height) = terminal.size
        var model = Model(
            width: width, height: height, isUTF8: terminal.isUTF8, now: now(),
            workspaceName: setup.workspaceName,
            keymap: setup.keymap, project: keeper.fact("project").flatMap { $0.isEmpty ? nil : $0 }
        )
        model.secondsFromUTC = Int64(TimeZone.current.secondsFromGMT())
        model.showsClock = setup.configuration[\.clock]
        model.ringsBell = setup.configuration[\.bell]
        model.marksReadOnOpen = setup.configuration[\.markRead] == .open
        let inbox = Inbox<EngineEvent> { MainActor.assumeIsolated { wake.program?.drain() } }
        let resume = keeper.fact("last_contact").flatMap { Int64($0) }.map { contact in
            (cursor: keeper.fact("cursor"), lastContact: Timestamp(milliseconds: contact))
        }
        let engine = try Engine(
            settings: setup.settings, token: setup.token, group: setup.group, resume: resume,
            project: model.project,
            logger: setup.logger, clock: { now() }, sink: { inbox.put($0) }
        )
        model.notifiesOutside = terminal.notificationWay != nil
        let hook = HookRunner(setup.configuration, environment: setup.environment, logger: setup.logger)
        model.runsHook = hook != nil
        let program = ScreenProgram(
            terminal: terminal, engine: engine, keeper: keeper, inbox: inbox, model: model, setup: setup,
            hook: hook)
        wake.program = program
        let status = await program.run()
        await engine.stop()
        program.noteContact()
        await keeper.close()
        return status
    }

    private final class Wake: @unchecked Sendable {
        // Touched on the main actor only; the inbox calls on the main queue.
        @MainActor weak var program: ScreenProgram?
        nonisolated init() {}
    }

    nonisolated static func now() -> Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    }

    private func run() async -> ExitStatus {
        if let start = keeper.start {
            send(.stored(start.page.entries.map { ($0.notification, $0.marks) }, unread: start.unread))
        }
        if let complaint = keeper.complaint { send(.problem(complaint.description)) }
        terminal.onInput = { [weak self] in self?.received($0) }
        paint()
        keeper.settle()
        engine.start()
        return await withCheckedContinuation { ending = $0 }
    }

    private func end(_ status: ExitStatus) {
        ending?.resume(returning: status)
        ending = nil
    }

    private func received(_ input: TerminalInput) {
        switch input {
        case .key(.control("c")) where model.overlay == .none: end(.interrupted)
        case .key(let key): send(.key(key))
        case .resized(let width, let height): send(.resized(width: width, height: height))
        case .mouse(let event): send(.mouse(event))
        case .pasted(let text): send(.pasted(text))
        case .focused(let isFocused): send(.focused(isFocused))
        case .reload: reload()
        case .hungUp: end(.hungUp)
        case .interrupted: end(.interrupted)
        case .terminated: end(.terminated)
        }
    }

    /// SIGUSR1: themes, keys and hooks as the files have them now; a mistake in them changes nothing.
    private func reload() {
        do {
            let configuration = try setup.reload()
            let options = try setup.options.terminalOptions(configuration)
            model.keymap = try configuration.keymap()
            terminal.configure(options)
            model.notifiesOutside = terminal.notificationWay != nil
            hook = HookRunner(configuration, environment: setup.environment, logger: setup.logger)
            model.runsHook = hook != nil
            send(.problem("the configuration was read again"))
        } catch { send(.problem("\(error)")) }
    }

    // MARK: The loop

    private func send(_ message: Message) {
        for effect in update(&model, message, now: Self.now()) { perform(effect) }
        if keeper.isBacked, model.isNearEndOfList {
            keeper.loadOlder(
                model.timeline.scope, after: model.lastEntryOfList, context: model.timeline.context)
        }
        schedulePaint()
    }

    private func drain() {
        let events = inbox.takeAll()
        for event in events {
            if case .arrived(let notifications) = event { arrivals += notifications.count }
            received(event)
        }
    }

    private func received(_ event: EngineEvent) {
        switch event {
        case .connection(let state): connection(state)
        case .established: keep("last_contact", String(Self.now().milliseconds))
        case .reconnecting(_, let delay):
            let wait = Int64(delay / .milliseconds(1))
            if case .offline(let since, _) = model.connection {
                send(.connection(.offline(since: since, retryAt: Self.now().advanced(byMilliseconds: wait))))
            }
        case .subscription(let channel, .refused(_, let message)):
            // A presence channel is a nicety: without one nothing is missed.
            if !channel.hasPrefix("presence-") { send(.problem(message + ".")) }
        case .subscription, .presence, .roundTrip: break
        case .identity(let identity): send(.identity(identity))
        case .projects(let projects): received(projects)
        case .arrived(let notifications): send(.arrived(notifications))
        case .history(let notifications): send(.history(notifications))
        case .recovered(let notifications, let outage): send(.recovered(notifications, outage))
        case .whisper(let whisper, _): send(.whisper(whisper))
        case .cursor(let cursor):
            keep("cursor", cursor)
            noteContact()
        case .task(let task): send(.task(Model.TaskPage(task)))
        case .actionSucceeded: break
        case .actionRefused(_, let sentence, let newer):
            if let newer { send(.task(Model.TaskPage(newer))) }
            send(.problem(sentence))
        case .needsLogin(let problem): send(.problem(problem.description))
        case .problem(let problem):
            send(
                problem.fatal == nil
                    ? .problem(problem.description) : .connection(.failed(problem.description)))
        }
    }

    private func received(_ projects: [Project]) {
        let isFirst = model.projects.isEmpty
        send(.projects(projects))
        // The first start shows the first project; later what was last in view.
        if isFirst, model.project == nil, keeper.fact("project") == nil, let first = projects.first {
            send(.key(model.keymap.keys(of: .project).first ?? .character("1")))
            _ = first
        }
    }

    private func connection(_ state: ConnectionState) {
        switch state {
        case .connected: send(.connection(.live))
        case .initialized, .connecting, .unavailable:
            switch model.connection {
            case .offline: break
            case .connecting where state != .unavailable: break
            case .live, .connecting, .failed: send(.connection(.offline(since: Self.now(), retryAt: nil)))
            }
        case .failed:
            if case .failed = model.connection { break }
            send(.connection(.failed(model.status ?? "the server refuses the connection")))
        case .disconnected: break
        }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .store(let notifications, let marks):
            keeper.write([.append(notifications, marks)])
        case .change(let change): keeper.write([.change(change)])
        case .viewProject(let project):
            engine.view(project: project)
            keep("project", project ?? "")
        case .fetchTask(let id): engine.fetchTask(id)
        case .assignToMe(let task): engine.assignToMe(task: task)
        case .fetchFacts: fetchFacts()
        case .retry: engine.retryNow()
        case .bell: terminal.bell()
        case .notify(let notification):
            terminal.notify(title: "craftdesk", body: notification.text)
        case .hook(let notification): if keeper.isOnDuty { hook?.run(notification) }
        case .copy(let text): send(.problem(Self.sentence(terminal.copy(text))))
        case .redraw: terminal.redraw()
        case .suspend: terminal.suspend()
        case .quit: end(.done)
        }
    }

    private static func sentence(_ outcome: CursesTerminal.CopyOutcome) -> String {
        switch outcome {
        case .copied: "copied"
        case .notTaken:
            "this terminal isn't known to take copies (OSC 52); notify.clipboard = \"on\" tries anyway"
        case .tooLong(let limit): "too long to copy: terminals take \(limit) bytes"
        }
    }

    private func fetchFacts() {
        Task {
            let metrics = await engine.metrics()
            func seconds(_ time: Duration?) -> String { time.map { "\($0.components.seconds) s" } ?? "-" }
            send(
                .facts([
                    ("up for", seconds(metrics.uptime)), ("connections made", "\(metrics.connections)"),
                    ("channels", "\(metrics.channels)"), ("messages received", "\(metrics.messagesReceived)"),
                    ("bytes received", "\(metrics.bytesReceived)"),
                    ("messages sent", "\(metrics.messagesSent)"),
                    ("round trip", metrics.roundTrip.map { "\($0 / .milliseconds(1)) ms" } ?? "-"),
                ]))
        }
    }

    // MARK: Store

    private func keep(_ name: String, _ value: String) { keeper.keep(name, value) }

    private func noteContact() {
        if case .live = model.connection { keep("last_contact", String(Self.now().milliseconds)) }
    }

    private func received(_ news: StoreNews) {
        switch news {
        case .older(let entries): send(.stored(entries.map { ($0.notification, $0.marks) }, unread: nil))
        case .marks(let marks): send(.changedElsewhere(marks.changes, marks.entries))
        case .trouble(let error):
            send(.backed(false))
            send(.problem(error.description))
        case .recovered:
            send(.backed(true))
            send(.problem("The store is written again; nothing was lost."))
        case .onDuty: break
        }
    }

    // MARK: Painting

    /// At once when the last frame is old enough, else when it is: at most 60 frames a second.
    private func schedulePaint() {
        guard !isPaintScheduled else { return }
        // What comes alone is shown at once, as long as drawing leaves two thirds of the time to the rest.
        let isFlood = arrivals > 8
        let pause = DispatchTimeInterval.nanoseconds(min(3 * paintCost, 16_000_000))
        let due = lastPaint + (isFlood ? Self.frameTime : pause)
        isPaintScheduled = true
        DispatchQueue.main.asyncAfter(deadline: max(due, .now())) { [weak self] in
            MainActor.assumeIsolated { self?.paint() }
        }
    }

    private func paint() {
        isPaintScheduled = false
        lastPaint = .now()
        arrivals = 0
        let frame = view(model)
        terminal.present(frame.buffer, title: frame.title)
        paintCost = Int(clamping: DispatchTime.now().uptimeNanoseconds &- lastPaint.uptimeNanoseconds)
        frameFile?.write(frame.buffer)
        scheduleTick()
    }

    /// One timer, for the next moment at which something on the screen changes by itself.
    private func scheduleTick() {
        timer?.cancel()
        timer = nil
        guard let due = model.wakesAt else { return }
        let wait = max(10, due.milliseconds(since: Self.now()))
        let source = DispatchSource.makeTimerSource(queue: .main)
        source.schedule(
            deadline: .now() + .milliseconds(Int(min(wait, 86_400_000))), leeway: .milliseconds(50))
        source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.send(.tick) } }
        source.resume()
        timer = source
    }
}
