import API
import Feed

/// Which tasks are looked at, which of them have to be fetched again and when, and which answer is the newer:
/// without I/O, with time as an argument.
struct TaskWatch: Sendable {
    /// A burst of events is one request, this long after its last event, in milliseconds.
    static let debounce: Int64 = 300
    /// But no later than this after its first.
    static let patience: Int64 = 2000
    /// Events after which a task is not what it was.
    static let kinds: Set<EventKind> = [.comment, .reply, .assignment, .status]
    /// Tasks of which the last answer is kept, for the version that a change is checked against.
    private static let capacity = 64

    private struct Pending {
        var first: Timestamp
        var due: Timestamp
    }

    private var open: String?
    private var onScreen: Set<String> = []
    private var pending: [String: Pending] = [:]
    private var seen: [String: TaskDetail] = [:]
    private var order: [String] = []

    /// The next time something is due; nil when nothing is.
    var deadline: Timestamp? { pending.values.map(\.due).min() }

    func isWatched(_ task: String) -> Bool { task == open || onScreen.contains(task) }

    /// The task as the user saw it last.
    func seen(_ task: String) -> TaskDetail? { seen[task] }

    /// The task that is open; nil for none. What was due for a task that is left is not.
    /// - Returns: the tasks that are looked at no more.
    mutating func open(_ task: String?) -> Set<String> {
        let before = watched
        open = task
        return left(before)
    }

    /// The tasks on the screen besides the open one.
    /// - Returns: the tasks that are looked at no more.
    mutating func show(_ tasks: Set<String>) -> Set<String> {
        let before = watched
        onScreen = tasks
        return left(before)
    }

    /// Tasks that were not looked at until now: they are fetched once the eye has stayed on them.
    mutating func expect(_ tasks: Set<String>, now: Timestamp) {
        let due = now.advanced(byMilliseconds: Self.debounce)
        for task in tasks where task != open { pending[task] = Pending(first: now, due: due) }
    }

    private var watched: Set<String> { open.map { onScreen.union([$0]) } ?? onScreen }

    private mutating func left(_ before: Set<String>) -> Set<String> {
        let gone = before.subtracting(watched)
        for task in gone { pending[task] = nil }
        return gone
    }

    /// An event changed a task.
    mutating func changed(_ notification: Feed.Notification, now: Timestamp) {
        guard let task = notification.task?.id, isWatched(task), Self.kinds.contains(notification.kind) else {
            return
        }
        let first = pending[task]?.first ?? now
        let due = min(
            now.advanced(byMilliseconds: Self.debounce), first.advanced(byMilliseconds: Self.patience))
        pending[task] = Pending(first: first, due: due)
    }

    /// The tasks to fetch now.
    mutating func takeDue(now: Timestamp) -> [String] {
        let due = pending.filter { $0.value.due <= now }.keys.sorted()
        for task in due { pending[task] = nil }
        return due
    }

    /// Whether an answer is at least as new as what is shown; an older one, which a slower request brought, is
    /// not shown.
    mutating func accept(_ task: TaskDetail) -> Bool {
        if let known = seen[task.id], Self.isOlder(task, than: known) { return false }
        if seen[task.id] == nil { order.append(task.id) }
        seen[task.id] = task
        if order.count > Self.capacity, let index = order.firstIndex(where: { !isWatched($0) }) {
            seen[order.remove(at: index)] = nil
        }
        return true
    }

    private static func isOlder(_ task: TaskDetail, than known: TaskDetail) -> Bool {
        if let new = task.version, let old = known.version { return new < old }
        guard let new = task.updatedAt, let old = known.updatedAt else { return false }
        if let new = Timestamp(iso8601: new), let old = Timestamp(iso8601: old) { return new < old }
        return false
    }
}
