/// Which entries make one row. Entries of one conversation belong together as long as no more than the window
/// lies between one and the next: a task's, or without a task those of one kind by one actor.
///
/// An entry addressed to me is a row of its own, always: however much happens to its task, nothing folds a
/// mention, an assignment or a reply away.
struct Bundles: Sendable {
    enum Conversation: Hashable, Sendable {
        case task(String)
        case activity(EventKind, project: String?, actor: String)
    }

    private struct Span: Sendable {
        var group: Int
        var first: Timestamp
        var last: Timestamp
    }

    /// Milliseconds of silence after which a conversation begins a new row.
    let window: Int64
    private var spans: [Conversation: [Span]] = [:]
    /// Groups that went into another, when an entry came that closed the gap between the two.
    private var parents: [Int: Int] = [:]
    private var groupCount = 0

    init(window: Int64) { self.window = max(0, window) }

    /// The group that a group is part of by now.
    func root(of group: Int) -> Int {
        guard !parents.isEmpty else { return group }
        var group = group
        while let parent = parents[group] { group = parent }
        return group
    }

    /// The group of an entry that stands at a time, and the group that goes into it because the entry closed
    /// the gap between them.
    mutating func group(of notification: Notification, at time: Timestamp) -> (group: Int, merged: Int?) {
        guard Self.folds(notification) else { return (newGroup(), nil) }
        let conversation = Self.conversation(of: notification)
        guard let index = spans.index(forKey: conversation), let newest = spans.values[index].last else {
            let group = newGroup()
            spans[conversation] = [Span(group: group, first: time, last: time)]
            return (group, nil)
        }
        if newest.first <= time, time.milliseconds(since: newest.last) <= window {
            if newest.last < time { spans.values[index][spans.values[index].count - 1].last = time }
            return (newest.group, nil)
        }
        return place(conversation, time)
    }

    private mutating func place(_ conversation: Conversation, _ time: Timestamp) -> (group: Int, merged: Int?)
    {
        var all = spans.removeValue(forKey: conversation) ?? []
        defer { spans[conversation] = all }
        let near = all.indices.filter {
            all[$0].first.milliseconds(since: time) <= window
                && time.milliseconds(since: all[$0].last) <= window
        }
        guard let first = near.first, let last = near.last else {
            let group = newGroup()
            let index = all.firstIndex { time < $0.first } ?? all.count
            all.insert(Span(group: group, first: time, last: time), at: index)
            return (group, nil)
        }
        // At most two spans are near, since more than a window lies between any two. The newer one stays: it
        // is the likelier to be in view.
        let merged = first == last ? nil : all[first].group
        all[last].first = min(all[first].first, time)
        all[last].last = max(all[last].last, time)
        if let merged {
            parents[merged] = all[last].group
            all.remove(at: first)
        }
        return (all[merged == nil ? last : last - 1].group, merged)
    }

    /// What memory has had of a group, and where the group before it of the same conversation ends; nil for an entry
    /// that is a row of its own.
    func span(of group: Int, with notification: Notification) -> (stretch: Stretch, floor: Timestamp?)? {
        guard Self.folds(notification) else { return nil }
        let conversation = Self.conversation(of: notification)
        guard let all = spans[conversation],
            let index = all.firstIndex(where: { root(of: $0.group) == group })
        else { return nil }
        let stretch = Stretch(conversation, window: window, from: all[index].first, to: all[index].last)
        return (stretch, index > 0 ? all[index - 1].last : nil)
    }

    private mutating func newGroup() -> Int {
        groupCount += 1
        return groupCount
    }

    /// Whether an entry may be folded into a row with others.
    static func folds(_ notification: Notification) -> Bool {
        !notification.addressedToMe && notification.kind != .outage
    }

    static func conversation(of notification: Notification) -> Conversation {
        conversation(
            notification.kind, task: notification.task?.id, project: notification.project,
            actor: notification.actor)
    }

    static func conversation(_ kind: EventKind, task: String?, project: String?, actor: Actor?)
        -> Conversation
    {
        if let task { return .task(task) }
        return .activity(kind, project: project, actor: actor?.id ?? actor?.name ?? "")
    }

    /// Forgets conversations of groups that have no entries any more.
    mutating func keep(_ groups: Set<Int>) {
        for (conversation, all) in spans {
            let kept = all.filter { groups.contains($0.group) }
            if kept.count < all.count { spans[conversation] = kept.isEmpty ? nil : kept }
        }
        parents = parents.filter { groups.contains(root(of: $0.value)) }
    }
}
