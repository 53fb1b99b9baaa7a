import ArgumentParser
import Dispatch
import Feed
import Foundation
import Logging
import NIOPosix
import PusherCore
import Store
import Terminal

/// `craftdesk plain`: the same engine with lines instead of a screen, for screen readers, braille lines and
/// terminals that can't move their cursor.
struct PlainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plain",
        abstract: "The accessible interface: appended lines, commands by words and numbers.",
        discussion: example(
            "craftdesk plain",
            "For a screen reader, a braille line, or a terminal that can't move its cursor.")
    )

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        try await endingWell {
            let configuration = try options.configuration()
            let settings = try ClientSettings(configuration)
            let source = TokenSource(configuration, environment: options.environment, paths: options.paths)
            return try await PlainProgram.run(
                settings: settings, token: try source.token(),
                storePath: options.storePath(configuration, settings),
                environment: options.environment, logger: try options.logger())
        }
    }
}

/// Runs plain mode: standard input line by line, the engine's events, lines on standard output.
@MainActor
final class PlainProgram {
    private var session: PlainSession
    private let store: FeedStore?
    private let inbox: Inbox<Input>
    private var engine: Engine?
    private var ending: CheckedContinuation<ExitStatus, Never>?

    enum Input: Sendable {
        case event(EngineEvent)
        case line(String)
        case end(ExitStatus)
    }

    private init(session: PlainSession, store: FeedStore?, inbox: Inbox<Input>) {
        self.session = session
        self.store = store
        self.inbox = inbox
    }

    private final class Wake: @unchecked Sendable {
        // Touched on the main actor only; the inbox calls on the main queue.
        @MainActor weak var program: PlainProgram?
        nonisolated init() {}
    }

    /// Runs until the end of the input, `quit` or a signal.
    static func run(
        settings: ClientSettings, token: String, storePath: String?, environment: [String: String],
        logger: Logger
    ) async throws -> ExitStatus {
        var store: FeedStore?
        if let storePath {
            do throws(StoreError) { store = try FeedStore(path: storePath) } catch {
                Output.line(error.description)
            }
        }
        let project = store?.fact("project").flatMap { $0.isEmpty ? nil : $0 }
        let wake = Wake()
        let inbox = Inbox<Input> { MainActor.assumeIsolated { wake.program?.drain() } }
        let session = PlainSession(
            project: project, isUTF8: TerminalCharacters.areUTF8(environment: environment))
        let program = PlainProgram(session: session, store: store, inbox: inbox)
        wake.program = program
        let resume = store?.fact("last_contact").flatMap { Int64($0) }.map { contact in
            (cursor: store?.fact("cursor"), lastContact: Timestamp(milliseconds: contact))
        }
        let engine = try Engine(
            settings: settings, token: token, group: MultiThreadedEventLoopGroup.singleton, resume: resume,
            project: project, logger: logger, clock: { ScreenProgram.now() },
            sink: { inbox.put($0.map { .event($0) }) })
        program.engine = engine
        let status = await program.run(engine)
        await engine.stop()
        store?.close()
        return status
    }

    private func run(_ engine: Engine) async -> ExitStatus {
        if let store {
            do throws(StoreError) { session.load(try store.load(limit: 2000)) } catch {
                Output.line(error.description)
            }
        }
        perform(session.greeting())
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
        }
        return await withCheckedContinuation { ending = $0 }
    }

    private func drain() {
        let now = ScreenProgram.now()
        for input in inbox.takeAll() {
            switch input {
            case .event(let event): perform(session.receive(event, now: now))
            case .line(let line): perform(session.enter(line, now: now))
            case .end(let status): end(status)
            }
        }
    }

    private func end(_ status: ExitStatus) {
        ending?.resume(returning: status)
        ending = nil
    }

    private func perform(_ actions: [PlainAction]) {
        var lines: [String] = []
        for action in actions {
            switch action {
            case .say(let line): lines.append(line)
            case .store(let notifications, let marks):
                write { (store) throws(StoreError) in try store.append(notifications, marks: marks) }
            case .change(let change): write { (store) throws(StoreError) in try store.apply(change) }
            case .viewProject(let project):
                engine?.view(project: project)
                write { (store) throws(StoreError) in try store.setFact("project", project ?? "") }
            case .fetchTask(let id): engine?.fetchTask(id)
            case .comment(let ticket, let task, let body):
                engine?.comment(ticket: ticket, task: task, body: body)
            case .keepCursor(let cursor):
                write { (store) throws(StoreError) in
                    try store.setFact("cursor", cursor)
                    try store.setFact("last_contact", String(ScreenProgram.now().milliseconds))
                }
            case .quit: end(.done)
            }
        }
        Output.lines(lines)
    }

    private func write(_ work: (FeedStore) throws(StoreError) -> Void) {
        guard let store else { return }
        do throws(StoreError) { try work(store) } catch { Output.line(error.description) }
    }
}
