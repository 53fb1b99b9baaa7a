import Feed
import Logging
import NIOPosix
import Store

/// The engine without a screen, from its start to its end: what `tail`, `record` and `replay --json` run.
enum TailSession {
    struct Setup: Sendable {
        var settings: ClientSettings
        var token: String
        var lines: TailWriter
        /// Ends after this many seconds; nil goes on until something else ends it.
        var seconds: Double?
        /// Keeps what comes, and goes on from what was kept.
        var store: FeedStore?
        /// The project whose channels are held as that of a screen's view.
        var project: String?
        var replaying: Replay?
        var recorder: Recorder?
        var logger: Logger
    }

    /// Runs until the limit, the time, a signal, the end of the recording or a refusal.
    static func run(_ setup: Setup) async throws(Failure) -> ExitStatus {
        let lines = setup.lines
        let store = setup.store
        let resume = store.flatMap { store in Engine.resume { store.fact($0) } }
        if let store { try lines.load(store) }
        let engine = try Engine(
            settings: setup.settings, token: setup.token, replaying: setup.replaying,
            recorder: setup.recorder, group: MultiThreadedEventLoopGroup.singleton, resume: resume,
            project: setup.project, logger: setup.logger, clock: { ScreenProgram.now() },
            sink: { lines.write($0) }
        )
        engine.start()
        let status = await withTaskGroup(of: ExitStatus.self) { group in
            group.addTask { await lines.finished() }
            group.addTask { await Signals.wait() }
            if let seconds = setup.seconds {
                group.addTask {
                    // Cancelled when something else came first: the status is not looked at then.
                    try? await Task.sleep(for: .seconds(seconds))
                    return .done
                }
            }
            let first = await group.next() ?? .done
            lines.end()
            Signals.stopWaiting()
            group.cancelAll()
            return first
        }
        setup.recorder?.finish()
        await engine.stop()
        store?.close()
        return status
    }
}
