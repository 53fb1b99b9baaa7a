public import Feed
import Screen

/// Everything the screen shows, as a value of one loop.
public struct Model: Sendable {
    /// Where the connection stands.
    public enum Connection: Equatable, Sendable {
        case connecting
        case live
        /// Lost, with the time of the next attempt where one is planned.
        case offline(since: Timestamp, retryAt: Timestamp?)
        /// Refused; the sentence says why.
        case failed(String)
    }

    public var width: Int
    public var height: Int
    public var now: Timestamp
    public var preferences: Preferences {
        didSet { if preferences.burst != oldValue.burst { burst = preferences.burst } }
    }
    public var workspaceName: String

    public internal(set) var timeline: Timeline
    public internal(set) var projects: [Project] = []
    public internal(set) var connection = Connection.connecting
    /// Why nobody is logged in; nil while the token is taken.
    var loggedOut: String?
    public internal(set) var identity = Identity(userID: nil, name: nil)
    public internal(set) var toasts: [Toast] = []
    /// What the status line says; nil for nothing.
    public internal(set) var status: String? { didSet { statusRole = .status } }
    /// Whether that is an error.
    private(set) var statusRole = Role.status

    /// What is wrong with the store, until a key is pressed: neither a connection nor anything else that comes takes
    /// it away before it is read.
    var storeProblem: String?
    /// Whether what comes is in memory alone, against the user's will.
    var keepsNothing = false

    /// What lies over the list, the topmost last.
    var stack: [ScreenState] = []
    var list = ListState()
    var people = People()
    public internal(set) var health = ConnectionHealth()
    /// How much happened in each project in the last hour.
    var activity: [String: Activity] = [:]
    var works: [Work] = []
    /// Facts for the connection panel.
    var facts: [(name: String, value: String)] = []
    /// As it was when the connection panel asked last.
    var ledger: Ledger?
    var task: TaskPage?
    /// The tasks that show besides the open one.
    var watched: Set<String> = []
    /// Changes of tasks that the application hasn't answered, oldest first.
    var pending: [TaskAction] = []
    var nextTicket = 1
    /// What I was writing, by task.
    var drafts: [String: String] = [:]
    /// Lines typed before, newest last, by what they were typed into.
    var histories: [String: [String]] = [:]
    /// Statuses seen in tasks and events, besides those of the preferences.
    var statuses: [String] = []
    /// What was done, for undo.
    public internal(set) var journal = Journal()
    /// Rules, mutes, snoozes and quiet hours.
    public internal(set) var policy = DeliveryPolicy()
    var burst: BurstLimit
    /// What came with so many that one notice told of all.
    var heldInBursts = HeldInBursts()
    var untitled = Untitled()
    /// Of several screens on one store, one notifies and runs hooks.
    var isOnDuty = true
    /// The newest word on each quota, by what is limited.
    var quotas: [String: Quota] = [:]
    /// Whether the window has the keyboard; nil where the terminal doesn't say.
    var isFocused: Bool?

    /// A screen of this size, with nothing on it yet.
    public init(
        width: Int, height: Int, now: Timestamp, workspaceName: String,
        preferences: Preferences = Preferences(), project: String? = nil
    ) {
        self.width = width
        self.height = height
        self.now = now
        self.workspaceName = workspaceName
        self.preferences = preferences
        burst = preferences.burst
        timeline = Timeline(
            scope: preferences.readsOut
                ? Scope(tab: .all, project: nil) : Scope(tab: .inbox, project: project),
            bundleWindow: preferences.bundleWindow)
        timeline.context.now = now
        timeline.context.zone = preferences.zone
        list.isWatching = preferences.watches
    }

    /// The project in view; nil for all.
    public var project: String? { timeline.scope.project }

    /// The topmost screen over the list.
    var screen: ScreenState? { stack.last }

    /// The question that waits for yes or no; nil where there is none.
    public var question: String? {
        guard case .confirm(let state) = screen else { return nil }
        return state.question
    }

    /// What there was to say since this was asked last, to be said once.
    public mutating func takeStatus() -> String? {
        defer { status = nil }
        return status
    }

    /// What the terminal's title says.
    public var title: String {
        let left = untitled.unread(in: timeline)
        let unread = timeline.unreadTotal - left.entries
        let mentions = timeline.unreadForMeTotal - left.forMe
        return "craftdesk" + (unread > 0 ? " (\(unread))" : "") + (mentions > 0 ? " @\(mentions)" : "")
    }

    /// A project by its id.
    func project(_ id: String) -> Project? { projects.first { $0.id == id } }

    /// Says what was refused or failed.
    mutating func complain(_ sentence: String) {
        status = sentence
        statusRole = .error
    }

    /// What to call a task whose id is all that is known.
    func taskName(_ id: String) -> String {
        (task?.id == id ? task?.key : nil) ?? timeline.taskKey(ofTask: id) ?? "task \(id)"
    }

    /// My name in sentences.
    var myName: String { identity.name ?? "You" }
}
