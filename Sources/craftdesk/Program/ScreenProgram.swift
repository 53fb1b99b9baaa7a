import App
import Dispatch
import Feed
import Foundation
import Logging
import NIOCore
import Store
import Terminal

/// The program with a screen: one loop on the main actor that owns the model and the terminal. Everything
/// from outside comes through the inbox, a key as well as an event. What comes in is in
/// `ScreenProgram+Events`, what goes out in `ScreenProgram+Effects`.
@MainActor
final class ScreenProgram: FeedProgram {
    let terminal: CursesTerminal
    let engine: Engine
    let keeper: StoreKeeper
    var setup: Setup
    var model: Model
    var hook: HookRunner?
    private let inbox: Inbox<Incoming>
    private let frameFile: FrameFile?
    private var ending: CheckedContinuation<Void, Never>?
    private var outcome = Ending.exit(.done)
    /// When the round trip was measured last for the connection panel.
    var lastMeasure = Timestamp(milliseconds: 0)
    private let timer = TickTimer()
    private var isPaintScheduled = false
    private var hasStopped = false
    private var pace = FramePace()

    /// What comes from other threads.
    enum Incoming: Sendable {
        case engine(EngineEvent)
        case message(Message)
        case store(StoreNews)
    }

    private init(
        terminal: CursesTerminal, engine: Engine, keeper: StoreKeeper, inbox: Inbox<Incoming>, model: Model,
        setup: Setup, hook: HookRunner?
    ) {
        self.terminal = terminal
        self.engine = engine
        self.keeper = keeper
        self.inbox = inbox
        self.model = model
        self.setup = setup
        self.hook = hook
        frameFile = FrameFile(environment: setup.environment)
    }

    /// What a run is made of.
    struct Setup {
        var configuration: Configuration
        var settings: ClientSettings
        var token: String
        /// Where it comes from and a new one goes; nil for one that is this run's own.
        var tokenSource: TokenSource?
        var environment: [String: String]
        var terminal: TerminalOptions
        /// Reads the configuration again (SIGUSR1).
        var reload: () throws -> Configuration
        var options: GlobalOptions
        /// nil keeps nothing.
        var storePath: String?
        var preferences: Preferences
        var workspaceName: String
        var group: any EventLoopGroup
        var logger: Logger
        /// A recording in the place of network and application.
        var replaying: Replay?
        /// The same for another `[profile.NAME]`, nil being the file's own sections; where there can be one.
        var other: ((String?) throws -> Setup)?
    }

    /// How a run ends.
    enum Ending {
        case exit(ExitStatus)
        /// Goes on with another profile.
        case other(Setup)
    }

    /// Runs until the user or a signal ends it, on the terminal of standard input and output.
    static func run(_ setup: Setup) async throws -> ExitStatus {
        let terminal = try open(setup.environment, setup.terminal)
        defer { terminal.close() }
        return try await run(setup, on: terminal)
    }

    static func open(_ environment: [String: String], _ options: TerminalOptions) throws(Failure)
        -> CursesTerminal
    {
        do { return try CursesTerminal(environment: environment, options: options) } catch {
            throw Failure(.usage, error.description)
        }
    }

    /// Runs until the user or a signal ends it, with one profile after the other.
    static func run(_ setup: Setup, on terminal: CursesTerminal) async throws -> ExitStatus {
        var setup = setup
        while true {
            switch try await runOnce(setup, on: terminal) {
            case .exit(let status): return status
            case .other(let next):
                setup = next
                terminal.configure(next.terminal)
            }
        }
    }

