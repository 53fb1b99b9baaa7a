import Feed
import Screen

/// What keys and commands do.
extension Model {
    mutating func pressed(_ key: KeyPress) -> [Effect] {
        switch overlay {
        case .switcher(let text, let index): return pressedInSwitcher(key, text, index)
        case .confirmAllRead:
            overlay = .none
            guard key == .character("y") || key == .character("Y") else {
                status = "nothing was marked"
                return []
            }
            return changed(timeline.markAllRead(), "marked read")
        case .none, .detail, .help, .connection: break
        }
        guard let command = keymap.command(for: key) else {
            status = "\(key.name) does nothing here; ? is the help"
            return []
        }
        if command != .nextUnread { isAtEndOfUnread = false }
        status = nil
        return perform(command, key)
    }

    /// The wheel moves the cursor by three rows, a click puts it on a row, a click on that opens it.
    mutating func moused(_ event: MouseEvent) -> [Effect] {
        switch event.kind {
        case .wheelUp: scroll(-3)
        case .wheelDown: scroll(3)
        case .press:
            let layout = Layout(self)
            let row = event.y - layout.list.y
            guard overlay == .none, row >= 0, row < layout.list.height, event.x >= layout.list.x,
                event.x < layout.list.x + layout.list.width
            else { return [] }
            let index = top + (layout.kind == .watch ? layout.list.height - 1 - row : row)
            guard timeline.row(at: index) != nil else { return [] }
            if index == selectedIndex { return open() }
            select(index)
        }
        return []
    }

    /// Pasted text is text, never keys.
    mutating func pasted(_ text: String) -> [Effect] {
        if case .switcher(let typed, _) = overlay {
            overlay = .switcher(text: typed + Sanitiser.row(text), index: 0)
        } else {
            status = "there is nothing to paste into here"
        }
        return []
    }

    private mutating func perform(_ command: Command, _ key: KeyPress) -> [Effect] {
        let page = max(1, Layout(self).list.height)
        switch command {
        case .down: scroll(1)
        case .up: scroll(-1)
        case .pageDown: scroll(page)
        case .pageUp: scroll(-page)
        case .halfPageDown: scroll(page / 2)
        case .halfPageUp: scroll(-page / 2)
        case .top:
            if overlay == .none { selected = nil } else { scroll(-1_000_000) }
            top = 0
        case .bottom: scroll(1_000_000)
        case .open: return open()
        case .back: back()
        case .quit:
            guard overlay == .none else {
                back()
                return []
            }
            return [.quit]
        case .nextUnread: return nextUnread()
        case .previousUnread:
            if let index = timeline.unreadRow(from: selectedIndex, down: false) {
                select(index)
            } else {
                status = "no unread above"
            }
        case .toggleRead: return mark(.read, set: (current?.unreadCount ?? 0) > 0)
        case .markUnread: return mark(.read, set: false)
        case .markAllRead:
            if timeline.unread(in: timeline.scope) > 0 {
                overlay = .confirmAllRead
            } else {
                status = "nothing is unread"
            }
        case .done: return mark(.done, set: !(current?.isDone ?? false))
        case .star: return mark(.starred, set: !(current?.isStarred ?? false))
        case .undo: return undo()
        case .redo: return redo()
        case .nextTab: changeTab(1)
        case .previousTab: changeTab(-1)
        case .project:
            guard case .character(let digit) = key, let number = digit.wholeNumberValue else { return [] }
            guard number <= projects.count else {
                status = "there is no project \(number)"
                return []
            }
            return view(project: projects[number - 1].id)
        case .allProjects: return view(project: nil)
        case .switcher: overlay = .switcher(text: "", index: 0)
        case .goToToast: return goToToast()
        case .clearToasts: toasts = []
        case .browser: status = current?.newest.url.map { Sanitiser.row($0) } ?? "this entry has no web page"
        case .assignToMe:
            guard let task = current?.newest.task else {
                status = "this entry has no task"
                return []
            }
            return [.assignToMe(task: task.id)]
        case .preview: showsPreview.toggle()
        case .watch: isWatching.toggle()
        case .connection:
            overlay = overlay == .connection ? .none : .connection
            return overlay == .connection ? [.fetchFacts] : []
        case .retry: return [.retry]
        case .help: overlay = overlay == .help(scroll: 0) ? .none : .help(scroll: 0)
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        }
        return []
    }

    private var current: Row? {
        if case .detail(let entry, _) = overlay {
            return timeline.row(ofEntry: entry).flatMap { timeline.index(ofRow: $0) }.flatMap {
                timeline.row(at: $0)
            }
        }
        return selectedRow
    }

    // MARK: Moving

    private mutating func scroll(_ rows: Int) {
        switch overlay {
        case .help(let scroll):
            overlay = .help(scroll: max(0, min(scroll + rows, CommandTable.entries.count - 1)))
        case .detail(let entry, let scroll):
            overlay = .detail(entry: entry, scroll: max(0, min(scroll + rows, 1000)))
        case .none: select(max(0, min(selectedIndex + rows, timeline.rowCount - 1)))
        case .switcher, .connection, .confirmAllRead: break
        }
    }

    private mutating func select(_ index: Int) {
        selected = timeline.row(at: index)?.id
        lastIndex = index
    }

