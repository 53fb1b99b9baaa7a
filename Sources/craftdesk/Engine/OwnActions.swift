import Feed
import JSON

/// What I did through the application a moment ago. A broadcast "to others" may come back to me all the same:
/// Reverb's exclusion did not cross nodes for long (protocol notes 7.5), and an event may not name its actor.
struct OwnActions: Sendable {
    enum Action: Equatable, Sendable {
        case comment(id: String)
        case status(task: String, to: String)
        case assignment(task: String, to: String)
    }

    /// How long an echo may take, in milliseconds.
    static let lifetime: Int64 = 60_000
    private static let capacity = 32

    private var actions: [(action: Action, until: Timestamp)] = []

    mutating func did(_ action: Action, now: Timestamp) {
        actions.removeAll { $0.until <= now }
        actions.append((action, now.advanced(byMilliseconds: Self.lifetime)))
        if actions.count > Self.capacity { actions.removeFirst() }
    }

    /// Whether an event tells of something I did. It may tell of it on several channels.
    func isEcho(_ notification: Feed.Notification, now: Timestamp) -> Bool {
        guard !actions.isEmpty, TaskWatch.kinds.contains(notification.kind),
            let payload = try? JSONValue(parsing: notification.payload)
        else { return false }
        return actions.contains { action, until in
            guard now < until else { return false }
            switch action {
            case .comment(let id):
                return (payload["comment"] ?? payload["reply"])?["id"]?.identifier == id
            case .status(let task, let to):
                return notification.kind == .status && notification.task?.id == task
                    && (payload["to"] ?? payload["task"]?["status"])?.string == to
                    && !Self.isOfAnother(notification)
            case .assignment(let task, let to):
                return notification.kind == .assignment && notification.task?.id == task
                    && (payload["assignee"]?["id"] ?? payload["assignee_id"])?.identifier == to
                    && !Self.isOfAnother(notification)
            }
        }
    }

    /// An event that names its actor is read by that name.
    private static func isOfAnother(_ notification: Feed.Notification) -> Bool {
        notification.actor?.id != nil && !notification.mine
    }
}
