import Screen

/// Every command, one entry each: keymap, help screen, bottom line, command line, `craftdesk keys` and the
/// README's table are made of it. A new command is an entry here, a case of `Command`, and what it does in
/// `Update/Perform.swift`.
public enum CommandTable {
    /// The entries, in the order people read them.
    public static let entries: [CommandEntry] = [
        entry(.down, ["j", "Down"], .moving, "next row", hint: "down", counts: true),
        entry(.up, ["k", "Up"], .moving, "previous row", hint: "up", counts: true),
        entry(.top, ["g", "Home"], .moving, "newest row, and stay with the newest"),
        entry(.bottom, ["G", "End"], .moving, "oldest row; with a number, that row", counts: true),
        entry(.pageDown, ["PgDn"], .moving, "a page down", counts: true),
        entry(.pageUp, ["PgUp"], .moving, "a page up", counts: true),
        entry(.halfPageDown, ["C-d"], .moving, "half a page down", counts: true),
        entry(.halfPageUp, ["C-u"], .moving, "half a page up", counts: true),
        entry(.open, ["Enter", "C-j"], .moving, "open the row", hint: "open"),
        entry(.back, ["Esc"], .moving, "back; in the list, let go of the selection and the filter"),
        entry(
            .nextUnread, ["n"], .moving,
            "next unread; at the end once more goes to the next project with unread", hint: "unread",
            counts: true),
        entry(.previousUnread, ["N"], .moving, "previous unread, likewise back", counts: true),
        entry(.goToToast, ["t"], .moving, "go to the newest toast's entry"),

        entry(.toggleRead, ["r"], .triage, "read or unread", hint: "read", counts: true),
        entry(.markUnread, ["u"], .triage, "mark unread", counts: true),
        entry(.markAllRead, ["R"], .triage, "mark all of the list read (asks)"),
        entry(
            .done, ["e"], .triage, "done: leaves the inbox until something new happens", hint: "done",
            counts: true),
        entry(.star, ["s", "*"], .triage, "star, or take the star away", counts: true),
        entry(
            .snooze, ["b"], .triage, "snooze until a time or until something happens", hint: "snooze",
            counts: true, argument: .moment),
        entry(
            .mute, ["m"], .triage, "mute the task, project, person or kind, or let it speak again",
            argument: .target),
        entry(.unsubscribe, ["U"], .triage, "leave the conversation: only what is for me comes through"),
        entry(
            .select, ["x", "Space"], .triage, "select the row for the next command, and go on", counts: true),
        entry(.range, ["v"], .triage, "select from here to where the cursor goes"),
        entry(.undo, ["z"], .triage, "undo the last mark", hint: "undo", counts: true),
        entry(.redo, ["Z"], .triage, "redo what was undone", counts: true),

        entry(.nextTab, ["l", "]", "Right"], .places, "next tab", counts: true),
        entry(.previousTab, ["h", "[", "Left"], .places, "previous tab", counts: true),
        entry(.tab, [], .places, "that tab: inbox, mentions, starred or all", argument: .tab),
        entry(
            .project, (1...9).map(String.init), .places, "that project of the strip", argument: .project),
        entry(.allProjects, ["0"], .places, "all projects"),
        entry(.nextProject, ["J"], .places, "next project", counts: true),
        entry(.previousProject, ["K"], .places, "previous project", counts: true),
        entry(.switcher, ["C-g"], .places, "go to a project, task or person by a few letters"),
        entry(.filter, ["\\"], .places, "show only rows that fit a query", argument: .query),
        entry(.search, ["/"], .places, "search everything that was ever received", argument: .query),
        entry(.command, [":"], .places, "type a command by its name"),
        entry(.rule, [], .places, "make a rule: a query, ->, and what to do", argument: .rule),

        entry(.reply, ["c"], .task, "comment on the task", argument: .text),
        entry(.assignToMe, ["a"], .task, "assign the task to me"),
        entry(.changeStatus, ["S"], .task, "change the task's status", argument: .status),
        entry(.browser, ["o"], .task, "open the web page; over ssh, show and copy its address"),
        entry(.copyKey, ["y"], .task, "copy the task's key"),
        entry(.copyAddress, ["Y"], .task, "copy the web address"),
        entry(.why, ["W"], .task, "why did I get this"),

        entry(.preview, ["p"], .program, "show or hide the preview"),
        entry(.previewPosition, ["P"], .program, "preview to the right, below, or by itself"),
        entry(.watch, ["w"], .program, "watch: one line an event, the newest at the bottom"),
        entry(.clearToasts, ["T"], .program, "clear the toasts"),
        entry(
            .doNotDisturb, ["Q"], .program, "do not disturb, until a time or until you take it back",
            argument: .moment),
        entry(
            .delivery, ["D"], .program, "what each kind of event does: show, toast, bell, notification, hook"),
        entry(.connection, ["i"], .program, "the connection"),
        entry(.login, ["L"], .program, "log in again"),
        entry(.retry, ["C-r"], .program, "connect again now"),
        entry(.help, ["?"], .program, "help for what is selected", hint: "help"),
        entry(.redraw, ["C-l"], .program, "draw the screen anew"),
        entry(.suspend, ["C-z"], .program, "suspend to the shell"),
        entry(.quit, ["q"], .program, "back, then quit", hint: "quit"),
    ]

    private static func entry(
        _ command: Command, _ keys: [String], _ group: CommandGroup, _ help: String, hint: String = "",
        counts: Bool = false, argument: CommandArgument = .none
    ) -> CommandEntry {
        CommandEntry(
            command: command, keys: keys.compactMap(KeyPress.init(name:)), group: group, help: help,
            hint: hint, takesCount: counts,
            argument: argument)
    }

    private static let byCommand: [Command: CommandEntry] = Dictionary(
        entries.map { ($0.command, $0) }, uniquingKeysWith: { first, _ in first })

    /// The entry of a command; nil for one that the table lacks, which a test rules out.
    public static func entry(of command: Command) -> CommandEntry? { byCommand[command] }

    /// The key table in Markdown, as the README has it.
    public static func markdown(_ keymap: Keymap = .standard) -> String {
        var lines = ["| Keys | Command | What it does |", "|---|---|---|"]
        for entry in entries {
            let keys = keymap.keys(of: entry.command).map { $0 == .character("|") ? "`\\|`" : "`\($0.name)`" }
            lines.append("| \(keys.joined(separator: " ")) | `\(entry.command.rawValue)` | \(entry.help) |")
        }
        return lines.joined(separator: "\n")
    }
}
