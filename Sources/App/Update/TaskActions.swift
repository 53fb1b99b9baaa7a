import Feed
import Screen

/// What is asked of the application: comments, assignments, statuses. It shows at once, and goes again where
/// the application refuses.
extension Model {
    /// The task a command is for, with what to call it.
    var targetTask: (id: String, key: String)? {
        guard let task = target?.newest.task else { return nil }
        return (task.id, task.key ?? taskName(task.id))
    }

    /// Runs with the task the command is for, or says that there is none.
    mutating func withTask(_ work: (inout Model, String, String) -> [Effect]) -> [Effect] {
        guard let (id, key) = targetTask else {
            status = target == nil ? "nothing is selected" : "this entry has no task"
            return []
        }
        return work(&self, id, key)
    }

    mutating func act(_ change: TaskAction.Change, task: String, key: String) -> [Effect] {
        let action = TaskAction(ticket: nextTicket, task: task, key: key, change: change)
        nextTicket += 1
        pending.append(action)
        status =
            switch change {
            case .comment: "sending your comment on \(key)"
            case .assignToMe: "\(key) is yours"
            case .status(let new): "\(key): \(Self.words(new))"
            }
        return [.act(action)]
    }

    /// The application agreed.
    mutating func acted(_ ticket: Int, _ page: TaskPage?) -> [Effect] {
        guard let index = pending.firstIndex(where: { $0.ticket == ticket }) else { return [] }
        let action = pending.remove(at: index)
        if case .comment = action.change { status = "your comment on \(action.key) is sent" }
        if let page { received(page) }
        return page == nil && openTask == action.task ? [.fetchTask(action.task)] : []
    }

    /// The application did not: what showed goes, what was written stays.
    mutating func refused(_ ticket: Int, _ reason: String) -> [Effect] {
        guard let index = pending.firstIndex(where: { $0.ticket == ticket }) else { return [] }
        let action = pending.remove(at: index)
        var effects: [Effect] = []
        switch action.change {
        case .comment(let body):
            status = "your comment on \(action.key) was not taken: \(reason); \(label(.reply)) has it still"
            if drafts[action.task] == nil {
                drafts[action.task] = body
                effects.append(.keepDraft(task: action.task, body))
            }
        case .assignToMe: status = "\(action.key) was not assigned to you: \(reason)"
        case .status(let new): status = "\(action.key) is not \(Self.words(new)): \(reason)"
        }
        if openTask == action.task { effects.append(.fetchTask(action.task)) }
        return effects
    }

    /// The task whose detail is open: it is fetched again when something happens to it.
    var openTask: String? {
        guard case .detail(let state) = fullScreen else { return nil }
        return timeline.entry(state.entry)?.notification.task?.id
    }

    mutating func received(_ page: TaskPage) {
        if let status = page.status { learn(status: status) }
        // An answer to a question of another screen says nothing of this one.
        guard openTask == nil || openTask == page.id else { return }
        task = page
    }

    mutating func learn(status: String) {
        if !preferences.statuses.contains(status), !statuses.contains(status), statuses.count < 20 {
            statuses.append(status)
        }
    }

    /// `in_review` as people write it: `In review`.
    static func words(_ identifier: String) -> String {
        let words = identifier.replacing("_", with: " ").replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
