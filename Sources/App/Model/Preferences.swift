public import Feed

/// What the user has chosen, and what the terminal can do; none of it changes the feed.
public struct Preferences: Sendable {
    /// When a row counts as read.
    public enum MarkRead: Equatable, Sendable {
        /// Opening it reads it.
        case onOpen
        /// So does three seconds under the cursor of a focused window.
        case onStay
        /// Only a key does.
        case never
    }

    /// Which key does what.
    public var keymap = Keymap.standard
    /// Letters beyond ASCII can be shown.
    public var isUTF8 = true
    /// The user's clock.
    public var zone = Zone(secondsFromUTC: 0)
    /// A clock in the header.
    public var showsClock = false
    /// The bell rings for what is addressed to me.
    public var ringsBell = true
    /// When a row counts as read.
    public var markRead = MarkRead.onOpen
    /// The statuses a task can have, in the order of the work.
    public var statuses = ["open", "in_progress", "in_review", "done"]
    /// The kinds of events, with those of `[[event]]`.
    public var catalogue = EventCatalogue.standard
    /// Whether there is a store that can be searched.
    public var hasStore = false
    /// The terminal takes desktop notifications: in a window without the focus they stand for toasts.
    public var notifiesOutside = false
    /// `[notify] hook` names a program.
    public var runsHook = false
    /// The configuration's profiles by name, besides its own sections.
    public var profiles: [String] = []
    /// The profile in view; nil for the file's own sections.
    public var profile: String?
    /// Milliseconds of silence after which a conversation begins a new row; a running model keeps its own.
    public var bundleWindow: Int64 = 86_400_000
    /// How many notices may come at once before one tells of all the rest.
    public var burst = BurstLimit(limit: 5, milliseconds: 10_000)
    /// `server.insecure` is in force: nobody knows who is at the other end, and the screen says so.
    public var acceptsAnyCertificate = false
    /// Lines are read out instead of a screen drawn: what a toast would tell is an effect, sentences name
    /// commands and not keys, and the list is that of everything.
    public var readsOut = false
    /// Starts in watch mode.
    public var watches = false

    /// The defaults.
    public init() {}
}