    /// At the end it says so; once more goes on to the next project with something unread.
    private mutating func nextUnread() -> [Effect] {
        // Where the list follows the newest, the newest itself may be what is next.
        if selected == nil, let row = timeline.row(at: 0), row.unreadCount > 0, !isAtEndOfUnread {
            select(0)
            return []
        }
        if let index = timeline.unreadRow(from: selectedIndex, down: true) {
            select(index)
            return []
        }
        guard isAtEndOfUnread else {
            isAtEndOfUnread = true
            status = "no unread below; n once more goes to the next project"
            return []
        }
        isAtEndOfUnread = false
        let position = projects.firstIndex { $0.id == project } ?? -1
        let order = projects.indices.map { (position + 1 + $0) % projects.count }
        guard let next = order.first(where: { timeline.unread(inProject: projects[$0].id) > 0 }) else {
            status = "nothing is unread"
            return []
        }
        let effects = view(project: projects[next].id)
        if let row = timeline.row(at: 0), row.unreadCount == 0,
            let index = timeline.unreadRow(from: 0, down: true)
        {
            select(index)
        }
        return effects
    }

    mutating func view(project: String?) -> [Effect] {
        guard project != self.project else { return [] }
        timeline.show(Scope(tab: timeline.scope.tab, project: project))
        selected = nil
        top = 0
        overlay = .none
        return [.viewProject(project)]
    }

    private mutating func changeTab(_ step: Int) {
        let tabs = Tab.allCases
        let index = (timeline.scope.tab.rawValue + step + tabs.count) % tabs.count
        timeline.show(Scope(tab: tabs[index], project: project))
        selected = nil
        top = 0
        overlay = .none
    }

    private mutating func goToToast() -> [Effect] {
        guard let toast = toasts.last(where: { $0.entry != nil }), let id = toast.entry,
            let entry = timeline.entry(id)
        else {
            status = "there is no toast"
            return []
        }
        var effects: [Effect] = []
        if let project = entry.notification.project, self.project != nil { effects = view(project: project) }
        if timeline.row(ofEntry: id) == nil { timeline.show(Scope(tab: .all, project: self.project)) }
        selected = timeline.row(ofEntry: id)
        toasts.removeAll { $0.entry == id }
        overlay = .none
        return effects
    }

    // MARK: Opening

    private mutating func open() -> [Effect] {
        guard overlay == .none, let row = selectedRow else { return [] }
        selected = row.id
        overlay = .detail(entry: row.newest.id, scroll: 0)
        toasts.removeAll { toast in row.entryIDs.contains { $0 == toast.entry } }
        var effects: [Effect] = []
        if marksReadOnOpen { effects = changed(timeline.mark(row.entryIDs, .read, true), nil) }
        if let task = row.newest.task {
            if self.task?.id != task.id { self.task = nil }
            effects.append(.fetchTask(task.id))
        }
        return effects
    }

    private mutating func back() { overlay = .none }

    // MARK: Marks

    private mutating func mark(_ mark: Marks, set isSet: Bool) -> [Effect] {
        guard let row = current else { return [] }
        let index = selectedIndex
        let effects = changed(timeline.mark(row.entryIDs, mark, isSet), nil)
        // The cursor goes to what took the row's place.
        if timeline.index(ofRow: row.id) == nil {
            overlay = .none
            selected = timeline.row(at: min(index, timeline.rowCount - 1))?.id
        } else if selected == nil, overlay == .none {
            selected = row.id
        }
        return effects
    }

    private mutating func changed(_ change: StateChange?, _ word: String?) -> [Effect] {
        guard let change else { return [] }
        doneChanges.append(change)
        if doneChanges.count > 100 { doneChanges.removeFirst() }
        undone = []
        if let word { status = "\(change.ids.count) \(word); z takes it back" }
        return [.change(change)]
    }

    private mutating func undo() -> [Effect] {
        guard let change = doneChanges.popLast() else {
            status = "there is nothing to undo"
            return []
        }
        undone.append(change)
        timeline.apply(change.inverse)
        status = "undone"
        return [.change(change.inverse)]
    }

    private mutating func redo() -> [Effect] {
        guard let change = undone.popLast() else {
            status = "there is nothing to redo"
            return []
        }
        doneChanges.append(change)
        timeline.apply(change)
        status = "done again"
        return [.change(change)]
    }

    // MARK: Switcher

    /// Projects whose key or name has the letters in order.
    func matches(_ text: String) -> [Project] {
        let wanted = text.lowercased()
        return projects.filter { project in
            var rest = wanted[...]
            for letter in "\(project.key) \(project.name)".lowercased() where letter == rest.first {
                rest = rest.dropFirst()
            }
            return rest.isEmpty
        }
    }

    private mutating func pressedInSwitcher(_ key: KeyPress, _ text: String, _ index: Int) -> [Effect] {
        let found = matches(text)
        switch key {
        case .escape, .control("c"), .control("g"): overlay = .none
        case .enter:
            overlay = .none
            if index < found.count { return view(project: found[index].id) }
            status = "no project is called \(text)"
        case .down, .control("n"), .tab:
            overlay = .switcher(text: text, index: min(index + 1, max(0, found.count - 1)))
        case .up, .control("p"): overlay = .switcher(text: text, index: max(0, index - 1))
        case .backspace: overlay = .switcher(text: String(text.dropLast()), index: 0)
        case .character(let character):
            overlay = .switcher(text: text + Sanitiser.row(String(character)), index: 0)
        default: break
        }
        return []
    }
}
