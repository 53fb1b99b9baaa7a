import Feed
import Foundation
import JSON
import PusherCore
import Realtime
import Screen
import Store
import Synchronization

/// Turns what the engine tells into lines, each flushed at once, and knows when there is nothing to wait for.
final class TailWriter: Sendable {
    /// What is printed, and when that is enough.
    struct Choice: Sendable {
        var isJSON = false
        /// One line at the end in the place of the events.
        var isSummary = false
        /// Events after which it ends.
        var limit: Int?
        /// Projects whose events are printed; empty for all.
        var projects: Set<String> = []
        /// What an event must be like.
        var filter: Query?
        /// What decides whether an event shows, and why.
        var policy = DeliveryPolicy()
        /// Channels without which there is nothing to wait for.
        var needed: Set<String> = []
        /// What protects the connection, for the line that tells of it; nil where nothing connects.
        var security: TransportSecurity?
    }

    private struct State {
        var timeline = Timeline(scope: Scope(tab: .all, project: nil))
        var summary = TailSummary()
        var context = QueryContext(now: Timestamp(milliseconds: 0))
        var first: ContinuousClock.Instant?
        var status: ExitStatus?
        var waiter: CheckedContinuation<ExitStatus, Never>?
        var hasEnded = false
        var hasConnected = false
        var isConnected = false
        /// The sentence before this one, so that one that comes with every attempt is said once.
        var lastProblem: Problem?
        var store: FeedStore?
        /// The choice's policy with the orders of the store.
        var policy: DeliveryPolicy
        var ordersRead: ContinuousClock.Instant?

        init(_ policy: DeliveryPolicy) { self.policy = policy }
    }

    private let state: Mutex<State>
    private let choice: Choice
    private let output: @Sendable ([UInt8], Int32) -> Void

    /// - Parameter output: takes whole lines and the descriptor they are for.
    init(
        _ choice: Choice, output: @escaping @Sendable ([UInt8], Int32) -> Void = { Output.write($0, to: $1) }
    ) {
        self.choice = choice
        self.output = output
        state = Mutex(State(choice.policy))
        state.withLock { $0.context.zone = .current }
    }

    /// Knows what is in the store already, and keeps what comes.
    func load(_ store: FeedStore) throws(Failure) {
        do throws(StoreError) {
            let known = try store.load(limit: 10_000)
            state.withLock { state in
                state.store = store
                // What isn't in memory is the store's to mark.
                state.timeline.isBacked = true
                for (notification, marks) in known { state.timeline.insert(notification, marks: marks) }
            }
        } catch { throw Failure(.inputOutput, error.description) }
    }

