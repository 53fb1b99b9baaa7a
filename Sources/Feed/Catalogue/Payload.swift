import JSON

/// An event's payload, read where Eloquent puts things: a nested relation, or `*_id`. Nothing has to be there.
struct Payload {
    /// The parsed payload; nil when it isn't JSON.
    let root: JSONValue?
    /// The payload when it is plain text.
    let plainText: String?
    let identity: Identity

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
    }

    subscript(key: String) -> JSONValue? { root?[key] }

    /// The first non-empty string of these members.
    func text(_ keys: String...) -> String? { Self.text(root, keys) }

    static func text(_ object: JSONValue?, _ keys: [String]) -> String? {
        for key in keys {
            if let text = object?[key]?.string, !text.isEmpty { return text }
        }
        return nil
    }

    /// A person: the relation `name` with an id and a name, or `name_id`, or a plain name.
    func person(_ name: String, in object: JSONValue? = nil) -> Actor? {
        let object = object ?? root
        if let relation = object?[name] {
            if let name = Self.text(relation, ["name", "display_name", "username", "handle", "email"]) {
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

    var comment: JSONValue? { root?["comment"] ?? root?["reply"] }

    /// The task, by itself, within the comment, or by its id alone.
    var task: TaskReference? {
        let object = root?["task"] ?? comment?["task"]
        if let id = object?["id"]?.identifier {
            return TaskReference(
                id: id, key: Self.text(object, ["key", "identifier", "slug"]),
                title: Self.text(object, ["title", "name"])
            )
        }
        let id = object?.identifier ?? root?["task_id"]?.identifier ?? comment?["task_id"]?.identifier
        return id.map { TaskReference(id: $0, key: text("task_key"), title: text("task_title")) }
    }

    var project: String? {
        let task = root?["task"] ?? comment?["task"]
        for object in [task, root, comment, root?["model"]] {
            if let id = object?["project_id"]?.identifier ?? object?["project"]?["id"]?.identifier {
                return id
            }
        }
        return root?["project"]?.identifier
    }

    /// When it happened, by the model's own time.
    var time: Timestamp? {
        let places = [root, comment, root?["model"], root?["task"]]
        for key in ["occurred_at", "created_at", "updated_at"] {
            for place in places {
                if let time = place?[key]?.string.flatMap({ Timestamp(iso8601: $0) }) { return time }
            }
        }
        return nil
    }

    func isMe(_ person: Actor?) -> Bool {
        guard let id = person?.id, let me = identity.userID else { return false }
        return id == me
    }
}