    private static func runOnce(_ setup: Setup, on terminal: CursesTerminal) async throws -> Ending {
        let policy = try setup.configuration.deliveryPolicy()
        let wake = Wake()
        let inbox = Inbox<Incoming> { MainActor.assumeIsolated { wake.program?.drain() } }
        let keeper = StoreKeeper(path: setup.storePath, retention: setup.configuration.retention) { news in
            inbox.put(.store(news))
        }
        let hook = HookRunner(setup.configuration, environment: setup.environment, logger: setup.logger)
        var preferences = setup.preferences
        preferences.isUTF8 = terminal.isUTF8
        preferences.zone = .current
        preferences.hasStore = keeper.isBacked
        preferences.notifiesOutside = terminal.notificationWay != nil
        preferences.runsHook = hook != nil
        preferences.acceptsAnyCertificate = setup.settings.acceptsAnyCertificate && setup.replaying == nil
        let (width, height) = terminal.size
        var model = Model(
            width: width, height: height, now: now(), workspaceName: setup.workspaceName,
            preferences: preferences, project: keeper.lastProject)
        keeper.fill(&model, policy: policy)
        let engine = try Engine(
            settings: setup.settings, token: setup.token, replaying: setup.replaying, group: setup.group,
            resume: keeper.resume, project: model.project, logger: setup.logger, clock: { now() },
            sink: { events in inbox.put(events.map(Incoming.engine)) }
        )
        let program = ScreenProgram(
            terminal: terminal, engine: engine, keeper: keeper, inbox: inbox, model: model, setup: setup,
            hook: hook)
        wake.program = program
        let ending = await program.run()
        terminal.onInput = { _ in }
        program.stop()
        await engine.stop()
        program.noteContact()
        await keeper.close()
        return ending
    }

    private final class Wake: @unchecked Sendable {
        // Touched on the main actor only; the inbox calls on the main queue.
        @MainActor weak var program: ScreenProgram?
        nonisolated init() {}
    }

    nonisolated static func now() -> Timestamp {
        Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    }

    private func run() async -> Ending {
        terminal.onInput = { [weak self] in self?.received($0) }
        if let complaint = keeper.complaint {
            send(.storeProblem(complaint.description))
            if !keeper.isBacked { send(.backed(false)) }
        }
        paint()
        keeper.settle()
        send(.duty(keeper.isOnDuty))
        engine.start()
        await withCheckedContinuation { ending = $0 }
        return outcome
    }

    func end(_ status: ExitStatus) { end(.exit(status)) }

    private func end(_ outcome: Ending) {
        guard let ending else { return }
        // What is being written is kept.
        send(.closing)
        self.outcome = outcome
        self.ending = nil
        ending.resume()
    }

    /// Another profile takes the screen; one that can't be used says why and changes nothing.
    func open(profile name: String?) {
        do {
            guard let next = try setup.other?(name) else { return }
            end(.other(next))
        } catch { send(.problem("\(error)")) }
    }

    /// Nothing is drawn any more.
    private func stop() {
        timer.cancel()
        hasStopped = true
    }

    // MARK: The loop

    func send(_ message: Message) {
        for effect in update(&model, message, now: Self.now()) { perform(effect) }
        if keeper.isBacked, model.isNearEndOfList {
            keeper.loadOlder(
                model.timeline.scope, after: model.lastEntryOfList, context: model.timeline.context)
        }
        if keeper.isBacked {
            keeper.count({ model.rowQuestions() }, context: model.timeline.context)
            if let moment = model.recountMoment { keeper.recount(moment) }
        }
        schedulePaint()
    }

    /// Says something from another thread.
    nonisolated var post: @Sendable (Message) -> Void { { [inbox] in inbox.put(.message($0)) } }

    private func drain() {
        for item in inbox.takeAll() {
            switch item {
            case .engine(let event): received(event)
            case .message(let message): send(message)
            case .store(let news): received(news)
            }
        }
    }

    // MARK: Painting

    /// At once where the pace has a frame left, else when it has one again.
    private func schedulePaint() {
        guard !isPaintScheduled else { return }
        isPaintScheduled = true
        let due = DispatchTime(uptimeNanoseconds: pace.due(at: DispatchTime.now().uptimeNanoseconds))
        DispatchQueue.main.asyncAfter(deadline: due) { [weak self] in
            MainActor.assumeIsolated { self?.paint() }
        }
    }

    private func paint() {
        isPaintScheduled = false
        guard !hasStopped else { return }
        let start = DispatchTime.now().uptimeNanoseconds
        let frame = view(model)
        terminal.present(frame.buffer, title: frame.title)
        frameFile?.write(frame.buffer)
        pace.painted(from: start, to: DispatchTime.now().uptimeNanoseconds)
        scheduleTick()
    }

    /// For the next moment at which something on the screen changes by itself.
    private func scheduleTick() {
        timer.set(model.wakesAt, now: Self.now()) { [weak self] in self?.send(.tick) }
    }
}
