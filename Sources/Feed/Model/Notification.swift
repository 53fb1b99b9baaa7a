/// Who did it. Names are as they came; what shows them sanitises them.
public struct Actor: Hashable, Sendable {
    /// The user's id, where the payload has one.
    public var id: String?
    /// The user's name.
    public var name: String

    /// An actor of this id and name.
    public init(id: String?, name: String) {
        self.id = id
        self.name = name
    }
}

/// The task an event is about.
public struct TaskReference: Hashable, Sendable {
    /// The model's id.
    public var id: String
    /// What people call it, such as `WEB-142`.
    public var key: String?
    /// Its title.
    public var title: String?

    /// A task of this id, key and title.
    public init(id: String, key: String? = nil, title: String? = nil) {
        self.id = id
        self.key = key
        self.title = title
    }
}

/// What happened, by the names of `tail --json`.
public struct EventKind: RawRepresentable, Hashable, Sendable {
    /// The name scripts see.
    public var rawValue: String

    /// A kind of this name.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One event of the feed: what a row shows and what a script reads.
public struct Notification: Identifiable, Equatable, Sendable {
    /// What makes it the same event wherever it comes from (interface: "Identity").
    public var id: String
    /// The catalogue's entry.
    public var kind: EventKind
    /// The wire name.
    public var name: String
    /// The channel it came on.
    public var channel: String
    /// The project's id; nil for what concerns the workspace.
    public var project: String?
    /// The task, where there is one.
    public var task: TaskReference?
    /// Who did it, where the payload says.
    public var actor: Actor?
    /// The row's sentence.
    public var text: String
    /// More to read in the detail: a comment's body.
    public var excerpt: String?
    /// The web page.
    public var url: String?
    /// When it happened, never after `receivedAt`.
    public var occurredAt: Timestamp
    /// When this client got it.
    public var receivedAt: Timestamp
    /// Whether it came over the socket, not by catch-up.
    public var live: Bool
    /// Whether it is for me: assigned to me, a reply to me, a mention of me.
    public var addressedToMe: Bool
    /// Whether I did it.
    public var mine: Bool
    /// The point of the server's history it stands at.
    public var cursor: String?
    /// The payload as it came, JSON or not.
    public var payload: [UInt8]

    /// A notification with these parts.
    public init(
        id: String, kind: EventKind, name: String, channel: String, project: String? = nil,
        task: TaskReference? = nil, actor: Actor? = nil, text: String, excerpt: String? = nil,
        url: String? = nil,
        occurredAt: Timestamp, receivedAt: Timestamp, live: Bool = true, addressedToMe: Bool = false,
        mine: Bool = false, cursor: String? = nil, payload: [UInt8] = []
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.channel = channel
        self.project = project
        self.task = task
        self.actor = actor
        self.text = text
        self.excerpt = excerpt
        self.url = url
        self.occurredAt = occurredAt
        self.receivedAt = receivedAt
        self.live = live
        self.addressedToMe = addressedToMe
        self.mine = mine
        self.cursor = cursor
        self.payload = payload
    }
}

/// A project of the workspace.
public struct Project: Identifiable, Hashable, Sendable {
    /// The model's id.
    public var id: String
    /// What people call it, such as `WEB`.
    public var key: String
    /// Its name.
    public var name: String

    /// A project of this id, key and name.
    public init(id: String, key: String, name: String) {
        self.id = id
        self.key = key
        self.name = name
    }
}

/// A time without contact, and how sure it is that all of it was recovered.
public struct Outage: Equatable, Sendable {
    /// The last contact before it.
    public var from: Timestamp
    /// When the missed events were in, or were known to be out of reach.
    public var to: Timestamp
    /// Whether the application could tell everything since the last known cursor.
    public var isComplete: Bool

    /// An outage between two moments.
    public init(from: Timestamp, to: Timestamp, isComplete: Bool) {
        self.from = from
        self.to = to
        self.isComplete = isComplete
    }
}

/// An event before it is read.
public struct IncomingEvent: Sendable {
    /// The payload in the shape it had on the wire (protocol notes 1.4).
    public enum Payload: Equatable, Sendable {
        /// Absent or null.
        case none
        /// A JSON string, decoded: JSON text itself, or plain text.
        case text([UInt8])
        /// Any other JSON value, as its source text.
        case json([UInt8])

        /// The bytes, whichever shape; empty for none.
        public var bytes: [UInt8] {
            switch self {
            case .none: []
            case .text(let bytes), .json(let bytes): bytes
            }
        }
    }

    /// The wire name.
    public var name: String
    /// The channel it came on.
    public var channel: String
    /// The payload.
    public var data: Payload
    /// When the server says it was made; nil over the socket.
    public var createdAt: Timestamp?
    /// The cursor of the catch-up entry.
    public var cursor: String?
    /// When this client got it.
    public var receivedAt: Timestamp
    /// Whether it came over the socket.
    public var live: Bool

    /// An event with these parts.
    public init(
        name: String, channel: String, data: Payload, createdAt: Timestamp? = nil, cursor: String? = nil,
        receivedAt: Timestamp, live: Bool = true
    ) {
        self.name = name
        self.channel = channel
        self.data = data
        self.createdAt = createdAt
        self.cursor = cursor
        self.receivedAt = receivedAt
        self.live = live
    }
}
