import Feed
import Foundation
import JSON
import PusherCore
import Screen
import Synchronization

/// Turns what the engine tells into lines, each flushed at once.
final class TailWriter: Sendable {
    private struct State {
        var timeline = Timeline(scope: Scope(tab: .all, project: nil))
        var summary = TailSummary()
        var socketID: String?
        var first: ContinuousClock.Instant?
        var status: ExitStatus?
        var waiter: CheckedContinuation<ExitStatus, Never>?
        var hasEnded = false
    }

    private let state = Mutex(State())
    private let isJSON: Bool
    private let isSummary: Bool
    private let limit: Int?
    private let projects: Set<String>

    init(isJSON: Bool, isSummary: Bool, limit: Int?, projects: Set<String>) {
        self.isJSON = isJSON
        self.isSummary = isSummary
        self.limit = limit
        self.projects = projects
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

    /// Writes the summary where one was asked for; nothing more is written.
    func end() {
        state.withLock { state in
            guard !state.hasEnded else { return }
            finish(.done, &state)
            state.hasEnded = true
            guard isSummary else { return }
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
            for event in events { receive(event, &state, &lines) }
            put(lines)
        }
    }

    private func receive(_ event: EngineEvent, _ state: inout State, _ lines: inout [TailLine]) {
        switch event {
        case .connection(.connected): break
        case .connection(let new): lines.append(.state(new, socketID: nil, at: ScreenProgram.now()))
        case .established(let id): lines.append(.state(.connected, socketID: id, at: ScreenProgram.now()))
        case .subscription(let channel, let new): lines.append(.subscription(channel: channel, new))
        case .arrived(let notifications): add(notifications, &state, &lines)
        case .history(let notifications):
            for one in notifications { state.timeline.insert(one, marks: .read) }
        case .recovered(let notifications, let outage):
            let before = state.timeline.count
            add(notifications, &state, &lines)
            state.summary.gaps += outage.isComplete ? 0 : 1
            lines.append(.gap(project: nil, outage, recovered: state.timeline.count - before))
        case .problem(let problem), .needsLogin(let problem):
            lines.append(.error(problem))
            if let status = problem.fatal { finish(status, &state) }
        case .reconnecting, .presence, .roundTrip, .identity, .projects, .whisper, .cursor, .task,
            .actionSucceeded, .actionRefused:
            break
        }
    }

    private func add(_ notifications: [Feed.Notification], _ state: inout State, _ lines: inout [TailLine]) {
        for notification in notifications {
            if let limit, state.summary.events >= limit { return }
            if !projects.isEmpty, !projects.contains(notification.project ?? "") { continue }
            guard case .added(let unread) = state.timeline.insert(notification) else {
                state.summary.duplicates += 1
                continue
            }
            let now = ContinuousClock.now
            if state.first == nil { state.first = now }
            state.summary.events += 1
            state.summary.seconds = state.first.map { (now - $0) / .seconds(1) } ?? 0
            let why = notification.addressedToMe ? ["rule:default", "mention"] : ["rule:default"]
            if !isSummary { lines.append(.event(notification, unread: unread, why: why)) }
            if state.summary.events == limit { finish(.done, &state) }
        }
    }

    private func put(_ lines: [TailLine]) {
        var output: [UInt8] = []
        var errors: [UInt8] = []
        for line in lines {
            if isJSON {
                output += Sanitiser.jsonLine(line.json.serializedBytes())
                output.append(0x0A)
            } else if line.isEvent {
                output += Sanitiser.row(line.text).utf8
                output.append(0x0A)
            } else {
                errors += Sanitiser.row(line.text).utf8
                errors.append(0x0A)
            }
        }
        if !output.isEmpty { FileHandle.standardOutput.write(Data(output)) }
        if !errors.isEmpty { FileHandle.standardError.write(Data(errors)) }
    }
}
