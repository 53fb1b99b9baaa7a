/// Where the application is and which routes it has; `{workspace}` and `{task}` stand for ids.
public struct APIConfiguration: Sendable {
    /// `http(s)://host[:port]`, without a slash at its end.
    public var baseURL: String
    /// Name of the host, for sentences.
    public var host: String
    public var authPath = "/broadcasting/auth"
    public var loginPath = "/sanctum/token"
    /// Empty where the application can't list projects.
    public var projectsPath = "/api/workspaces/{workspace}/projects"
    /// Empty where the application has no history.
    public var eventsPath = "/api/workspaces/{workspace}/events"
    public var taskPath = "/api/tasks/{task}"
    /// A PEM file of certificates that are trusted besides the system's.
    public var caFile: String?
    /// Accepts any certificate.
    public var isInsecure = false
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
    public var id: String
    public var name: String
    public var email: String?
    /// `username` or `handle`, where there are any.
    public var handles: [String]
}

/// A workspace or a project as the application lists it.
public struct Place: Equatable, Sendable {
    public var id: String
    public var key: String?
    public var name: String
}

/// A task with its comments.
public struct TaskDetail: Equatable, Sendable {
    public var id: String
    public var key: String?
    public var title: String
    public var status: String?
    public var assignee: String?
    public var updatedAt: String?
    public var version: Int?
    /// Oldest first.
    public var comments: [Comment]

    /// One comment.
    public struct Comment: Equatable, Sendable {
        public var author: String
        public var body: String
        public var createdAt: String?
    }
}

/// One page of the history, oldest first.
public struct EventPage: Equatable, Sendable {
    public var events: [Entry]
    /// Where the next page begins; nil on the last.
    public var next: String?
    /// The oldest entry there still is.
    public var oldest: String?
    /// The point to go on from.
    public var cursor: String?

    /// One event of the history.
    public struct Entry: Equatable, Sendable {
        public var cursor: String?
        public var event: String
        public var channel: String
        /// The payload's JSON text.
        public var data: [UInt8]
        public var createdAt: String?
    }
}

/// What the application answered to a request for a channel's signature (protocol notes 6).
public enum ChannelAuthorisation: Equatable, Sendable {
    case granted(auth: String, channelData: String?, sharedSecret: String?)
    /// The application's own words; empty where there are none.
    case refused(status: Int, message: String)
    case unreachable(message: String)
    case throttled(retryAfter: Duration?)
}
