import Feed
import Screen

/// Counts, chosen rows and ranges: what a command is for.
extension Model {
    /// Takes a digit that could be a count. Digits alone name a project, after a moment or at the next key
    /// that takes no count.
    mutating func counted(_ key: KeyPress) -> Bool {
        guard case .character(let character) = key, character.isASCII, let digit = character.wholeNumberValue
        else { return false }
        // The table's digits are its projects, and nothing in it changes by looking: they needn't wait.
        if case .delivery = screen { return false }
        switch preferences.keymap.command(for: key) {
        case .project, nil: break
        case .allProjects: guard list.count != nil else { return false }
        default: return false
        }
        let number = min((list.count ?? 0) * 10 + digit, 9999)
        list.count = number
        let isProject = projects.indices.contains(number - 1)
        list.countDeadline = isProject ? now.advanced(byMilliseconds: ListState.countTime) : nil
        return true
    }

    /// The digits were no count.
    mutating func settleCount() -> [Effect] {
        guard let number = list.count else { return [] }
        list.count = nil
        list.countDeadline = nil
        return view(projectNumber: number)
    }

    mutating func settleCountInTime() -> [Effect] {
        guard let deadline = list.countDeadline, deadline <= now else { return [] }
        return settleCount()
    }

    /// Chooses so many rows, or lets them go, and goes on to the next.
    mutating func toggleChoice(count: Int) {
        let rows: [Int]
        if let range {
            rows = Array(range)
            list.rangeStart = nil
        } else {
            pin()
            rows = Array(selectedIndex..<selectedIndex + max(1, count))
        }
        let ids = rows.compactMap { timeline.rowID(at: $0) }
        let isChosen = ids.allSatisfy(list.marked.contains)
        for id in ids {
            if isChosen { list.marked.remove(id) } else { list.marked.insert(id) }
        }
        if let last = rows.last { select(last + 1) }
        status = list.marked.isEmpty ? nil : "\(list.marked.count) selected"
    }

    mutating func toggleRange() {
        if list.rangeStart != nil {
            list.rangeStart = nil
        } else {
            pin()
            list.rangeStart = list.selected
            status = "a range from here; a command is for all of it, \(label(.back)) lets go"
        }
    }

    /// Lets go of what was chosen; false when nothing was.
    mutating func letGo() -> Bool {
        guard list.rangeStart != nil || !list.marked.isEmpty || list.count != nil else { return false }
        list.rangeStart = nil
        list.marked = []
        list.count = nil
        list.countDeadline = nil
        return true
    }

    /// The keys of a command, for sentences.
    func label(_ command: Command) -> String {
        if preferences.readsOut { return command.rawValue.replacing("_", with: " ") }
        return preferences.keymap.keys(of: command).first?.name ?? preferences.keymap.label(of: command)
    }
}
