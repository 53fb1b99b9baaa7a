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

    /// What lies over the list.
    public enum Overlay: Equatable, Sendable {
        case none
        case detail(entry: String, scroll: Int)
        case help(scroll: Int)
        case switcher(text: String, index: Int)
        case connection
        /// A question with No as its default.
        case confirmAllRead
    }

    /// A notice in a corner that goes by itself.
    public struct Toast: Equatable, Sendable {
        /// The entry it tells of; nil for a summary.
        public var entry: String?
        /// One row.
        public var text: String
        /// Whether it is for me.
        public var isForMe: Bool
        /// When it goes.
        public var until: Timestamp
    }

    /// The task of an open entry, fetched in the background.
    public struct TaskPage: Equatable, Sendable {
        public var id: String
        public var title: String
        public var status: String?
        public var assignee: String?
        public var comments: [(author: String, body: String)]

        /// A task with its comments, oldest first.
        public init(
            id: String, title: String, status: String?, assignee: String?,
            comments: [(author: String, body: String)]
        ) {
            self.id = id
            self.title = title
            self.status = status
            self.assignee = assignee
            self.comments = comments
        }

        public static func == (a: TaskPage, b: TaskPage) -> Bool {
            a.id == b.id && a.title == b.title && a.status == b.status && a.assignee == b.assignee
                && a.comments.elementsEqual(b.comments) { $0.author == $1.author && $0.body == $1.body }
        }
    }

    public var width: Int
    public var height: Int
    /// Letters beyond ASCII can be shown.
    public var isUTF8: Bool
    public var now: Timestamp
    /// Seconds east of UTC, for clock times.
    public var secondsFromUTC: Int64 = 0
    public var workspaceName: String
    public var keymap: Keymap
    public var showsClock = false
    public var ringsBell = true
    /// The terminal takes desktop notifications: in a window without the focus they stand for toasts.
    public var notifiesOutside = false
    /// `[notify] hook` names a program.
    public var runsHook = false
    /// Whether the window has the focus, where the terminal tells.
    public internal(set) var isFocused = true
    /// `[ui] mark_read = "open"`: opening a row reads it.
    public var marksReadOnOpen = true

    public internal(set) var timeline: Timeline
    public internal(set) var projects: [Project] = []
    public internal(set) var connection = Connection.connecting
    public internal(set) var identity = Identity(userID: nil, name: nil)
    public internal(set) var overlay = Overlay.none
    public internal(set) var toasts: [Toast] = []
    /// What the status line says; nil for nothing.
    public internal(set) var status: String?
    public internal(set) var isWatching = false
    public internal(set) var showsPreview = true
    /// Facts for the connection panel.
    public internal(set) var facts: [(name: String, value: String)] = []
    public internal(set) var task: TaskPage?
    /// The row under the cursor; nil stays with the newest.
    var selected: Row.ID?
    /// Where the cursor was last: the row that takes a vanished row's place.
    var lastIndex = 0
    /// Rows above the first shown.
    var top = 0
    var typing: [Typist] = []
    var outages: [Outage] = []
    var undone: [StateChange] = []
    var doneChanges: [StateChange] = []
    /// `n` was just pressed at the end.
    var isAtEndOfUnread = false
    /// Rows that came while the list was scrolled away.
    var arrivedAbove = 0

    struct Typist: Equatable, Sendable {
        var name: String
        var task: String?
        var until: Timestamp
    }

    /// A screen of this size, with nothing on it yet.
    public init(
        width: Int, height: Int, isUTF8: Bool, now: Timestamp, workspaceName: String,
        keymap: Keymap = .standard,
        project: String? = nil
    ) {
        self.width = width
        self.height = height
        self.isUTF8 = isUTF8
        self.now = now
        self.workspaceName = workspaceName
        self.keymap = keymap
        timeline = Timeline(scope: Scope(tab: .inbox, project: project))
    }

    /// The project in view; nil for all.
    public var project: String? { timeline.scope.project }

    /// The index of the row under the cursor, 0 being the newest.
    public var selectedIndex: Int { selected.flatMap { timeline.index(ofRow: $0) } ?? 0 }

    /// The row under the cursor.
    public var selectedRow: Row? { timeline.row(at: selectedIndex) }

    /// What the terminal's title says.
    public var title: String {
        let unread = timeline.unreadTotal
        let mentions = timeline.unreadForMeTotal
        return "craftdesk" + (unread > 0 ? " (\(unread))" : "") + (mentions > 0 ? " @\(mentions)" : "")
    }

    /// The next moment at which something on the screen changes by itself; nil when nothing does.
    public var wakesAt: Timestamp? {
        var times = toasts.map(\.until) + typing.map(\.until)
        if case .offline(_, let retryAt?) = connection, retryAt > now {
            times.append(now.advanced(byMilliseconds: 1000))
        }
        if !visibleRows.isEmpty || showsClock {
            // Ages are told in minutes, then in hours and days.
            let ages = visibleRows.map { max(0, now.milliseconds(since: $0.newest.occurredAt)) }
            let steps = ages.map { age -> Int64 in
                let step: Int64 = age < 3_600_000 ? 60_000 : age < 86_400_000 ? 3_600_000 : 86_400_000
                return step - age % step
            }
            if let soonest = steps.min() { times.append(now.advanced(byMilliseconds: max(soonest, 1000))) }
        }
        return times.min()
    }

    /// The rows the list shows now, from the top.
    var visibleRows: [Row] {
        let height = Layout(self).list.height
        return (top..<top + max(0, height)).compactMap { timeline.row(at: $0) }
    }
}
