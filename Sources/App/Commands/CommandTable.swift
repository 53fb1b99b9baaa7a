public import Screen

/// Everything a key can ask for.
public enum Command: String, CaseIterable, Sendable {
    case down, up, top, bottom
    case pageDown = "page_down"
    case pageUp = "page_up"
    case halfPageDown = "half_page_down"
    case halfPageUp = "half_page_up"
    case open, back
    case nextUnread = "next_unread"
    case previousUnread = "previous_unread"
    case toggleRead = "toggle_read"
    case markUnread = "mark_unread"
    case markAllRead = "mark_all_read"
    case done, star, undo, redo
    case nextTab = "next_tab"
    case previousTab = "previous_tab"
    case project
    case allProjects = "all_projects"
    case switcher
    case goToToast = "go_to_toast"
    case clearToasts = "clear_toasts"
    case browser
    case assignToMe = "assign_to_me"
    case preview, watch
    case connection
    case retry
    case help, redraw, suspend, quit
}

/// One command: its name in the configuration, its keys and its help.
public struct CommandEntry: Sendable {
    /// The command; its raw value is the identifier in `[keys]`.
    public let command: Command
    /// Its keys where the configuration says nothing.
    public let keys: [KeyPress]
    /// What it does, for the help, the manual and the README.
    public let help: String
    /// A word for the bottom line; empty keeps it out.
    public let hint: String
}

/// Every command, one entry each: keymap, help screen, bottom line, `craftdesk keys` and the README's table
/// are made of it. A new command is an entry here, a case above, and what it does in `Commander`.
public enum CommandTable {
    /// The entries, in the order people read them.
    public static let entries: [CommandEntry] = [
        entry(.down, ["j", "Down"], "next row", hint: "down"),
        entry(.up, ["k", "Up"], "previous row", hint: "up"),
        entry(.top, ["g", "Home"], "newest row, and stay with the newest"),
        entry(.bottom, ["G", "End"], "oldest row"),
        entry(.pageDown, ["PgDn", "Space"], "a page down"),
        entry(.pageUp, ["PgUp"], "a page up"),
        entry(.halfPageDown, ["C-d"], "half a page down"),
        entry(.halfPageUp, ["C-u"], "half a page up"),
        entry(.open, ["Enter"], "open the row", hint: "open"),
        entry(.back, ["Esc"], "back"),
        entry(
            .nextUnread, ["n"], "next unread; at the end once more goes to the next project with unread",
            hint: "unread"),
        entry(.previousUnread, ["N"], "previous unread"),
        entry(.toggleRead, ["r"], "read or unread", hint: "read"),
        entry(.markUnread, ["u"], "mark unread"),
        entry(.markAllRead, ["R"], "mark all of the list read (asks)"),
        entry(.done, ["e"], "done: leaves the inbox until something new happens", hint: "done"),
        entry(.star, ["s", "*"], "star, or take the star away"),
        entry(.undo, ["z"], "undo the last mark", hint: "undo"),
        entry(.redo, ["Z"], "redo what was undone"),
        entry(.nextTab, ["l", "]", "Right"], "next tab"),
        entry(.previousTab, ["h", "[", "Left"], "previous tab"),
        entry(.project, (1...9).map(String.init), "that project of the strip"),
        entry(.allProjects, ["0"], "all projects"),
        entry(.switcher, ["C-g"], "switch project by name"),
        entry(.goToToast, ["t"], "go to the newest toast's entry"),
        entry(.clearToasts, ["T"], "clear the toasts"),
        entry(.browser, ["o"], "show the web address of the entry"),
        entry(.assignToMe, ["a"], "assign the task to me"),
        entry(.preview, ["p"], "show or hide the preview"),
        entry(.watch, ["w"], "watch: one line an event, the newest at the bottom"),
        entry(.connection, ["i"], "the connection"),
        entry(.retry, ["C-r"], "connect again now"),
        entry(.help, ["?"], "this help", hint: "help"),
        entry(.redraw, ["C-l"], "draw the screen anew"),
        entry(.suspend, ["C-z"], "suspend to the shell"),
        entry(.quit, ["q"], "back, then quit", hint: "quit"),
    ]

    private static func entry(_ command: Command, _ keys: [String], _ help: String, hint: String = "")
        -> CommandEntry
    {
        CommandEntry(command: command, keys: keys.compactMap(KeyPress.init(name:)), help: help, hint: hint)
    }

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
