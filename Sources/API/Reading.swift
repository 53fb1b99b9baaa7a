import JSON

// What the application's answers say. Nothing but an id has to be there.

extension TaskDetail {
    init?(_ task: JSONValue) {
        guard let id = task["id"]?.identifier else { return nil }
        self.init(
            id: id, key: task["key"]?.string, title: task["title"]?.string ?? task["name"]?.string ?? "",
            status: task["status"]?.string, assignee: task["assignee"]?["name"]?.string,
            assigneeID: (task["assignee"]?["id"] ?? task["assignee_id"])?.identifier,
            updatedAt: task["updated_at"]?.string, version: task["version"]?.int,
            comments: (task["comments"]?.elements ?? []).map { comment in
                Comment(
                    id: comment["id"]?.identifier, parentID: comment["parent_id"]?.identifier,
                    author: comment["author"]?["name"]?.string ?? comment["user"]?["name"]?.string ?? "",
                    body: comment["body"]?.string ?? "", createdAt: comment["created_at"]?.string
                )
            }
        )
    }
}

extension EventPage {
    /// Nil for something that isn't a page. An entry without a name is no event and is left out.
    init?(_ root: JSONValue) {
        guard let list = root["data"], list.kind == .array else { return nil }
        let entries = list.elements.compactMap { entry in
            entry["event"]?.string.map { name in
                Entry(
                    cursor: entry["cursor"]?.identifier, event: name, channel: entry["channel"]?.string ?? "",
                    data: entry["data"].map { $0.stringBytes ?? Array($0.rawBytes) } ?? [],
                    createdAt: entry["created_at"]?.string
                )
            }
        }
        self.init(
            events: entries, next: root["next"]?.identifier, oldest: root["oldest"]?.identifier,
            cursor: root["cursor"]?.identifier ?? entries.last?.cursor
        )
    }
}
