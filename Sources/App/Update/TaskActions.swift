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
        ask(change, task: task, key: key)
    }

    /// Asks the application.
    /// - Parameter journal: the step of undo that this takes back or does again, kept together with the request.
    mutating func ask(
        _ change: TaskAction.Change, task: String, key: String, step: TaskAction.Step? = nil,
        journal: JournalChange? = nil
    ) -> [Effect] {
        let page = self.task.flatMap { $0.id == task ? $0.with(pending, me: myName) : nil }
        let action = TaskAction(
            ticket: nextTicket, at: now, task: task, key: key, change: change,
            before: page?.value(before: change), step: step)
        nextTicket += 1
        pending.append(action)
        status = words(asking: action)
        return [.act(action, journal)]
    }

    func words(asking action: TaskAction) -> String {
        switch action.change {
        case .comment: "sending your comment on \(action.key)"
        case .assignToMe: "\(action.key) is yours"
        case .assign(let id, let name): "\(action.key) is \(name ?? id ?? "nobody")'s"
        case .status(let new): "\(action.key): \(Self.words(new))"
        }
    }

    /// What undo calls it.
    func label(of action: TaskAction) -> String {
        switch action.change {
        case .comment: "comment on \(action.key)"
        case .assignToMe: "\(action.key) assigned to you"
        case .assign(let id, let name): "\(action.key) assigned to \(name ?? id ?? "nobody")"
        case .status(let new): "\(action.key) \(Self.words(new))"
        }
    }

    // MARK: Answers

    /// What the task was, told by the application before it agreed.
    mutating func foundBefore(_ ticket: Int, _ page: TaskPage) {
        guard let index = pending.firstIndex(where: { $0.ticket == ticket }) else { return }
        if pending[index].before == nil { pending[index].before = page.value(before: pending[index].change) }
    }

    /// The application agreed.
    mutating func acted(_ ticket: Int, _ page: TaskPage?) -> [Effect] {
        guard let index = pending.firstIndex(where: { $0.ticket == ticket }) else { return [] }
        let action = pending.remove(at: index)
        if case .comment = action.change { status = "your comment on \(action.key) is sent" }
        var effects = settle(action)
        if let page { effects += received(page) }
        if page == nil, openTask == action.task { effects.append(.fetchTask(action.task)) }
        if action.isUnwanted { effects += undo(count: 1) }
        return effects
    }

    /// It is done: the row of the request goes, and undo can take it back.
    mutating func settle(_ action: TaskAction) -> [Effect] {
        guard action.step == nil else { return [.settled(action, nil)] }
        let after: TaskEdit.Value =
            switch action.change {
            case .comment: .comment
            case .status(let new): .status(new)
            case .assignToMe: .assignee(id: identity.userID, name: identity.name)
            case .assign(let id, let name): .assignee(id: id, name: name)
            }
        let edit = TaskEdit(task: action.task, key: action.key, before: action.before, after: after)
        return [.settled(action, journal.record(.task(edit), label: label(of: action), at: now))]
    }

    /// The application did not: what showed goes, what was written stays.
    mutating func refused(_ ticket: Int, _ reason: String) -> [Effect] {
        guard let index = pending.firstIndex(where: { $0.ticket == ticket }) else { return [] }
        let action = pending.remove(at: index)
        var effects: [Effect] = []
        switch action.change {
        case .comment(let body):
            complain("your comment on \(action.key) was not taken: \(reason); \(label(.reply)) has it still")
            effects += keepUnsent(body, of: action)
        case .assignToMe: complain("\(action.key) was not assigned to you: \(reason)")
        case .assign: complain("\(action.key) was not assigned back: \(reason)")
        case .status(let new): complain("\(action.key) is not \(Self.words(new)): \(reason)")
        }
        effects.append(.settled(action, takeBackStep(of: action)))
        if openTask == action.task { effects.append(.fetchTask(action.task)) }
        return effects
    }

    /// What couldn't be sent is what the next reply begins with, after what was begun meanwhile.
    mutating func keepUnsent(_ body: String, of action: TaskAction) -> [Effect] {
        let draft = drafts[action.task].map { $0 == body ? body : $0 + "\n" + body } ?? body
        drafts[action.task] = draft
        return [.keepDraft(task: action.task, draft)]
    }

    /// A step of undo that the application refused wasn't taken.
    mutating func takeBackStep(of action: TaskAction) -> JournalChange? {
        switch action.step {
        case .undo(let id): journal.redoable?.id == id ? journal.redo()?.change : nil
        case .redo(let id): journal.undoable?.id == id ? journal.undo()?.change : nil
        case nil: nil
        }
    }

    // MARK: Undo

    /// Takes back what the application hasn't answered yet, where that is the last thing that was done.
    /// - Returns: whether there was such a thing.
    mutating func undoUnanswered() -> Bool {
        let last = journal.undoable?.at ?? Timestamp(seconds: 0)
        let index = pending.lastIndex {
            !$0.isUnwanted && !$0.isUncertain && $0.step == nil && $0.at >= last
        }
        guard let index else { return false }
        if case .comment = pending[index].change {
            status = "your comment on \(pending[index].key) is on its way and can't be taken back"
        } else {
            pending[index].isUnwanted = true
            status = "undone: \(label(of: pending[index]))"
        }
        return true
    }

    /// A step of undo or redo over a task: the application is asked for what it becomes.
    mutating func perform(_ edit: TaskEdit, _ change: JournalChange) -> [Effect] {
        let wanted: TaskAction.Change
        switch edit.after {
        case nil:
            status =
                edit.before == .comment
                ? "your comment on \(edit.key) can't be taken back; \(label(.undo)) goes on to what was before"
                : "what \(edit.key) was before isn't known, so it stays"
            return [.triage(.task(edit), change)]
        case .comment:
            status = "a comment isn't sent twice"
            return [.triage(.task(edit), change)]
        case .status(let old): wanted = .status(old)
        case .assignee(let id, let name):
            wanted = id != nil && id == identity.userID ? .assignToMe : .assign(id: id, name: name)
        }
        let step: TaskAction.Step = change.isUndone ? .undo(change.entry.id) : .redo(change.entry.id)
        return ask(wanted, task: edit.task, key: edit.key, step: step, journal: change)
    }

    // MARK: Pages

    /// The task whose detail is open: it is fetched again when something happens to it.
    var openTask: String? {
        guard case .detail(let state) = fullScreen else { return nil }
        return timeline.entry(state.entry)?.notification.task?.id
    }

    mutating func received(_ page: TaskPage) -> [Effect] {
        if let status = page.status { learn(status: status) }
        let effects = settleUncertain(by: page)
        // An answer about another task than the one that shows says nothing of this one.
        if let shown = openTask ?? previewedTask, shown != page.id { return effects }
        task = page
        return effects
    }

    /// The task of the entry in the preview.
    private var previewedTask: String? {
        guard fullScreen == nil, Layout(self).preview.width > 10 else { return nil }
        return selectedRow?.newest.task?.id
    }

    /// The task in the preview is kept up to date as the open one is.
    mutating func watchWhatShows() -> [Effect] {
        let tasks = Set([previewedTask].compactMap { $0 })
        guard tasks != watched else { return [] }
        watched = tasks
        return [.watch(tasks: tasks)]
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
