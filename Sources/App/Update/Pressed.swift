import Feed
import Screen

/// Which screen a key is for.
extension Model {
    mutating func pressed(_ key: KeyPress) -> [Effect] {
        switch screen {
        case .switcher(let state): return pressedInSwitcher(key, state)
        case .search(let state): return pressedInSearch(key, state)
        case .prompt(let state): return pressedInPrompt(key, state)
        case .menu(let state): return pressedInMenu(key, state)
        case .confirm(let state): return pressedInConfirm(key, state)
        case .login(let state): return pressedInLogin(key, state)
        case .detail, .help, .connection, .delivery, .why, nil: return pressedOnKeymap(key)
        }
    }

    private mutating func pressedOnKeymap(_ key: KeyPress) -> [Effect] {
        if key == .control("c"), preferences.keymap.command(for: key) == nil {
            guard stack.isEmpty else {
                pop()
                return []
            }
            return [.interrupt]
        }
        status = nil
        storeProblem = nil
        if counted(key) { return [] }
        guard let command = preferences.keymap.command(for: key) else {
            let effects = settleCount()
            status = "\(key.name) does nothing here; \(label(.help)) is the help"
            return effects
        }
        var effects: [Effect] = []
        var count: Int?
        if list.count != nil {
            if command == .back {
                list.count = nil
                list.countDeadline = nil
                return []
            }
            if CommandTable.entry(of: command)?.takesCount == true {
                count = list.count
                list.count = nil
                list.countDeadline = nil
            } else {
                effects = settleCount()
            }
        }
        return effects + perform(command, count: count, key: key)
    }

    /// A command by its name: what lies over the list goes, the entry's row is what it is for.
    mutating func asked(_ command: Command, entry: String?, argument: String) -> [Effect] {
        status = nil
        var effects: [Effect] = []
        while !stack.isEmpty { effects += leaveScreen() }
        if let entry {
            guard let index = timeline.row(ofEntry: entry).flatMap({ timeline.index(ofRow: $0) }) else {
                status = "this entry is no longer in the list"
                return effects
            }
            select(index)
        }
        return effects + perform(command, argument: argument)
    }

    /// A paste goes where typing goes.
    mutating func pasted(_ text: String) -> [Effect] {
        switch screen {
        case .prompt(var state):
            state.line.paste(text, multiline: state.kind.isMultiline)
            replace(.prompt(state))
            return typed(state)
        case .search(var state):
            if state.isRecalled { state.line = InputLine() }
            state.isRecalled = false
            state.line.paste(text, multiline: false)
            return look(state)
        case .switcher(var state):
            state.line.paste(text, multiline: false)
            state.index = 0
            replace(.switcher(state))
        case .login(var state):
            state.form.paste(text)
            replace(.login(state))
        case .detail, .help, .connection, .delivery, .why, .menu, .confirm, nil:
            status = "a paste does nothing here; \(label(.reply)) begins a comment"
        }
        return []
    }
}
