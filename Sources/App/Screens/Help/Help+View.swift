import Feed
import Screen

extension Painter {
    mutating func help(_ state: HelpState) {
        show(model.helpText(in: document(layout.body)), from: state.scroll, in: layout.body)
    }
}

extension Model {
    /// Help for what is selected, then all of the table.
    func helpText(in document: Document) -> Document {
        var document = document
        let (title, commands) = helpForSubject
        if !commands.isEmpty {
            document.add(title, Style(.heading))
            for command in commands { add(command, to: &document) }
        }
        for group in CommandGroup.allCases {
            document.heading(group.rawValue)
            for entry in CommandTable.entries where entry.group == group { add(entry.command, to: &document) }
        }
        document.heading("Typing")
        document.fact("Enter C-j", "send; a new line", column: 15)
        document.fact("C-o", "write it in $EDITOR", column: 15)
        document.fact("Esc C-c", "leave; what was written about a task stays", column: 15)
        document.fact("Up Down Tab", "what was typed before; complete a command", column: 15)
        document.heading("Counts and queries")
        document.add("3\(label(.down)) goes three rows down, 5\(label(.done)) is done with five.")
        document.add(
            "kind:comment from:ana project:website mention:me is:unread before:2h \"some words\" -kind:reply (a OR b)"
        )
        return document
    }

    private func add(_ command: Command, to document: inout Document) {
        guard let entry = CommandTable.entry(of: command) else { return }
        document.fact(preferences.keymap.label(of: command), entry.help, column: 15)
    }

    /// What can be done with what is selected.
    private var helpForSubject: (title: String, commands: [Command]) {
        switch helpSubject {
        case .detail(let state):
            guard let row = row(ofEntry: state.entry) else { return ("", []) }
            return ("This entry", commands(for: row.newest) + [.back])
        case .connection: return ("The connection", [.retry, .login, .back])
        case .why: return ("Why did I get this", [.mute, .unsubscribe, .delivery, .back])
        case .delivery: return ("The table", [.select, .nextTab, .nextProject, .markUnread, .undo, .back])
        case .help, .switcher, .search, .menu, .prompt, .confirm, .login: return ("", [])
        case nil:
            guard let row = selectedRow else {
                return ("The empty list", [.nextTab, .allProjects, .switcher, .search])
            }
            let label = preferences.catalogue.entry(of: row.newest.kind).label
            return (
                "The selected row: \(label) in \(place(of: row.newest))", [.open] + commands(for: row.newest)
            )
        }
    }

    private func commands(for entry: Feed.Notification) -> [Command] {
        guard entry.kind != .outage else { return [.connection] }
        var commands: [Command] = [.toggleRead, .done, .star, .snooze, .mute, .unsubscribe]
        if entry.task != nil { commands += [.reply, .assignToMe, .changeStatus] }
        if entry.url != nil { commands += [.browser, .copyAddress] }
        return commands + [.copyKey, .why]
    }
}
