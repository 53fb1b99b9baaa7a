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
