public import Screen

/// Everything a key or a line of the command line can ask for. The raw value is the name in `[keys]`, in the
/// presets and on the command line.
public enum Command: String, CaseIterable, Sendable {
    case down, up, top, bottom
    case pageDown = "page_down"
    case pageUp = "page_up"
    case halfPageDown = "half_page_down"
    case halfPageUp = "half_page_up"
    case open, back
    case nextUnread = "next_unread"
    case previousUnread = "previous_unread"
    case goToToast = "go_to_toast"

    case toggleRead = "toggle_read"
    case markUnread = "mark_unread"
    case markAllRead = "mark_all_read"
    case done, star, snooze, mute, unsubscribe
    case select, range, undo, redo

    case nextTab = "next_tab"
    case previousTab = "previous_tab"
    case tab, project
    case allProjects = "all_projects"
    case nextProject = "next_project"
    case previousProject = "previous_project"
    case switcher, filter, search
    case command = "command_line"
    case rule

    case reply
    case assignToMe = "assign_to_me"
    case changeStatus = "change_status"
    case browser
    case copyKey = "copy_key"
    case copyAddress = "copy_url"
    case why

    case preview
    case previewPosition = "preview_position"
    case watch
    case clearToasts = "clear_toasts"
    case doNotDisturb = "do_not_disturb"
    case delivery, connection, login, retry
    case help, redraw, suspend, quit
}

/// What a command is about; help groups by it.
public enum CommandGroup: String, CaseIterable, Sendable {
    case moving = "Moving"
    case triage = "Triage"
    case places = "Lists and projects"
    case task = "The task"
    case program = "The program"
}

/// What may follow a command on the command line, for completion and for the sentence when it is missing.
public enum CommandArgument: Equatable, Sendable {
    /// Nothing.
    case none
    /// A project by number, key or name.
    case project
    /// A tab by name.
    case tab
    /// The query language; empty takes the filter away.
    case query
    /// A time to come back at: `2h`, `tomorrow`, `mon 9:00`.
    case moment
    /// What to mute: `task`, `project`, `person`, `kind`.
    case target
    /// A status of the application's.
    case status
    /// Free text: a comment.
    case text
    /// A rule: a query and what to do.
    case rule
}

/// One command: its name in the configuration, its keys and its help.
public struct CommandEntry: Sendable {
    /// The command; its raw value is the identifier in `[keys]`.
    public let command: Command
    /// Its keys where the configuration says nothing.
    public let keys: [KeyPress]
    /// What it is about.
    public let group: CommandGroup
    /// What it does, for the help, the manual and the README.
    public let help: String
    /// A word for the bottom line; empty keeps it out.
    public let hint: String
    /// Whether a number typed before its key repeats it.
    public let takesCount: Bool
    /// What may follow it on the command line.
    public let argument: CommandArgument
}
