public import Feed
public import Screen

/// What can happen to the program.
public enum Message: Sendable {
    /// Entries from the store, with their marks.
    case loaded([(notification: Feed.Notification, marks: Marks)])
    /// Entries of the store that were not in memory, newest first; with what is unread in all of it where it
    /// is the first reading, and whether that is all the store has.
    case stored(
        [(notification: Feed.Notification, marks: Marks)], unread: [String?: UnreadCount]?,
        isAll: Bool = false)
    /// What the store has of rows beyond what is in memory.
    case counted([RowAnswer])
    /// Entries that were to be stored and were there already.
    case known([KnownEntry])
    /// What is unread in all of the store, as of this moment of the feed's counts.
    case unread([String?: UnreadCount], moment: Int)
    /// Entries that are in no list any more have left the store.
    case expired
    /// The store that couldn't be used at the start, with what came meanwhile in it.
    case opened(StoredFeed)
    /// Whether the store takes what it is given, so that entries may leave memory.
    case backed(Bool)
    /// What there is to say about the store's file: it stands until a key is pressed.
    case storeProblem(String)
    /// Marks another screen on the same store has made, the entries they changed, and the orders it was given.
    case changedElsewhere([StateChange], [ForeignMark], [OrderChange] = [])
    /// Live events.
    case arrived([Feed.Notification])
    /// What the first start ever fetched.
    case history([Feed.Notification])
    /// What was missed, and how sure it is that this is all.
    case recovered([Feed.Notification], Outage)
    case connection(Model.Connection)
    /// The token is refused; the sentence says by whom. A connection that stands goes on.
    case loggedOut(String)
    /// Ask for what signs in at an application of this host.
    case askToLogIn(host: String)
    /// What came of it.
    case signedIn(SignInAnswer)
    case identity(Identity)
    case projects([Project])
    /// Go to a project: the first start shows the first one.
    case showProject(String)
    case whisper(Whisper)
    /// A change of who is in the project in view.
    case people(People.Change)
    case task(TaskPage)
    /// The application agreed to a change of a task.
    case acted(ticket: Int, TaskPage?)
    /// It did not, for this reason.
    case refused(ticket: Int, String)
    /// The task as it was before a change that the application is about to make.
    case foundBefore(ticket: Int, TaskPage)
    /// No answer came, for this reason.
    case uncertain(ticket: Int, String)
    /// Requests that an earlier run left without an answer.
    case left([TaskAction])
    /// What became of a task that was asked about.
    case checked(TaskPage)
    /// What the store found for a search, newest first.
    case found(String, [(notification: Feed.Notification, marks: Marks)])
    /// What was written in `$EDITOR`; nil when it was left without being saved.
    case edited(String?)
    /// Work that takes time goes on; nil for a fraction that nobody knows, 1 or more when it is done.
    case progress(String, Double?)
    /// A sentence for the status line: what failed or was refused.
    case problem(String)
    /// The same of the connection: its panel keeps it.
    case connectionProblem(String)
    /// A sentence for the status line: what happened.
    case notice(String)
    /// Facts for the connection panel.
    case facts([(name: String, value: String)])
    /// Up to when the feed is complete, for the connection panel.
    case ledger(Ledger)
    case roundTrip(milliseconds: Int)
    /// A channel's state in words; nil when it is no longer held.
    case channel(String, String?)
    /// Marks another screen has made.
    case changed([StateChange])
    /// The rules of the configuration, and what the user has made of them.
    case policy(DeliveryPolicy)
    /// What can be undone, from the store.
    case journal(Journal)
    /// Comments that were begun, by task, and lines that were typed before.
    case drafts([String: String], histories: [String: [String]])
    case key(KeyPress)
    /// A command by its name, for the conversation of an entry, with what it takes; where no key and no cursor
    /// say what is meant.
    case asked(Command, entry: String?, argument: String)
    /// The wheel or a click.
    case mouse(MouseEvent)
    /// Text that was pasted, as it came.
    case pasted(String)
    /// The window got or lost the keyboard.
    case focused(Bool)
    /// Whether this screen is the one of its store that notifies and runs hooks.
    case duty(Bool)
    case resized(width: Int, height: Int)
    /// The program is about to end: what was being written is kept.
    case closing
    /// Time has passed.
    case tick
}
