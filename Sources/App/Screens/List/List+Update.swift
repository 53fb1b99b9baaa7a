import Feed
import Screen

/// Moving in the list and between lists.
extension Model {
    mutating func select(_ index: Int) {
        let index = max(0, min(index, timeline.rowCount - 1))
        list.selected = timeline.rowID(at: index)
        list.lastIndex = index
        list.barrenPages = 0
    }

    /// The row that a finger meant becomes the one under the cursor, and stays it.
    mutating func pin() {
        if list.selected == nil { list.selected = target?.id }
    }

    mutating func move(_ rows: Int) {
        pin()
        // In watch mode the newest is at the bottom, so down is newer.
        select(selectedIndex + (Layout(self).kind == .watch ? -rows : rows))
    }

    mutating func goToNewest() {
        list.selected = nil
        list.top = 0
        list.arrivedAbove = 0
    }

    /// The cursor stays on its row and the row stays on the screen, whatever came and went.
    mutating func keepSelectionInView() {
        let height = max(1, Layout(self).list.height)
        if let id = list.selected, timeline.index(ofRow: id) == nil {
            list.selected = timeline.rowID(at: min(list.lastIndex, timeline.rowCount - 1))
        }
        let index = selectedIndex
        if list.selected != nil { list.lastIndex = index }
        if list.selected == nil { list.top = 0 }
        if index < list.top { list.top = index }
        if index >= list.top + height { list.top = index - height + 1 }
        list.top = max(0, min(list.top, timeline.rowCount - height))
        if list.top == 0 { list.arrivedAbove = 0 }
        // What joins the row under the cursor doesn't move it.
        timeline.hold(list.selected)
        noteStaying()
    }

    /// Rows came in: what is under the cursor stays where it is on the screen.
    mutating func keepPlace(since before: (index: Int, newest: Row.ID?), arrived count: Int) {
        if list.selected != nil {
            let shift = selectedIndex - before.index
            if shift > 0 {
                list.top += shift
                list.arrivedAbove += count
            }
        } else if let newest = before.newest, newest != timeline.rowID(at: 0) {
            list.previousNewest = (newest, now.advanced(byMilliseconds: ListState.readingTime))
        }
    }

    // MARK: Unread

    /// At the end it says so; once more goes on to the next project with something unread.
    mutating func goToUnread(down: Bool, count: Int) -> [Effect] {
        var effects: [Effect] = []
        for _ in 0..<max(1, count) {
            effects += goToUnread(down: down)
            if list.isAtEndOfUnread { break }
        }
        return effects
    }

    private mutating func goToUnread(down: Bool) -> [Effect] {
        // Where the list follows the newest, the newest itself may be what is next.
        if down, list.selected == nil, let row = timeline.row(at: 0), row.unreadCount > 0,
            !list.isAtEndOfUnread
        {
            select(0)
            return []
        }
        if let index = timeline.unreadRow(from: selectedIndex, down: down) {
            list.isAtEndOfUnread = false
            select(index)
            return []
        }
        let key = preferences.keymap.label(of: down ? .nextUnread : .previousUnread)
        guard list.isAtEndOfUnread else {
            list.isAtEndOfUnread = true
            status = "no unread \(down ? "below" : "above"); \(key) once more goes on to another project"
            return []
        }
        list.isAtEndOfUnread = false
        guard let next = projectWithUnread(after: project, forward: down) else {
            status = "nothing is unread in another project"
            return []
        }
        let effects = view(project: next)
        if let row = timeline.row(at: 0), row.unreadCount > 0 {
            select(0)
        } else if let index = timeline.unreadRow(from: 0, down: true) {
            select(index)
        }
        return effects
    }

    private func projectWithUnread(after id: String?, forward: Bool) -> String? {
        let count = projects.count
        let position = projects.firstIndex { $0.id == id } ?? (forward ? -1 : count)
        return (1...max(1, count)).lazy
            .map { (position + (forward ? $0 : -$0) + 2 * count) % max(1, count) }
            .compactMap { self.projects.indices.contains($0) ? self.projects[$0].id : nil }
            .first { $0 != id && self.timeline.unread(inProject: $0) > 0 }
    }

    // MARK: Lists

    mutating func view(project: String?) -> [Effect] {
        // Before the project's channel goes, which tells others of it.
        let left: [Effect] = openTask == nil ? [] : [.viewing(task: nil)]
        stack = []
        guard project != self.project else { return left }
        show(Scope(tab: timeline.scope.tab, project: project))
        people.leave()
        return left + [.viewProject(project)]
    }

    /// The project that the first start shows, once it is known. What somebody has opened meanwhile stays open
    /// where the project has it.
    mutating func show(firstProject id: String) -> [Effect] {
        let screens = stack
        let wasViewing = openTask
        // Nothing is left yet.
        stack = []
        let effects = view(project: id)
        let isHere = screens.allSatisfy { screen in
            if case .detail(let state) = screen { row(ofEntry: state.entry) != nil } else { true }
        }
        guard isHere else { return effects + (wasViewing == nil ? [] : [.viewing(task: nil)]) }
        stack = screens
        return effects
    }

    mutating func show(_ tab: Tab) {
        stack = []
        show(Scope(tab: tab, project: project, filter: timeline.scope.filter))
    }

    mutating func show(filter: Query?) {
        show(Scope(tab: timeline.scope.tab, project: project, filter: filter))
    }

    private mutating func show(_ scope: Scope) {
        timeline.show(scope)
        list.reset()
    }

    mutating func changeTab(_ step: Int) {
        let tabs = Tab.allCases
        let index = (timeline.scope.tab.rawValue + step % tabs.count + tabs.count) % tabs.count
        show(tabs[index])
    }

    mutating func changeProject(_ step: Int) -> [Effect] {
        guard !projects.isEmpty else {
            status = "there are no projects"
            return []
        }
        // All projects stand before the first.
        let position = (projects.firstIndex { $0.id == project } ?? -1) + 1
        let count = projects.count + 1
        let next = ((position + step) % count + count) % count
        return view(project: next == 0 ? nil : projects[next - 1].id)
    }

    /// A project by its place in the list, from 1.
    mutating func view(projectNumber number: Int) -> [Effect] {
        guard projects.indices.contains(number - 1) else {
            status = "there is no project \(number)"
            return []
        }
        return view(project: projects[number - 1].id)
    }

    /// Shows an entry wherever it is: another project, another tab.
    mutating func reveal(_ id: String) -> [Effect] {
        guard let entry = timeline.entry(id) else { return [] }
        var effects: [Effect] = []
        if let project = entry.notification.project, self.project != nil { effects = view(project: project) }
        if timeline.row(ofEntry: id) == nil { show(.all) }
        stack = []
        if let row = timeline.row(ofEntry: id) {
            list.selected = row
            list.arrivedAbove = 0
        }
        return effects
    }

    // MARK: Staying

    private mutating func noteStaying() {
        let isLooking = isFocused != false && stack.isEmpty
        let row = isLooking ? list.selected : nil
        guard row != list.stayingOn else { return }
        list.stayingOn = row
        list.stayingSince = row == nil ? nil : now
    }

    /// Three seconds under the cursor of a focused window read a row.
    mutating func readWhatWasStayedOn() -> [Effect] {
        guard let deadline = list.stayDeadline(self), deadline <= now,
            let row = list.stayingOn.flatMap({ timeline.index(ofRow: $0) }).flatMap({ timeline.row(at: $0) })
        else { return [] }
        list.stayingSince = nil
        return change(timeline.markRows(of: row.entryIDs, .read, true), "read")
    }
}