    /// Waits until the limit is reached or nothing more can come.
    func finished() async -> ExitStatus {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                if let status = state.status {
                    continuation.resume(returning: status)
                } else {
                    state.waiter = continuation
                }
            }
        }
    }

    /// Nothing more is to be waited for.
    func finish(_ status: ExitStatus) { state.withLock { finish(status, &$0) } }

    /// Writes the summary where one was asked for; nothing more is written.
    func end() {
        state.withLock { state in
            guard !state.hasEnded else { return }
            finish(.done, &state)
            state.hasEnded = true
            guard choice.isSummary else { return }
            for (project, count) in state.timeline.unreadCounts {
                state.summary.unread[project ?? ""] = count
            }
            state.summary.cpuSeconds = Double(clock()) / Double(CLOCKS_PER_SEC)
            put([.summary(state.summary)])
        }
    }

    private func finish(_ status: ExitStatus, _ state: inout State) {
        guard state.status == nil else { return }
        state.status = status
        state.waiter?.resume(returning: status)
        state.waiter = nil
    }

    func write(_ events: [EngineEvent]) {
        state.withLock { state in
            guard !state.hasEnded else { return }
            var lines: [TailLine] = []
            for event in events where state.status == nil { receive(event, &state, &lines) }
            put(lines)
        }
    }

    private func receive(_ event: EngineEvent, _ state: inout State, _ lines: inout [TailLine]) {
        switch event {
        case .connection(.connected): break
        case .connection(let new):
            state.isConnected = false
            lines.append(.state(new, socketID: nil, nil, at: ScreenProgram.now()))
        case .established(let id):
            state.hasConnected = true
            state.isConnected = true
            state.lastProblem = nil
            keep("last_contact", String(ScreenProgram.now().milliseconds), &state, &lines)
            lines.append(.state(.connected, socketID: id, choice.security, at: ScreenProgram.now()))
        case .subscription(let channel, let new):
            lines.append(.subscription(channel: channel, new))
            if case .refused(let status, _) = new, choice.needed.contains(channel) {
                // Without a status, or with one of a failing server, it is tried again: that may help later.
                let mayHeal = status == nil || (500..<600).contains(status ?? 0)
                if !mayHeal { finish(.refused, &state) } else { finish(.unreachable, &state) }
            }
        case .projects(let projects):
            state.context.projects = projects
            state.timeline.context.projects = projects
            keep(KnownWorkspace.projectsFact, KnownWorkspace.text(projects), &state, &lines)
        case .identity(let identity):
            keep(KnownWorkspace.identityFact, KnownWorkspace.text(identity), &state, &lines)
        case .arrived(let notifications): add(notifications, &state, &lines)
        case .history(let notifications):
            readOrders(&state)
            let entries = notifications.map { ($0, decide($0, &state).marks.union(.read)) }
            store(entries.filter { state.timeline.insert($0.0, marks: $0.1) != .duplicate }, &state, &lines)
        case .recovered(let notifications, let outage):
            let before = state.timeline.count
            add(notifications, &state, &lines)
            defer { keep(outage, &state, &lines) }
            let isGap = outage.to != outage.from || !outage.isComplete
            guard isGap else { return }
            state.summary.gaps += outage.isComplete ? 0 : 1
            let parts = outage.parts.filter { $0.recovered > 0 || !$0.isComplete }
            if parts.isEmpty {
                lines.append(.gap(project: nil, outage, recovered: state.timeline.count - before))
            }
            for part in parts {
                let share = Outage(from: part.from, to: part.to, isComplete: part.isComplete)
                lines.append(.gap(project: part.project, share, recovered: part.recovered))
            }
        case .cursor(let cursor):
            keep("cursor", cursor, &state, &lines)
            // An answer may come in after the connection that asked for it.
            if state.isConnected {
                keep("last_contact", String(ScreenProgram.now().milliseconds), &state, &lines)
            }
        case .needsLogin(let problem): complain(problem, &state, &lines)
        case .problem(let problem): complain(problem, &state, &lines)
        case .reconnecting, .presence, .roundTrip, .whisper, .working, .task, .actionSucceeded,
            .actionRefused, .actionFound, .actionUncertain, .taskChecked:
            break
        }
    }

    private func complain(_ problem: Problem, _ state: inout State, _ lines: inout [TailLine]) {
        if problem != state.lastProblem { lines.append(.error(problem)) }
        state.lastProblem = problem
        if let status = problem.fatal ?? (state.hasConnected ? nil : problem.atStart) {
            finish(status, &state)
        }
    }

    private func add(_ notifications: [Feed.Notification], _ state: inout State, _ lines: inout [TailLine]) {
        readOrders(&state)
        var new: [(Feed.Notification, Marks)] = []
        for notification in notifications {
            if let limit = choice.limit, state.summary.events >= limit { break }
            if !choice.projects.isEmpty, !choice.projects.contains(notification.project ?? "") { continue }
            guard state.timeline.entry(notification.id) == nil else {
                state.summary.duplicates += 1
                _ = state.timeline.insert(notification)
                continue
            }
            // What a mute waited for is shown, as on the screen.
            let ended = state.policy.ended(by: notification, state.context)
            if !ended.isEmpty {
                store(new, &state, &lines)
                new = []
                end(ended, &state, &lines)
            }
            let decision = decide(notification, &state)
            let insertion = state.timeline.insert(notification, marks: decision.marks)
            let unread = insertion == .added(unread: true)
            new.append((notification, decision.marks))
            if let filter = choice.filter {
                let marks = state.timeline.entry(notification.id)?.marks ?? []
                guard filter.matches(notification, marks, state.context) else { continue }
            }
            let now = ContinuousClock.now
            if state.first == nil { state.first = now }
            state.summary.events += 1
            state.summary.seconds = state.first.map { (now - $0) / .seconds(1) } ?? 0
            let why = decision.reasons.map(\.description)
            if !choice.isSummary { lines.append(.event(notification, unread: unread, why: why)) }
            if state.summary.events == choice.limit { finish(.done, &state) }
        }
        store(new, &state, &lines)
    }

    private func decide(_ notification: Feed.Notification, _ state: inout State) -> Decision {
        state.context.now = notification.receivedAt
        return state.policy.decide(notification, [], state.context)
    }

    // MARK: Orders

    /// Mutes and rules that were made on a screen since, at most once a second.
    private func readOrders(_ state: inout State) {
        let now = ContinuousClock.now
        guard let store = state.store, state.ordersRead.map({ now - $0 >= .seconds(1) }) ?? true else {
            return
        }
        state.ordersRead = now
        if let orders = try? store.orders() { state.policy = choice.policy.adding(orders) }
    }

    /// Ends what has waited for an event: no screen may be there to do it.
    private func end(_ orders: [StandingOrder], _ state: inout State, _ lines: inout [TailLine]) {
        guard let store = state.store, !orders.isEmpty else { return }
        let context = state.context
        guard let action = state.timeline.end(orders, policy: &state.policy, context: context) else { return }
        write(&state, &lines) { () throws(StoreError) in
            try store.write(StoreWrite.all(of: action))
            while try store.sweep() {}
        }
    }

    // MARK: Store

    private func store(
        _ entries: [(Feed.Notification, Marks)], _ state: inout State, _ lines: inout [TailLine]
    ) {
        guard let store = state.store, !entries.isEmpty else { return }
        var writes: [StoreWrite] = []
        var batch: [Feed.Notification] = []
        for (index, entry) in entries.enumerated() {
            batch.append(entry.0)
            guard index + 1 == entries.count || entries[index + 1].1 != entry.1 else { continue }
            writes.append(.append(batch, entry.1))
            batch = []
        }
        write(&state, &lines) { () throws(StoreError) in try store.write(writes) }
    }

    /// The row that tells of an outage, for the screen that opens the store.
    private func keep(_ outage: Outage, _ state: inout State, _ lines: inout [TailLine]) {
        guard state.store != nil, outage.isNotable else { return }
        let zone = state.context.zone
        let row = Feed.Notification(outage, secondsFromUTC: zone.seconds(at: outage.to))
        if state.timeline.insert(row, marks: .read) != .duplicate { store([(row, .read)], &state, &lines) }
    }

    private func keep(_ name: String, _ value: String, _ state: inout State, _ lines: inout [TailLine]) {
        guard let store = state.store else { return }
        write(&state, &lines) { () throws(StoreError) in try store.setFact(name, value) }
    }

    /// What was asked to be kept and can't be is no reason to go on.
    private func write(
        _ state: inout State, _ lines: inout [TailLine], _ work: () throws(StoreError) -> Void
    ) {
        do throws(StoreError) { try work() } catch {
            state.store = nil
            var sentence = error.description
            if sentence.hasSuffix(".") { sentence.removeLast() }
            lines.append(.error(Problem(message: sentence, hint: "")))
            finish(.inputOutput, &state)
        }
    }

    // MARK: Lines

    private func put(_ lines: [TailLine]) {
        var events: [UInt8] = []
        var news: [UInt8] = []
        for line in lines {
            if choice.isJSON {
                events += Sanitiser.jsonLine(line.json.serializedBytes())
                events.append(0x0A)
            } else if line.isEvent {
                events += Sanitiser.row(line.text).utf8
                events.append(0x0A)
            } else {
                news += Sanitiser.row(line.text).utf8
                news.append(0x0A)
            }
        }
        if !events.isEmpty { output(events, STDOUT_FILENO) }
        if !news.isEmpty { output(news, STDERR_FILENO) }
    }
}
