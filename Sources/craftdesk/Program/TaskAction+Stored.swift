import App
import Feed
import JSON

/// Requests to the application as the store keeps them while they wait for an answer.
extension TaskAction {
    var json: JSONTree {
        var json: JSONTree = [
            "ticket": .integer(ticket), "at": .integer(Int(at.milliseconds)), "task": .string(task),
            "key": .string(key), "before": before?.json ?? .null,
        ]
        switch change {
        case .comment(let body): json["comment"] = .string(body)
        case .assignToMe: json["to_me"] = true
        case .status(let status): json["status"] = .string(status)
        case .assign(let id, let name):
            json["assignee"] = id.map(JSONTree.string) ?? .null
            json["name"] = name.map(JSONTree.string) ?? .null
        }
        switch step {
        case .undo(let id): json["undoes"] = .integer(id)
        case .redo(let id): json["redoes"] = .integer(id)
        case nil: break
        }
        return json
    }

    /// A request as the store kept it; nil when it can't be read.
    init?(json: JSONValue) {
        guard let ticket = json["ticket"]?.int, let at = json["at"]?.int, let task = json["task"]?.string,
            let key = json["key"]?.string
        else { return nil }
        let change: Change
        if let body = json["comment"]?.string {
            change = .comment(body)
        } else if json["to_me"]?.bool == true {
            change = .assignToMe
        } else if let status = json["status"]?.string {
            change = .status(status)
        } else if let assignee = json["assignee"] {
            change = .assign(id: assignee.string, name: json["name"]?.string)
        } else {
            return nil
        }
        let step = json["undoes"]?.int.map(Step.undo) ?? json["redoes"]?.int.map(Step.redo)
        self.init(
            ticket: ticket, at: Timestamp(milliseconds: Int64(at)), task: task, key: key, change: change,
            before: json["before"].flatMap(TaskEdit.Value.init(json:)), step: step)
    }
}
