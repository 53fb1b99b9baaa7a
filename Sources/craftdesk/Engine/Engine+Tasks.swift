import API
import Feed
import JSON
import Synchronization

/// Tasks: fetching them, keeping those that are looked at up to date, and what I do to them.
extension Engine {
    // MARK: Fetching

    /// Opens a task: fetches it in the background, and again whenever an event changes it, until another one
    /// is opened or `closeTask`. The answer comes as `.task` or `.problem`.
    func fetchTask(_ id: String) {
        giveUp(state.withLock { $0.tasks.open(id) })
        fetch(id)
    }

    /// No task is open.
    func closeTask() { giveUp(state.withLock { $0.tasks.open(nil) }) }

    /// The tasks on the screen besides the open one: they are fetched once they have stayed there for a moment,
    /// and again when an event changes them.
    func watch(tasks: Set<String>) {
        let now = clock()
        let left = state.withLock { state in
            let new = tasks.filter { !state.tasks.isWatched($0) }
            defer { state.tasks.expect(new, now: now) }
            return state.tasks.show(tasks)
        }
        giveUp(left)
        schedule()
    }

    private func giveUp(_ tasks: Set<String>) {
        let fetches = state.withLock { state in tasks.compactMap { state.fetches.removeValue(forKey: $0) } }
        for fetch in fetches { fetch.cancel() }
        if !fetches.isEmpty { sink([.working(Self.fetching, 1)]) }
    }

    private static let fetching = "Fetching the task"

    func fetch(_ id: String) {
        sink([.working(Self.fetching, nil)])
        let work = Task { [self] in
            // Of a request that was cancelled another one's answer is waited for.
            defer { if !Task.isCancelled { sink([.working(Self.fetching, 1)]) } }
            do throws(APIError) {
                let task = try await api.task(id)
                let isNews = state.withLock { state in
                    guard !Task.isCancelled else { return false }
                    state.fetches[id] = nil
                    return state.tasks.isWatched(id) && state.tasks.accept(task)
                }
                if isNews { sink([.task(task)]) }
            } catch {
                guard !Task.isCancelled else { return }
                state.withLock { $0.fetches[id] = nil }
                sink(told(error))
            }
        }
        let previous = state.withLock { state in
            defer { state.fetches[id] = work }
            return state.fetches[id]
        }
        // The newer request's answer is the one to wait for.
        previous?.cancel()
    }

    // MARK: Changing

    /// Adds a comment, a reply where there is a parent.
    /// - Parameter ticket: comes back with the answer, `.actionSucceeded` or `.actionRefused`.
    func comment(ticket: Int, task: String, body: String, parent: String? = nil) {
        act(ticket) { [self] () throws(APIError) in
            let id = try await api.comment(task: task, body: body, parent: parent)
            let now = clock()
            if let id { state.withLock { $0.own.did(.comment(id: id), now: now) } }
            // The comment stands whatever becomes of this request.
            return try? await api.task(task)
        }
    }

    /// Changes a task's status.
    func setStatus(ticket: Int, task: String, to status: String) {
        act(ticket) { [self] () throws(APIError) in
            let seen = await seen(task, ticket)
            let now = clock()
            state.withLock { $0.own.did(.status(task: task, to: status), now: now) }
            return try await api.update(task: task, ["status": .string(status)], seen: seen)
        }
    }

    /// Assigns a task; to me where no user is given.
    func assign(ticket: Int, task: String, to user: String? = nil) {
        guard let user = user ?? state.withLock({ $0.identity.userID }) else {
            sink([
                .actionRefused(
                    ticket, "the application hasn't said who you are; set workspace.user_id.", newer: nil)
            ])
            return
        }
        act(ticket) { [self] () throws(APIError) in
            let seen = await seen(task, ticket)
            let now = clock()
            state.withLock { $0.own.did(.assignment(task: task, to: user), now: now) }
            return try await api.update(task: task, ["assignee_id": .identifier(user)], seen: seen)
        }
    }

    /// Takes a task from whoever has it.
    func unassign(ticket: Int, task: String) {
        act(ticket) { [self] () throws(APIError) in
            let seen = await seen(task, ticket)
            return try await api.update(task: task, ["assignee_id": .null], seen: seen)
        }
    }

    /// The task as the user saw it; one that nobody has looked at is fetched, so that its change can be undone.
    private func seen(_ task: String, _ ticket: Int) async -> TaskDetail? {
        if let seen = state.withLock({ $0.tasks.seen(task) }) {
            sink([.actionFound(ticket, seen)])
            return seen
        }
        // Without it the change is tried all the same: its answer says what is wrong.
        guard let found = try? await api.task(task) else { return nil }
        sink([.actionFound(ticket, found)])
        return found
    }

    /// Fetches a task to see what became of a request; silent where there is no answer.
    func check(task: String) {
        Task { [self] in
            guard let found = try? await api.task(task) else { return }
            _ = state.withLock { $0.tasks.accept(found) }
            sink([.taskChecked(found)])
        }
    }

    /// - Parameter ticket: comes back with the answer, `.actionSucceeded`, `.actionRefused` or, without one,
    ///   `.actionUncertain`.
    private func act(_ ticket: Int, _ work: @escaping @Sendable () async throws(APIError) -> TaskDetail?) {
        Task { [self] in
            do throws(APIError) {
                let task = try await work()
                let isNews = task.map { task in state.withLock { $0.tasks.accept(task) } } ?? false
                var output: [EngineEvent] = [.actionSucceeded(ticket, task)]
                if isNews, let task { output.append(.task(task)) }
                sink(output)
            } catch {
                guard !error.leavesDoubt else {
                    return sink([.actionUncertain(ticket, error.description)])
                }
                var newer: TaskDetail?
                if case .conflict(_, let task) = error { newer = task }
                if let newer { _ = state.withLock { $0.tasks.accept(newer) } }
                var output: [EngineEvent] = [.actionRefused(ticket, error.description, newer: newer)]
                if case .unauthenticated = error { output += told(error) }
                sink(output)
            }
        }
    }
}

extension APIError {
    /// Whether the request may have been carried out although no answer says so: the connection or a gateway
    /// gave up in between.
    fileprivate var leavesDoubt: Bool {
        switch self {
        case .unreachable: true
        case .status(let status, _, _): status == 502 || status == 504
        default: false
        }
    }
}
