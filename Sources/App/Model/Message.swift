public import Feed
public import Screen

/// What can happen to the program.
public enum Message: Sendable {
    /// Entries from the store, with their marks.
    case loaded([(notification: Feed.Notification, marks: Marks)])
    /// Live events.
    case arrived([Feed.Notification])
    /// What the first start ever fetched.
    case history([Feed.Notification])
    /// What was missed, and how sure it is that this is all.
    case recovered([Feed.Notification], Outage)
    case connection(Model.Connection)
    case identity(Identity)
    case projects([Project])
    case whisper(Whisper)
    case task(Model.TaskPage)
    /// A sentence for the status line.
    case problem(String)
    /// Facts for the connection panel.
    case facts([(name: String, value: String)])
    /// Entries of the store that were not in memory, newest first; with what is unread in all of it where it
    /// is the first reading.
    case stored([(notification: Feed.Notification, marks: Marks)], unread: [String?: UnreadCount]?)
    /// Whether the store takes what it is given, so that entries may leave memory.
    case backed(Bool)
    /// Marks another screen on the same store has made, and the entries they changed.
    case changedElsewhere([StateChange], [ForeignMark])
    /// Marks another screen has made.
    case changed([StateChange])
    case key(KeyPress)
    case resized(width: Int, height: Int)
    /// The wheel or a click.
    case mouse(MouseEvent)
    /// Text that was pasted, as it came.
    case pasted(String)
    /// The window has got the focus, or lost it.
    case focused(Bool)
    /// Time has passed.
    case tick
}

/// What the program is to do outside.
public enum Effect: Equatable, Sendable {
    /// Keep these entries with these marks.
    case store([Feed.Notification], Marks)
    /// Keep this change.
    case change(StateChange)
    /// Hold the channels of this project instead of the other's.
    case viewProject(String?)
    case fetchTask(String)
    case assignToMe(task: String)
    /// Bring the connection panel's facts.
    case fetchFacts
    case retry
    case bell
    /// Ask the terminal for a desktop notification.
    case notify(Feed.Notification)
    /// Run the program that `[notify] hook` names.
    case hook(Feed.Notification)
    /// Put text into the clipboard.
    case copy(String)
    case redraw
    case suspend
    /// End with 0.
    case quit
}
