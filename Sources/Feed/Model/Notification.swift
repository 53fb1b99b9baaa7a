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
