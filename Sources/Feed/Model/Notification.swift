/// What happened, by the names of `tail --json`.
public struct EventKind: RawRepresentable, Hashable, Sendable {
    /// The name scripts see.
    public var rawValue: String

    /// A kind of this name.
    public init(rawValue: String) { self.rawValue = rawValue }
}

/// One event of the feed: what a row shows and what a script reads. Its parts lie together in one box, so that
/// lists of entries copy, sort and move one reference each.
public struct Notification: Identifiable, Equatable, Sendable {
    private struct Parts: Equatable, Sendable {
        var id: String
        var kind: EventKind
        var name: String
        var channel: String
        var project: String?
        var task: TaskReference?
        var actor: Actor?
        var text: String
        var excerpt: String?
        var url: String?
        var occurredAt: Timestamp
        var receivedAt: Timestamp
        var live: Bool
        var addressedToMe: Bool
        var mine: Bool
        var cursor: String?
        var payload: [UInt8]
    }

    /// Written to only by a notification that alone holds it: see `write`.
    private final class Box: @unchecked Sendable {
        var parts: Parts
        init(_ parts: Parts) { self.parts = parts }
    }

    private var box: Box

    private mutating func write(_ change: (inout Parts) -> Void) {
        if !isKnownUniquelyReferenced(&box) { box = Box(box.parts) }
        change(&box.parts)
    }

    public static func == (a: Notification, b: Notification) -> Bool {
        a.box === b.box || a.box.parts == b.box.parts
    }

    /// What makes it the same event wherever it comes from (interface: "Identity").
    public var id: String {
        get { box.parts.id }
        set { write { $0.id = newValue } }
    }
    /// The catalogue's entry.
    public var kind: EventKind {
        get { box.parts.kind }
        set { write { $0.kind = newValue } }
    }
    /// The wire name.
    public var name: String {
        get { box.parts.name }
        set { write { $0.name = newValue } }
    }
    /// The channel it came on.
    public var channel: String {
        get { box.parts.channel }
        set { write { $0.channel = newValue } }
    }
    /// The project's id; nil for what concerns the workspace.
    public var project: String? {
        get { box.parts.project }
        set { write { $0.project = newValue } }
    }
    /// The task, where there is one.
    public var task: TaskReference? {
        get { box.parts.task }
        set { write { $0.task = newValue } }
    }
    /// Who did it, where the payload says.
    public var actor: Actor? {
        get { box.parts.actor }
        set { write { $0.actor = newValue } }
    }
    /// The row's sentence.
    public var text: String {
        get { box.parts.text }
        set { write { $0.text = newValue } }
    }
    /// More to read in the detail: a comment's body.
    public var excerpt: String? {
        get { box.parts.excerpt }
        set { write { $0.excerpt = newValue } }
    }
    /// The web page.
    public var url: String? {
        get { box.parts.url }
        set { write { $0.url = newValue } }
    }
    /// When it happened, never after `receivedAt`.
    public var occurredAt: Timestamp {
        get { box.parts.occurredAt }
        set { write { $0.occurredAt = newValue } }
    }
    /// When this client got it.
    public var receivedAt: Timestamp {
        get { box.parts.receivedAt }
        set { write { $0.receivedAt = newValue } }
    }
    /// Whether it came over the socket, not by catch-up.
    public var live: Bool {
        get { box.parts.live }
        set { write { $0.live = newValue } }
    }
    /// Whether it is for me: assigned to me, a reply to me, a mention of me.
    public var addressedToMe: Bool {
        get { box.parts.addressedToMe }
        set { write { $0.addressedToMe = newValue } }
    }
    /// Whether I did it.
    public var mine: Bool {
        get { box.parts.mine }
        set { write { $0.mine = newValue } }
    }
    /// The point of the server's history it stands at.
    public var cursor: String? {
        get { box.parts.cursor }
        set { write { $0.cursor = newValue } }
    }
    /// The payload as it came, JSON or not.
    public var payload: [UInt8] {
        get { box.parts.payload }
        set { write { $0.payload = newValue } }
    }

    /// The same in memory of its own. What stays for long would else lie scattered among what was read with it and is
    /// gone soon, on pages that can't be given back; the copy lies with its like. Names and channels are held once for
    /// all entries anyway.
    func copied(withPayload keepsPayload: Bool) -> Notification {
        func copy(_ string: String) -> String {
            var string = string
            return string.withUTF8 { String(decoding: $0, as: UTF8.self) }
        }
        func copy(_ string: String?) -> String? { string.map { copy($0) as String } }
        var parts = box.parts
        parts.id = copy(parts.id)
        parts.project = copy(parts.project)
        parts.task = parts.task.map { task in
            TaskReference(id: copy(task.id), key: copy(task.key), title: copy(task.title))
        }
        parts.actor = parts.actor.map { Actor(id: copy($0.id), name: copy($0.name)) }
        parts.text = copy(parts.text)
        parts.excerpt = copy(parts.excerpt)
        parts.url = copy(parts.url)
        parts.cursor = copy(parts.cursor)
        parts.payload = keepsPayload ? parts.payload.map { $0 } : []
        return Notification(box: Box(parts))
    }

    private init(box: Box) { self.box = box }

    /// A notification with these parts.
    public init(
        id: String, kind: EventKind, name: String, channel: String, project: String? = nil,
        task: TaskReference? = nil, actor: Actor? = nil, text: String, excerpt: String? = nil,
        url: String? = nil,
        occurredAt: Timestamp, receivedAt: Timestamp, live: Bool = true, addressedToMe: Bool = false,
        mine: Bool = false, cursor: String? = nil, payload: [UInt8] = []
    ) {
        box = Box(
            Parts(
                id: id, kind: kind, name: name, channel: channel, project: project, task: task, actor: actor,
                text: text, excerpt: excerpt, url: url, occurredAt: occurredAt, receivedAt: receivedAt,
                live: live, addressedToMe: addressedToMe, mine: mine, cursor: cursor, payload: payload
            )
        )
    }
}
