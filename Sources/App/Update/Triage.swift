import Feed

/// Marks: read, done, star, and their undoing.
extension Model {
    /// Sets or takes a mark on what the command is for; what all of it has is taken.
    mutating func toggle(_ mark: Marks, count: Int) -> [Effect] {
        let rows = targets(count: count)
        let isSet =
            switch mark {
            case .read: rows.contains { $0.unreadCount > 0 }
            case .done: rows.contains { !$0.isDone }
            case .starred: rows.contains { !$0.isStarred }
            default: true
            }
        return set(mark, isSet, on: rows)
    }

    /// Sets or takes a mark on rows; the cursor goes to what takes the place of a row that leaves.
    mutating func set(_ mark: Marks, _ isSet: Bool, on rows: [Row]) -> [Effect] {
        guard !rows.isEmpty else {
            status = "nothing is selected"
            return []
        }
        let word = Self.word(mark, isSet)
        let effects = change(timeline.markRows(of: rows.flatMap(\.entryIDs), mark, isSet), word)
        if rows.count > 1, !effects.isEmpty {
            status = "\(rows.count) rows \(word); \(label(.undo)) takes it back"
        }
        settle(after: rows)
        return effects
    }

    /// What was chosen has had its command; a screen whose entry left the list goes with it.
    mutating func settle(after rows: [Row]) {
        let wasInList = stack.isEmpty
        list.marked = []
        list.rangeStart = nil
        guard let first = rows.first else { return }
        let isHere = timeline.index(ofRow: first.id) != nil
        if case .detail? = fullScreen, !isHere { stack = [] }
        if wasInList, list.selected == nil {
            list.selected = isHere ? first.id : timeline.rowID(at: list.lastIndex)
        }
    }

    static func word(_ mark: Marks, _ isSet: Bool) -> String {
        switch mark {
        case .read: isSet ? "read" : "unread"
        case .done: isSet ? "done" : "not done"
        case .starred: isSet ? "starred" : "not starred"
        default: "changed"
        }
    }

    /// Remembers what was done, where anything was, and keeps it.
    mutating func change(_ action: TriageAction?, _ label: String) -> [Effect] {
        action.map { record($0, label) } ?? []
    }

    /// Remembers what was done, for undo, and keeps it.
    mutating func record(_ action: TriageAction, _ label: String) -> [Effect] {
        [.triage(action, journal.record(action, label: label, at: now))]
    }

    mutating func undo(count: Int) -> [Effect] {
        var effects: [Effect] = []
        for step in 0..<max(1, count) {
            if undoUnanswered() { continue }
            let label = journal.undoable?.label ?? ""
            guard let (action, change) = journal.undo() else {
                if step == 0 { status = "there is nothing to undo" }
                break
            }
            if case .task(let edit) = action {
                effects += perform(edit, change)
                if edit.after != nil { status = "undone: \(label)" }
                continue
            }
            // Another screen may have taken it back already.
            let isNew = timeline.apply(action, to: &policy)
            effects.append(.triage(timeline.located(action), change))
            effects += follow(action, change)
            if !action.orders.isEmpty { untitled.keep(timeline, policy) }
            status = isNew ? "undone: \(label)" : "undone elsewhere already: \(label)"
            showAgain(action.changes.flatMap(\.ids))
        }
        return effects
    }

    mutating func redo(count: Int) -> [Effect] {
        var effects: [Effect] = []
        for step in 0..<max(1, count) {
            let label = journal.redoable?.label ?? ""
            guard let (action, change) = journal.redo() else {
                if step == 0 { status = "there is nothing to redo" }
                break
            }
            if case .task(let edit) = action {
                effects += perform(edit, change)
                if edit.after != .comment { status = "done again: \(label)" }
                continue
            }
            timeline.apply(action, to: &policy)
            effects.append(.triage(timeline.located(action), change))
            effects += follow(action, change)
            if !action.orders.isEmpty { untitled.keep(timeline, policy) }
            status = "done again: \(label)"
        }
        return effects
    }

    /// What came while an order stood, or while it didn't, follows it.
    private mutating func follow(_ action: TriageAction, _ change: JournalChange) -> [Effect] {
        timeline.follow(action, since: change.entry.at, policy: policy).map { [.triage($0, nil)] } ?? []
    }

    /// The cursor goes back to what came back; where it is on a part of that, it stays.
    private mutating func showAgain(_ ids: [String]) {
        guard stack.isEmpty else { return }
        let rows = ids.lazy.compactMap { [timeline] in timeline.row(ofEntry: $0) }
        if let selected = list.selected, rows.contains(selected) { return }
        if let first = rows.first { list.selected = first }
    }

    // MARK: All

    mutating func askToMarkAllRead() {
        let unread = timeline.unread(in: timeline.scope)
        // How many of those that aren't in memory fit a filter nobody has counted.
        let isMore = timeline.scope.filter != nil && !timeline.unloaded.isEmpty
        guard unread > 0 || isMore else {
            status = "nothing is unread here"
            return
        }
        let what = isMore ? "\(unread) unread, and what fits in the store," : "all \(unread)"
        push(.confirm(ConfirmState(question: "Mark \(what) read?", action: .markAllRead)))
    }

    mutating func markAllRead() -> [Effect] {
        let unread = timeline.unread(in: timeline.scope)
        guard let action = timeline.markAllRead() else { return [] }
        status = "\(unread) read; \(label(.undo)) takes it back"
        return record(action, "all read")
    }
}
