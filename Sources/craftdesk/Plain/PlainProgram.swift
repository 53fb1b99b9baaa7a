import App
import Feed
import Foundation
import Logging
import NIOPosix
import Store

/// Runs plain mode: standard input line by line, the engine's events, lines on standard output. Store, engine and
/// hook are those of the screen, and several programs on one store hear of each other's marks.
@MainActor
final class PlainProgram: FeedProgram {
    let engine: Engine
    let keeper: StoreKeeper
    let hook: HookRunner?
    private var session: PlainSession
    private let inbox: Inbox<Input>
    private var ending: CheckedContinuation<ExitStatus, Never>?
    private let timer = TickTimer()
    /// Lines to be written once everything that waits was let in.
    private var lines: [String] = []

    var model: Model { session.model }

    /// What a run is made of.
    struct Setup {
        var settings: ClientSettings
        var token: String
        /// nil keeps nothing.
        var storePath: String?
        var retention: Retention
        var policy: DeliveryPolicy
        var preferences: Preferences
        var workspaceName: String
        var hook: HookRunner?
        var logger: Logger
    }

    enum Input: Sendable {
        case event(EngineEvent)
        case news(StoreNews)
        case line(String)
        case end(ExitStatus)
    }

    private init(
        session: PlainSession, engine: Engine, keeper: StoreKeeper, hook: HookRunner?, inbox: Inbox<Input>
    ) {
        self.session = session
        self.engine = engine
        self.keeper = keeper
        self.hook = hook
        self.inbox = inbox
    }

    private final class Wake: @unchecked Sendable {
        // Touched on the main actor only; the inbox calls on the main queue.
        @MainActor weak var program: PlainProgram?
        nonisolated init() {}
    }

    /// Runs until the end of the input, `quit` or a signal.
    static func run(_ setup: Setup) async throws -> ExitStatus {
        let wake = Wake()
        let inbox = Inbox<Input> { MainActor.assumeIsolated { wake.program?.drain() } }
        let keeper = StoreKeeper(path: setup.storePath, retention: setup.retention) { news in
            inbox.put(.news(news))
        }
        var preferences = setup.preferences
        preferences.hasStore = keeper.isBacked
        preferences.runsHook = setup.hook != nil
        let project = keeper.lastProject
        var session = PlainSession(
            project: project, preferences: preferences, workspaceName: setup.workspaceName,
            now: ScreenProgram.now())
        session.fill { keeper.fill(&$0, policy: setup.policy) }
        let engine = try Engine(
            settings: setup.settings, token: setup.token, group: MultiThreadedEventLoopGroup.singleton,
            resume: keeper.resume, project: project, logger: setup.logger, clock: { ScreenProgram.now() },
            sink: { inbox.put($0.map { .event($0) }) })
        let program = PlainProgram(
            session: session, engine: engine, keeper: keeper, hook: setup.hook, inbox: inbox)
        wake.program = program
        let status = await program.run()
        await engine.stop()
        program.noteContact()
        await keeper.close()
        return status
    }

    private func run() async -> ExitStatus {
        if let complaint = keeper.complaint { Output.line(complaint.description) }
        perform(session.greeting())
        writeLines()
        keeper.settle()
        send(.duty(keeper.isOnDuty))
        engine.start()
        let inbox = inbox
        // Reading waits for whoever types: a thread of its own, which the end of the program ends.
        Thread.detachNewThread {
            while let line = readLine() { inbox.put(.line(line)) }
            inbox.put(.end(.done))
        }
        let signals = Task { inbox.put(.end(await Signals.wait())) }
        defer {
            Signals.stopWaiting()
            signals.cancel()
            timer.cancel()
        }
        return await withCheckedContinuation { ending = $0 }
    }

    func send(_ message: Message) {
        perform(session.receive(message, now: ScreenProgram.now()))
        keeper.count({ session.rowQuestions() }, context: model.timeline.context)
        if let moment = model.recountMoment { keeper.recount(moment) }
        scheduleTick()
    }

    private func drain() {
        for input in inbox.takeAll() {
            switch input {
            case .event(let event): received(event)
            case .news(let news): received(news)
            case .line(let line):
                perform(session.enter(line, now: ScreenProgram.now()))
                scheduleTick()
            case .end(let status): end(status)
            }
        }
        writeLines()
    }

    private func end(_ status: ExitStatus) {
        ending?.resume(returning: status)
        ending = nil
    }

    private func perform(_ actions: [PlainAction]) {
        for action in actions {
            switch action {
            case .say(let line): lines.append(line)
            // What else there is belongs to a screen.
            case .effect(let effect): _ = performed(effect)
            case .quit: end(.done)
            }
        }
    }

    private func writeLines() {
        Output.lines(lines)
        lines = []
    }

    /// For the next moment at which something comes back that was put off or muted.
    private func scheduleTick() {
        timer.set(model.policy.nextEnd, now: ScreenProgram.now()) { [weak self] in
            self?.send(.tick)
            self?.writeLines()
        }
    }
}
