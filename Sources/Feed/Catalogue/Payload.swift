import JSON

/// An event's payload, read where Eloquent puts things: a nested relation, or `*_id`. Nothing has to be there.
struct Payload {
    /// The parsed payload; nil when it isn't JSON.
    let root: JSONValue?
    /// The comment, whose name differs between applications.
    let comment: JSONValue?
    /// The task's object, by itself or within the comment.
    let taskObject: JSONValue?
    /// The task, by itself, within the comment, or by its id alone.
    let task: TaskReference?
    /// The payload when it is plain text.
    let plainText: String?
    let identity: Identity
    /// What the event is called on the wire, for templates that ask for it.
    var eventName = ""

    init(_ data: IncomingEvent.Payload, identity: Identity, parser: inout JSONParser) {
        self.identity = identity
        switch data {
        case .none:
            root = nil
            plainText = nil
        case .text(let bytes):
            root = try? parser.parse(bytes)
            plainText = root == nil ? String(decoding: bytes, as: UTF8.self) : nil
        case .json(let bytes):
            root = try? parser.parse(bytes)
            plainText = nil
        }
        comment = root.flatMap { $0["comment"] ?? $0["reply"] }
        taskObject = root?["task"] ?? comment?["task"]
        task = Self.task(taskObject, root, comment)
    }

    private static let names = ["name", "display_name", "username", "handle", "email"]
    private static let taskKeys = ["key", "identifier", "slug"]
    private static let taskTitles = ["title", "name"]

    subscript(key: String) -> JSONValue? { root?[key] }

    /// The first non-empty string of these members.
    func text(_ keys: String...) -> String? { Self.text(root, keys) }

    static func text(_ object: JSONValue?, _ keys: [String]) -> String? {
        guard let object, object.kind == .object else { return nil }
        for key in keys {
            if let text = object[key]?.string, !text.isEmpty { return text }
        }
        return nil
    }

    /// A person: the relation `name` with an id and a name, or `name_id`, or a plain name.
    func person(_ name: String, in object: JSONValue? = nil) -> Actor? {
        let object = object ?? root
        if let relation = object?[name] {
            if let name = Self.text(relation, Self.names) {
                return Actor(id: relation["id"]?.identifier, name: name)
            }
            if let name = relation.string, !name.isEmpty { return Actor(id: nil, name: name) }
            if let id = relation["id"]?.identifier {
                return Actor(id: id, name: id == identity.userID ? identity.name ?? "You" : "User \(id)")
            }
        }
        if let id = object?["\(name)_id"]?.identifier {
            return Actor(id: id, name: id == identity.userID ? identity.name ?? "You" : "User \(id)")
        }
        return nil
    }

    /// The first person of these relations.
    func person(anyOf names: String...) -> Actor? {
        for name in names {
            if let person = person(name) { return person }
        }
        return nil
    }

    /// The task of its object, or by its id alone.
    private static func task(
        _ object: JSONValue?, _ root: JSONValue?, _ comment: JSONValue?
    ) -> TaskReference? {
        if let id = object?["id"]?.identifier {
            return TaskReference(id: id, key: text(object, taskKeys), title: text(object, taskTitles))
        }
        let id = object?.identifier ?? root?["task_id"]?.identifier ?? comment?["task_id"]?.identifier
        return id.map {
            TaskReference(id: $0, key: text(root, ["task_key"]), title: text(root, ["task_title"]))
        }
    }

    var project: String? {
        Self.project(of: taskObject) ?? Self.project(of: root)
            ?? Self.project(of: comment) ?? Self.project(of: root?["model"]) ?? root?["project"]?.identifier
    }

    private static func project(of object: JSONValue?) -> String? {
        guard let object else { return nil }
        return object["project_id"]?.identifier ?? object["project"]?["id"]?.identifier
    }

    /// Whether a text is an address of the web's, without anything that could be more than an address to whoever is
    /// given it.
    static func isAddress(_ text: String) -> Bool {
        (text.hasPrefix("https://") || text.hasPrefix("http://")) && text.utf8.count <= 8000
            && text.unicodeScalars.allSatisfy { $0.value > 0x20 && !(0x7F...0x9F).contains($0.value) }
    }

    /// When it happened, by the model's own time.
    var time: Timestamp? {
        let model = root?["model"]
        return time("occurred_at", model) ?? time("created_at", model) ?? time("updated_at", model)
    }

    private func time(_ key: String, _ model: JSONValue?) -> Timestamp? {
        Self.time(root?[key]) ?? Self.time(comment?[key]) ?? Self.time(model?[key])
            ?? Self.time(taskObject?[key])
    }

    private static func time(_ value: JSONValue?) -> Timestamp? {
        guard let value else { return nil }
        // Times have no escapes; one that has is read the long way.
        return value.withPlainString { Timestamp(iso8601: $0) }
            ?? value.string.flatMap { Timestamp(iso8601: $0) }
    }

    func isMe(_ person: Actor?) -> Bool {
        guard let id = person?.id, let me = identity.userID else { return false }
        return id == me
    }
}
