import API
import Feed
import Synchronization

/// What was missed while there was no contact.
extension Engine {
    /// Asks from the last known cursor on. Called once a channel is subscribed: from then on what is new comes
    /// over the socket, so that nothing falls between the two.
    func catchUp() {
        let start: CatchUpState.Start? = state.withLock { state in
            state.lateChannels.asked()
            state.catchUp.isHeld = !state.lateChannels.isSettled
            return state.catchUp.begin()
        }
        if let start { run(start) }
    }

    /// Asks from an earlier point on: an earlier run's contact ended there, which wasn't known at the start.
    func catchUp(from cursor: String) {
        let asks = state.withLock { state in
            state.catchUp.resume(from: cursor)
            return !state.subscribed.isEmpty
        }
        if asks { catchUp() }
    }

    private static let catchingUp = "Catching up"

    private func run(_ start: CatchUpState.Start) {
        guard api.canCatchUp, !state.withLock({ $0.catchUp.isMissing }) else {
            return finish(CatchUp.Result(cursor: nil, isComplete: start.isFirst), start)
        }
        Task { [self] in
            sink([.working(Self.catchingUp, nil)])
            defer { sink([.working(Self.catchingUp, 1)]) }
            do throws(APIError) {
                var fetch = CatchUp { [api, settings] after, limit throws(APIError) in
                    try await api.events(workspace: settings.workspace, after: after, limit: limit)
                }
                fetch.onPage = { [sink] in sink([.working(Self.catchingUp, $0)]) }
                finish(try await fetch.run(after: start.after, now: clock()), start)
            } catch {
                failed(error, start)
            }
            schedule()
        }
    }

    private func finish(_ result: CatchUp.Result, _ start: CatchUpState.Start) {
        let now = clock()
        var next: CatchUpState.Start?
        let output: [EngineEvent] = state.withLock { state in
            let notifications = result.events.map { state.interpreter.interpret($0) }
            let (outcome, again) = state.catchUp.finished(
                result, notifications, projects: state.projects, ticket: start.ticket, now: now)
            next = again
            var output: [EngineEvent] = []
            switch outcome {
            case .void: return []
            case .history: output.append(.history(notifications))
            case .recovered(let outage?): output.append(.recovered(notifications, outage))
            case .recovered(nil):
                // A channel that came later: nothing was lost, and what it brings is known or new.
                if !notifications.isEmpty {
                    output.append(.recovered(notifications, Outage(from: now, to: now, isComplete: true)))
                }
            }
            for notification in notifications { state.tasks.changed(notification, now: now) }
            if let cursor = state.catchUp.cursor { output.append(.cursor(cursor)) }
            if result.isHistoryGone { output.append(.problem(.historyGone)) }
            if result.hasGoneBack { output.append(.problem(.historyWentBack)) }
            return output
        }
        if !output.isEmpty { sink(output) }
        if let next { run(next) }
    }

    private func failed(_ error: APIError, _ start: CatchUpState.Start) {
        switch error {
        case .notFound:
            // Found out once: from now on an outage is a gap that nobody can fill.
            if state.withLock({ $0.catchUp.isMissingFromNowOn() }) { sink([.problem(.noHistory(error))]) }
            finish(CatchUp.Result(cursor: nil, isComplete: start.isFirst), start)
        default:
            let now = clock()
            let (isNews, outage) = state.withLock { $0.catchUp.failed(ticket: start.ticket, now: now) }
            var output: [EngineEvent] = []
            if isNews { output += told(error) }
            if let outage { output.append(.recovered([], outage)) }
            if !output.isEmpty { sink(output) }
        }
    }
}

extension Problem {
    static func noHistory(_ error: APIError) -> Problem {
        Problem(
            code: 404, message: "\(error.message), so what is missed while offline can't be fetched",
            hint:
                "add the route (Resources/laravel-events-endpoint.md), or set app.events_path, to \"\" for none"
        )
    }

    static let historyWentBack = Problem(
        message: "the application's history ends before what was fetched from it already",
        hint:
            "ask whether its database was emptied or put back; what came in between is not known to be complete"
    )

    static let historyGone = Problem(
        message: "the application's history no longer reaches back to the last contact",
        hint: "what is older than its oldest entry is on the web pages of the tasks alone"
    )
}
