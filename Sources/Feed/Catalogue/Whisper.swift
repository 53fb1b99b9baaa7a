import JSON

/// What another member's client says of itself: never authoritative (protocol notes 8).
public struct Whisper: Equatable, Sendable {
    /// What it says.
    public enum Kind: Equatable, Sendable {
        /// Writing a comment.
        case typing
        /// Looking at a task, perhaps at one of its fields.
        case cursor(field: String?)
    }

    /// What it says.
    public var kind: Kind
    /// The member's id, where it names one.
    public var userID: String?
    /// The member's name, where it names one.
    public var name: String?
    /// The task, where it names one.
    public var taskID: String?
    /// Whether `userID` is the word of a server that is known to check it, and not the sender's own.
    public var isVerified = false

    /// A whisper with these parts.
    public init(kind: Kind, userID: String?, name: String?, taskID: String?) {
        self.kind = kind
        self.userID = userID
        self.name = name
        self.taskID = taskID
    }

    /// `client-typing` or `client-cursor` with any of the keys missing; nil for every other whisper, and for
    /// one in which sender and payload name two users.
    /// - Parameters:
    ///   - sender: the envelope's `user_id`. A server that takes client events from `all` passes on whatever
    ///     the sender put there.
    ///   - trustsSender: whether the server is known to take them from `members` alone.
    public init?(
        name: String, data: IncomingEvent.Payload, sender: String? = nil, trustsSender: Bool = false
    ) {
        let root = try? JSONValue(parsing: data.bytes)
        switch name {
        case "client-typing": kind = .typing
        case "client-cursor": kind = .cursor(field: root?["field"]?.string)
        default: return nil
        }
        let claimed = root?["user_id"]?.identifier
        if let sender, let claimed, sender != claimed { return nil }
        userID = claimed ?? sender
        isVerified = trustsSender && sender != nil
        self.name = root?["name"]?.string
        taskID = root?["task_id"]?.identifier
    }
}
