import Feed

/// Entries for tests, in few words.
enum Fixture {
    /// A moment so many seconds after noon, UTC, of 23 November 2026, a Monday.
    static func at(_ seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: 1_795_435_200_000 + seconds * 1000)
    }

    static let projects = [
        Project(id: "3", key: "WEB", name: "Website"), Project(id: "4", key: "API", name: "Public API"),
    ]

    static func context(_ seconds: Int64 = 0, secondsFromUTC: Int64 = 0) -> QueryContext {
        QueryContext(now: at(seconds), zone: Zone(secondsFromUTC: secondsFromUTC), projects: projects)
    }

    static func entry(
        _ id: String = "e", _ kind: EventKind = .comment, task: String? = "142", project: String? = "3",
        actor: Actor? = Actor(id: "5", name: "Ana Souza"), text: String = "Ana commented on \"Checkout\"",
        excerpt: String? = nil, at seconds: Int64 = 0, live: Bool = true, forMe: Bool = false,
        mine: Bool = false, payload: String = "{}"
    ) -> Notification {
        Notification(
            id: id, kind: kind, name: "App\\Events\\X", channel: "private-workspace.7", project: project,
            task: task.map { TaskReference(id: $0, key: "WEB-\($0)", title: "Checkout") }, actor: actor,
            text: text, excerpt: excerpt, occurredAt: at(seconds), receivedAt: at(seconds), live: live,
            addressedToMe: forMe, mine: mine, payload: Array(payload.utf8)
        )
    }

    static func status(
        _ id: String, _ from: String, _ to: String, by name: String = "Ana", at seconds: Int64,
        task: String = "142", live: Bool = true
    ) -> Notification {
        entry(
            id, .status, task: task, actor: Actor(id: name, name: name),
            text: "\(name): \(from) > \(to)   Checkout",
            at: seconds, live: live, payload: "{\"from\":\"\(from)\",\"to\":\"\(to)\"}"
        )
    }
}

extension Timeline {
    /// The ids of the rows' entries, from the newest: `c+a` is one row of two.
    var shape: [String] {
        (0..<rowCount).compactMap { row(at: $0)?.entryIDs.joined(separator: "+") }
    }
}
