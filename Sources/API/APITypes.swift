public import Addressing

/// Where the application is and which routes it has; `{workspace}` and `{task}` stand for ids.
public struct APIConfiguration: Sendable {
    /// `http(s)://host[:port]`, without a slash at its end.
    public var baseURL: String
    /// Name of the host, for sentences.
    public var host: String
    /// Signs channels (protocol notes 6.1).
    public var authPath = "/broadcasting/auth"
    /// Gives a token for e-mail and password.
    public var loginPath = "/sanctum/token"
    /// Empty where the application can't list projects.
    public var projectsPath = "/api/workspaces/{workspace}/projects"
    /// Empty where the application has no history.
    public var eventsPath = "/api/workspaces/{workspace}/events"
    /// One task; its comments are below it.
    public var taskPath = "/api/tasks/{task}"
    /// A PEM file of certificates that are trusted besides the system's.
    public var caFile: String?
    /// Accepts any certificate.
    public var isInsecure = false
    /// The proxy that requests go through; nil connects directly.
    public var proxy: Proxy?
    /// Whether a token may be sent to this address: TLS, loopback, or allowed by name.
    public var maySendToken = true

    /// A configuration for this address.
    public init(baseURL: String, host: String) {
        self.baseURL = baseURL
        self.host = host
    }
}

/// The user a token belongs to.
public struct User: Equatable, Sendable {
    /// The model's id, a number or a text there.
    public var id: String
    /// Empty where the application doesn't say.
    public var name: String
    /// nil where the application doesn't say.
    public var email: String?
    /// `username` or `handle`, where there are any.
    public var handles: [String]

    /// A user with these parts.
    public init(id: String, name: String, email: String? = nil, handles: [String] = []) {
        self.id = id
        self.name = name
        self.email = email
        self.handles = handles
    }
}

/// A workspace or a project as the application lists it.
public struct Place: Equatable, Sendable {
    /// The model's id.
    public var id: String
    /// A few letters for it, such as those before a task's number; nil where it has none.
    public var key: String?
    /// Its key, else its id, where it has no name.
    public var name: String

    /// A place with these parts.
    public init(id: String, key: String?, name: String) {
        self.id = id
        self.key = key
        self.name = name
    }
}

/// A task with its comments.
public struct TaskDetail: Equatable, Sendable {
    /// The model's id.
    public var id: String
    /// What people call it, such as `WEB-142`; nil where the application has no such thing.
    public var key: String?
    /// Empty where the application doesn't say.
    public var title: String
    /// One of the application's own.
    public var status: String?
    /// The assignee's name.
    public var assignee: String?
    /// The assignee's id.
    public var assigneeID: String?
    /// As the application writes it, so that it can be handed back.
    public var updatedAt: String?
    /// The application's count of changes, where it keeps one.
    public var version: Int?
    /// Oldest first.
    public var comments: [Comment]

    /// One comment.
    public struct Comment: Equatable, Sendable {
        /// The model's id; nil where the application doesn't say.
        public var id: String?
        /// The comment it replies to.
        public var parentID: String?
        /// The author's name.
        public var author: String
        /// As it was written.
        public var body: String
        /// As the application writes it, as a rule ISO 8601.
        public var createdAt: String?

        /// A comment with these parts.
        public init(
            id: String? = nil, parentID: String? = nil, author: String, body: String, createdAt: String? = nil
        ) {
            self.id = id
            self.parentID = parentID
            self.author = author
            self.body = body
            self.createdAt = createdAt
        }
    }

    /// A task with these parts.
    public init(
        id: String, key: String? = nil, title: String, status: String? = nil, assignee: String? = nil,
        assigneeID: String? = nil, updatedAt: String? = nil, version: Int? = nil, comments: [Comment] = []
    ) {
        self.id = id
        self.key = key
        self.title = title
        self.status = status
        self.assignee = assignee
        self.assigneeID = assigneeID
        self.updatedAt = updatedAt
        self.version = version
        self.comments = comments
    }
}

/// One page of the history, oldest first.
public struct EventPage: Equatable, Sendable {
    /// At most as many as were asked for, if the application keeps to it.
    public var events: [Entry]
    /// Where the next page begins; nil on the last.
    public var next: String?
    /// The oldest entry there still is.
    public var oldest: String?
    /// The point to go on from.
    public var cursor: String?

    /// One event of the history.
    public struct Entry: Equatable, Sendable {
        /// Its place in the history, in the application's own form: numbers, ULIDs or times as a rule.
        public var cursor: String?
        /// The event's name, as it was broadcast.
        public var event: String
        /// The channel it was broadcast on; empty where the application doesn't say.
        public var channel: String
        /// The payload's JSON text.
        public var data: [UInt8]
        /// As the application writes it; nil where it doesn't say.
        public var createdAt: String?

        /// An entry with these parts.
        public init(
            cursor: String?, event: String, channel: String, data: [UInt8], createdAt: String? = nil
        ) {
            self.cursor = cursor
            self.event = event
            self.channel = channel
            self.data = data
            self.createdAt = createdAt
        }
    }

    /// A page with these parts.
    public init(events: [Entry], next: String? = nil, oldest: String? = nil, cursor: String? = nil) {
        self.events = events
        self.next = next
        self.oldest = oldest
        self.cursor = cursor
    }
}

/// What the application answered to a request for a channel's signature (protocol notes 6).
public enum ChannelAuthorisation: Equatable, Sendable {
    /// The parts of its answer, as they stand there.
    case granted(auth: String, channelData: String?, sharedSecret: String?)
    /// The application's own words; empty where there are none. The session says what it means.
    case refused(status: Int, message: String)
    /// No answer; the message is one sentence without a full stop.
    case unreachable(message: String)
    /// 429, or 503 with `Retry-After`; at most an hour, and nil where the application doesn't say how long.
    case throttled(retryAfter: Duration?)
}
