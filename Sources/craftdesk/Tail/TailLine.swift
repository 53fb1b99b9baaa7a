import Feed
import JSON
import PusherCore
import Realtime

/// One line of `craftdesk tail`, as JSON (the names are a contract with scripts) and as text for people.
enum TailLine {
    case state(ConnectionState, socketID: String?, TransportSecurity?, at: Timestamp)
    case subscription(channel: String, SubscriptionState)
    case event(Feed.Notification, unread: Bool, why: [String])
    case gap(project: String?, Outage, recovered: Int)
    case error(Problem)
    case summary(TailSummary)

    /// Whether the line is what the user asked for, or news about the connection (standard error, in text).
    var isEvent: Bool {
        switch self {
        case .event, .summary: true
        case .state, .subscription, .gap, .error: false
        }
    }

    var json: JSONTree {
        switch self {
        case .state(let state, let socketID, let security, let at):
            var object: JSONTree = ["type": "state", "state": .string(state.rawValue)]
            if let socketID { object["socket_id"] = .string(socketID) }
            if let security { object["security"] = .string(security.rawValue) }
            object["at"] = .string(at.iso8601)
            return object
        case .subscription(let channel, let state):
            var object: JSONTree = [
                "type": "subscription", "channel": .string(channel), "state": .string(Self.name(state)),
            ]
            if case .refused(let status, let message) = state {
                if let status { object["status"] = .integer(status) }
                object["message"] = .string(message)
            }
            return object
        case .event(let event, let unread, let why): return Self.object(event, unread: unread, why: why)
        case .gap(let project, let outage, let recovered):
            var object: JSONTree = ["type": "gap"]
            if let project { object["project"] = .string(project) }
            object["from"] = .string(outage.from.iso8601)
            object["to"] = .string(outage.to.iso8601)
            object["recovered"] = .integer(recovered)
            object["complete"] = .bool(outage.isComplete)
            return object
        case .error(let problem):
            var object: JSONTree = ["type": "error"]
            if let code = problem.code { object["code"] = .integer(code) }
            object["message"] = .string(problem.message)
            object["hint"] = .string(problem.hint)
            return object
        case .summary(let summary): return summary.json
        }
    }

    /// The line for people.
    var text: String {
        switch self {
        case .state(let state, _, let security, let at):
            "\(at.iso8601) \(state.rawValue)"
                + (security == .unverified ? ", certificate NOT VERIFIED (server.insecure)" : "")
        case .subscription(_, .refused(_, let message)): message
        case .subscription(let channel, let state): "\(channel) \(Self.name(state))"
        case .event(let event, _, _):
            "\(event.occurredAt.iso8601) \(event.text)" + (event.task?.key.map { "  \($0)" } ?? "")
        case .gap(_, let outage, let recovered):
            "offline \(outage.from.iso8601) to \(outage.to.iso8601), \(recovered) recovered"
                + (outage.isComplete ? "" : ", not complete")
        case .error(let problem): problem.description
        case .summary(let summary): summary.json.serialized()
        }
    }

    private static func name(_ state: SubscriptionState) -> String {
        switch state {
        case .pending: "pending"
        case .subscribed: "subscribed"
        case .refused: "refused"
        case .left: "left"
        }
    }

    private static func object(_ event: Feed.Notification, unread: Bool, why: [String]) -> JSONTree {
        var object: JSONTree = [
            "type": "event", "id": .string(event.id), "kind": .string(event.kind.rawValue),
            "name": .string(event.name), "channel": .string(event.channel),
        ]
        if let project = event.project { object["project"] = .string(project) }
        if let task = event.task { object["task"] = .string(task.id) }
        if let actor = event.actor {
            object["actor"] =
                actor.id.map { ["id": .string($0), "name": .string(actor.name)] }
                ?? ["name": .string(actor.name)]
        }
        object["title"] = .string(event.text)
        if let url = event.url { object["url"] = .string(url) }
        object["occurred_at"] = .string(event.occurredAt.iso8601)
        object["received_at"] = .string(event.receivedAt.iso8601)
        object["live"] = .bool(event.live)
        object["unread"] = .bool(unread)
        object["why"] = .array(why.map(JSONTree.string))
        object["data"] =
            (try? JSONValue(parsing: event.payload)).map { _ in .raw(event.payload) }
            ?? .string(String(decoding: event.payload, as: UTF8.self))
        return object
    }
}

/// What `--summary` counts instead of printing.
struct TailSummary: Equatable, Sendable {
    var events = 0
    var duplicates = 0
    var unread: [String: Int] = [:]
    var gaps = 0
    /// From the first event to the last.
    var seconds = 0.0
    var cpuSeconds = 0.0

    var json: JSONTree {
        var counts: JSONTree = [:]
        for (project, count) in unread.sorted(by: { $0.key < $1.key }) { counts[project] = .integer(count) }
        return [
            "type": "summary", "events": .integer(events), "duplicates": .integer(duplicates),
            "unread": counts,
            "gaps": .integer(gaps), "seconds": .number(Self.rounded(seconds)),
            "cpu_seconds": .number(Self.rounded(cpuSeconds)),
        ]
    }

    private static func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}
