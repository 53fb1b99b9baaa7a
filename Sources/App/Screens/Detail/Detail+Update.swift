import Feed
import Screen

extension Model {
    /// Opens what is selected: its task is fetched, it counts as read where the user wants that.
    mutating func open() -> [Effect] {
        switch screen {
        case nil: break
        case .search(let state): return open(state)
        case .detail, .help, .switcher, .connection, .delivery, .why, .menu, .prompt, .confirm, .login:
            return []
        }
        guard let row = target else {
            status = emptyWords.first
            return []
        }
        list.selected = row.id
        return open(row)
    }

    mutating func open(_ row: Row) -> [Effect] {
        push(.detail(DetailState(entry: row.newest.id)))
        toasts.removeAll { toast in row.entryIDs.contains { $0 == toast.entry } }
        var effects: [Effect] = []
        if preferences.markRead != .never {
            effects = change(timeline.markRows(of: row.entryIDs, .read, true), "read")
        }
        if let query = timeline.conversation(of: row) { effects.append(.loadConversation(query)) }
        if let task = row.newest.task {
            if self.task?.id != task.id { self.task = nil }
            effects.append(.fetchTask(task.id))
            effects.append(.viewing(task: task.id))
        }
        return effects
    }

    /// Scrolls the screen in front.
    mutating func scrollScreen(_ rows: Int) {
        func scrolled(_ scroll: Int, _ document: Document) -> Int {
            max(0, min(scroll + rows, document.lines.count - Layout(self).body.height))
        }
        switch screen {
        case .detail(var state):
            guard let row = row(ofEntry: state.entry) else { return }
            state.scroll = scrolled(state.scroll, detail(of: row, in: bodyDocument))
            replace(.detail(state))
        case .help(var state):
            state.scroll = scrolled(state.scroll, helpText(in: bodyDocument))
            replace(.help(state))
        case .connection(var state):
            state.scroll = scrolled(state.scroll, connectionText(in: bodyDocument))
            replace(.connection(state))
        case .why(var state):
            state.scroll = scrolled(state.scroll, whyText(state, in: bodyDocument))
            replace(.why(state))
        case .switcher, .delivery, .search, .menu, .prompt, .confirm, .login, nil: break
        }
    }

    /// An empty text of the body's width.
    private var bodyDocument: Document {
        Document(width: Layout(self).body.width - 2, isUTF8: preferences.isUTF8)
    }
}
