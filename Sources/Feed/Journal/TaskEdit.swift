public import JSON

/// A change of a task that the application has made for me, with all that taking it back needs.
public struct TaskEdit: Equatable, Sendable {
    /// What a field of a task was, or became.
    public enum Value: Equatable, Sendable {
        /// The application's word for where it stands.
        case status(String)
        /// Whose it is, by id, with the name where it is known; nil for nobody's.
        case assignee(id: String?, name: String?)
        /// A comment that was written. No application takes one back over this contract.
        case comment
    }

    /// The task's id.
    public var task: String
    /// What to call the task in a sentence.
    public var key: String
    /// What it was; nil where nobody knows, so that it can't be made so again.
    public var before: Value?
    /// What it became.
    public var after: Value?

    /// A change of this task.
    public init(task: String, key: String, before: Value?, after: Value?) {
        self.task = task
        self.key = key
        self.before = before
        self.after = after
    }

    /// What takes it back.
    public var inverse: TaskEdit { TaskEdit(task: task, key: key, before: after, after: before) }
}

extension TaskEdit {
    var json: JSONTree {
        [
            "task": .string(task), "key": .string(key), "before": before?.json ?? .null,
            "after": after?.json ?? .null,
        ]
    }

    init?(json: JSONValue) {
        guard let task = json["task"]?.string, let key = json["key"]?.string, let before = json["before"],
            let after = json["after"]
        else { return nil }
        let values = (Value(json: before), Value(json: after))
        guard before.isNull || values.0 != nil, after.isNull || values.1 != nil else { return nil }
        self.init(task: task, key: key, before: values.0, after: values.1)
    }
}

extension TaskEdit.Value {
    /// The value as the store keeps it.
    public var json: JSONTree {
        switch self {
        case .status(let status): ["status": .string(status)]
        case .assignee(let id, let name):
            ["assignee": id.map(JSONTree.string) ?? .null, "name": name.map(JSONTree.string) ?? .null]
        case .comment: ["comment": true]
        }
    }

    /// A value as the store kept it; nil when it can't be read.
    public init?(json: JSONValue) {
        guard json.kind == .object else { return nil }
        if let status = json["status"]?.string {
            self = .status(status)
        } else if let assignee = json["assignee"] {
            guard assignee.isNull || assignee.string != nil else { return nil }
            self = .assignee(id: assignee.string, name: json["name"]?.string)
        } else if json["comment"]?.bool == true {
            self = .comment
        } else {
            return nil
        }
    }
}
