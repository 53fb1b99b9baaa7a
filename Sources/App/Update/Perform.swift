import Feed
import Screen

/// What each command of the table does.
extension Model {
    /// - Parameters:
    ///   - count: a number typed before the key; nil for none.
    ///   - key: the key that asked; nil for the command line.
    ///   - argument: what followed on the command line; empty for none.
    mutating func perform(_ command: Command, count: Int? = nil, key: KeyPress? = nil, argument: String = "")
        -> [Effect]
    {
        if command != .nextUnread, command != .previousUnread { list.isAtEndOfUnread = false }
        let times = max(1, count ?? 1)
        if case .delivery(let state) = screen,
            let effects = performInDelivery(command, count: times, key: key, state)
        {
            return effects
        }
        let page = max(1, Layout(self).list.height)
        switch command {
        case .down: scroll(times)
        case .up: scroll(-times)
        case .pageDown: scroll(page * times)
        case .pageUp: scroll(-page * times)
        case .halfPageDown: scroll(max(1, page / 2) * times)
        case .halfPageUp: scroll(-max(1, page / 2) * times)
        case .top: scrollToTop()
        case .bottom:
            if stack.isEmpty, let count { select(count - 1) } else { scrollToBottom() }
        case .open: return open()
        case .back: return back()
        case .quit:
            guard !stack.isEmpty else { return [.quit] }
            return back()
        case .nextUnread: return goToUnread(down: true, count: times)
        case .previousUnread: return goToUnread(down: false, count: times)
        case .goToToast: return goToToast()
        case .toggleRead: return toggle(.read, count: times)
        case .markUnread: return set(.read, false, on: targets(count: times))
        case .markAllRead: askToMarkAllRead()
        case .done: return toggle(.done, count: times)
        case .star: return toggle(.starred, count: times)
        case .snooze: return snooze(count: times, until: argument)
        case .mute: return mute(argument)
        case .unsubscribe: return unsubscribe()
        case .select: toggleChoice(count: times)
        case .range: toggleRange()
        case .undo: return undo(count: times)
        case .redo: return redo(count: times)
        case .nextTab: changeTab(times)
        case .previousTab: changeTab(-times)
        case .tab: show(tabNamed: argument)
        case .project: return view(projectBy: key, named: argument)
        case .allProjects: return view(project: nil)
        case .nextProject: return changeProject(times)
        case .previousProject: return changeProject(-times)
        case .switcher: openSwitcher()
        case .filter: return filter(argument, isAsked: key != nil)
        case .search: return search(argument)
        case .command: push(.prompt(PromptState(kind: .command)))
        case .rule: return makeRule(argument)
        case .reply: return reply(argument)
        case .assignToMe:
            return withTask { model, task, name in model.act(.assignToMe, task: task, key: name) }
        case .changeStatus: return changeStatus(argument)
        case .browser: return browse()
        case .copyKey: return copyKey()
        case .copyAddress: return copyAddress()
        case .why: showWhy()
        case .preview: list.showsPreview = Layout(self).preview.width == 0
        case .previewPosition: changePreviewPosition()
        case .watch: list.isWatching.toggle()
        case .clearToasts: toasts = []
        case .doNotDisturb: return doNotDisturb(argument)
        case .delivery: openDelivery()
        case .connection: return toggleConnection()
        case .login: return [.login]
        case .retry: return [.retry] + checkUncertain()
        case .help: toggleHelp()
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        }
        return []
    }

    // MARK: Moving

    private mutating func scroll(_ rows: Int) {
        guard stack.isEmpty else { return scrollScreen(rows) }
        move(rows)
    }

    private mutating func scrollToTop() {
        guard stack.isEmpty else { return scrollScreen(-1_000_000) }
        goToNewest()
    }

    private mutating func scrollToBottom() {
        guard stack.isEmpty else { return scrollScreen(1_000_000) }
        select(timeline.rowCount - 1)
    }

    /// Back by one screen; in the list, what was chosen is let go.
    private mutating func back() -> [Effect] {
        if !stack.isEmpty { return leaveScreen() }
        if !letGo() { clearFilter() }
        return []
    }

    private mutating func changePreviewPosition() {
        list.showsPreview = true
        list.previewPosition =
            switch list.previewPosition {
            case nil: .right
            case .right: .below
            case .below: nil
            }
        status =
            switch list.previewPosition {
            case nil: "the preview goes where there is room"
            case .right: "the preview is on the right, where there is room"
            case .below: "the preview is below"
            }
    }

    // MARK: Places

    private mutating func show(tabNamed name: String) {
        let names = ["inbox", "mentions", "starred", "all"]
        let wanted = name == "@" ? "mentions" : name.lowercased()
        guard !wanted.isEmpty, let index = names.firstIndex(where: { $0.hasPrefix(wanted) }),
            let tab = Tab(rawValue: index)
        else {
            status = "the tabs are \(names.joined(separator: ", "))"
            return
        }
        show(tab)
    }

    private mutating func view(projectBy key: KeyPress?, named name: String) -> [Effect] {
        if let key, let index = preferences.keymap.keys(of: .project).firstIndex(of: key) {
            return view(projectNumber: index + 1)
        }
        if name.isEmpty || name == "all" { return view(project: nil) }
        if let number = Int(name), projects.indices.contains(number - 1) {
            return view(projectNumber: number)
        }
        let ranked = Fuzzy.ranked(projects, by: name) { "\($0.key) \($0.name)" }
        let exact = projects.first { $0.key.lowercased() == name.lowercased() || $0.id == name }
        guard let project = exact ?? ranked.first else {
            status = "no project is called \(Sanitiser.row(name))"
            return []
        }
        return view(project: project.id)
    }

    // MARK: Outside

    private mutating func browse() -> [Effect] {
        guard let address = address else { return [] }
        return [.browse(address)]
    }

    private mutating func copyKey() -> [Effect] {
        guard let row = target else {
            status = "nothing is selected"
            return []
        }
        let text = Sanitiser.row(row.newest.task.map { $0.key ?? $0.id } ?? row.newest.id)
        status = "copied \(text)"
        return [.copy(text)]
    }

    private mutating func copyAddress() -> [Effect] {
        guard let address = address else { return [] }
        status = "copied \(address)"
        return [.copy(address)]
    }

    /// The web address of what is selected, or a sentence why there is none.
    private var address: String? {
        mutating get {
            guard let row = target else {
                status = "nothing is selected"
                return nil
            }
            guard let url = row.newest.url else {
                status = "this entry has no web page"
                return nil
            }
            return Sanitiser.row(url)
        }
    }
}
