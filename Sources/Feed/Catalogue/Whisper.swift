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

    /// A whisper with these parts.
    public init(kind: Kind, userID: String?, name: String?, taskID: String?) {
        self.kind = kind
        self.userID = userID
        self.name = name
        self.taskID = taskID
    }

    /// `client-typing` or `client-cursor` with any of the keys missing; nil for every other whisper.
    public init?(name: String, data: IncomingEvent.Payload) {
        let root = try? JSONValue(parsing: data.bytes)
        switch name {
        case "client-typing": kind = .typing
        case "client-cursor": kind = .cursor(field: root?["field"]?.string)
        default: return nil
        }
        userID = root?["user_id"]?.identifier
        self.name = root?["name"]?.string
        taskID = root?["task_id"]?.identifier
    }
}
