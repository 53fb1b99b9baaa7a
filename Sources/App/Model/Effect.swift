public import Feed

/// What the program is to do outside.
public enum Effect: Equatable, Sendable {
    /// Keep these entries with these marks.
    case store([Feed.Notification], Marks)
    /// Keep what was done, and its step of undo where it is one.
    case triage(TriageAction, JournalChange?)
    /// Hold the channels of this project instead of the other's.
    case viewProject(String?)
    case fetchTask(String)
    /// Bring what only the store has of this conversation.
    case loadConversation(Query)
    /// Keep this request and its step of undo where it is one, then ask the application for it.
    case act(TaskAction, JournalChange?)
    /// The request is answered: it isn't kept any more, and its step of undo is.
    case settled(TaskAction, JournalChange?)
    /// Fetch a task to see what became of a request; the answer is `Message.checked`.
    case checkTask(String)
    /// Tell the project that I write about this task.
    case typing(task: String)
    /// Tell the project that I look at this task, or at none.
    case viewing(task: String?)
    /// Keep the tasks that show besides the open one up to date; no others.
    case watch(tasks: Set<String>)
    /// Keep what I was writing about a task; nil when it was sent or thrown away.
    case keepDraft(task: String, String?)
    /// Keep the lines I typed, newest last.
    case keepHistory(String, [String])
    /// Write this text in `$EDITOR`.
    case edit(String)
    /// Search everything that was stored.
    case search(Query)
    /// Open this address in a browser, where there is one.
    case browse(String)
    /// Give this text to the clipboard.
    case copy(String)
    /// Bring the connection panel's facts.
    case fetchFacts
    case retry
    /// Another token is wanted.
    case login
    /// Go on with another profile of the configuration; nil for the file's own sections.
    case openProfile(String?)
    /// Get a token with these, or see whose it is, and go on with it.
    case signIn(Credentials)
    case bell
    /// Tell of this event in words: there are no toasts.
    case readOut(Feed.Notification)
    /// Tell that so many more came at once than are told of one by one.
    case readOutStorm(Int)
    /// Ask the terminal for a desktop notification.
    case notify(title: String, body: String)
    /// Run the program that `[notify] hook` names, with what decided so.
    case hook(Feed.Notification, why: [String])
    case redraw
    case suspend
    /// End with 0.
    case quit
    /// End with 130.
    case interrupt
}
