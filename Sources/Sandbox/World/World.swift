import FoundationEssentials
import JSON
import SeededRandom

/// An event as the application broadcasts it.
struct Publication: Equatable {
    var event: String
    var channels: [String]
    /// JSON text.
    var data: String
}

/// The application behind the server, in memory: people, tasks, comments and the history of events. Both the
/// scenario and the HTTP routes change it, and both broadcast the same payloads.
struct World {
    struct Comment {
        var id: Int
        var author: Int
        var body: String
        var parentAuthor: Int?
        var createdAt: Date
    }

    struct Task {
        var id: Int
        var project: Int
        var key: String
        var title: String
        var status = "open"
        var assignee: Int?
        var version = 1
        var updatedAt: Date
        var comments: [Comment] = []
    }

    struct Logged {
        var cursor: Int
        var event: String
        var channel: String
        var data: String
        var createdAt: Date
    }

    let scenario: Scenario
    let workspace = 7
    private(set) var tasks: [Task]
    private(set) var log: [Logged] = []
    private(set) var tokens: [String: Int]
    /// How often a server was started on it: ids of connections don't come again.
    var generation: UInt64 = 0
    private var nextCursor = 1
    private var nextComment = 9001
    private var plan = "free"
    private let seed: UInt64

    static let password = "sandbox"
    /// Entries of the history and comments of a task that are kept at least: a sandbox may run for months.
    static let historyLimit = 20_000
    static let commentLimit = 200

    init(_ scenario: Scenario, seed: UInt64, now: Date) {
        self.scenario = scenario
        self.seed = seed
        tasks = scenario.projects.flatMap { project in
            project.tasks.map {
                Task(
                    id: $0.id, project: project.id, key: "\(project.key)-\($0.number)", title: $0.title,
                    updatedAt: now)
            }
        }
        var random = SplitMix64(seed: seed ^ 0xC0FF_EE)
        let alphabet = Array("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789")
        tokens = [:]
        for (index, person) in scenario.cast.enumerated() {
            let secret = String((0..<40).map { _ in alphabet.randomElement(using: &random) ?? "x" })
            tokens["\(index + 1)|\(secret)"] = person.id
        }
        var player = ScenarioPlayer(scenario, seed: seed &+ 1)
        var made = 0
        for _ in 0..<scenario.history * 4 where made < scenario.history {
            // Two days of history, the newest a few minutes old.
            let age = Double(scenario.history - made) / Double(max(1, scenario.history)) * 172_800 + 240
            made += apply(player.step(), now: now.addingTimeInterval(-age)).isEmpty ? 0 : 1
        }
    }

    func person(_ id: Int) -> Scenario.Person? { scenario.cast.first { $0.id == id } }

    mutating func issueToken(for user: Int) -> String {
        var random = SplitMix64(seed: seed ^ UInt64(tokens.count) &* 0x9E37)
        let token =
            "\(tokens.count + 1)|"
            + String(
                (0..<40).map { _ in "abcdefghjkmnpqrstuvwxyz23456789".randomElement(using: &random) ?? "x" })
        tokens[token] = user
        return token
    }

    mutating func revoke(_ token: String) { tokens[token] = nil }

    /// Forgets the oldest entries, as an application with a retention would.
    mutating func trimHistory(keeping count: Int) { log = Array(log.suffix(count)) }

    // MARK: What happens

    /// Lets a step happen; empty for one that broadcasts nothing.
    mutating func apply(_ step: Step, now: Date) -> [Publication] {
        switch step {
        case .typing, .join, .leave: return []
        case .comment(let author, let task, let text, let isReply):
            let author = scenario.cast[author].id
            return comment(
                task: tasks[task].id, author: author, body: scenario.comments[text], isReply: isReply,
                now: now
            ).map { [$0] } ?? []
        case .assign(let actor, let assignee, let task):
            return assign(
                task: tasks[task].id, to: scenario.cast[assignee].id, by: scenario.cast[actor].id, now: now
            )
            .map { [$0] } ?? []
        case .status(let actor, let task, let to):
            guard tasks[task].status != to else { return [] }
            return change(task: tasks[task].id, status: to, by: scenario.cast[actor].id, now: now).map {
                [$0]
            } ?? []
        case .memberAdded(let actor, let member, let project):
            return [membership("MemberAdded", actor, member, project, now)]
        case .memberRemoved(let actor, let member, let project):
            return [membership("MemberRemoved", actor, member, project, now)]
        case .quota(let percent):
            return [
                publish(
                    "App\\Events\\QuotaWarning", project: nil,
                    [
                        "resource": "api_calls", "used": .integer(percent * 100), "limit": 10_000,
                        "resets_at": .string(Self.text(now.addingTimeInterval(86_400))),
                    ], now: now
                )
            ]
        case .subscription(let new):
            defer { plan = new }
            return [
                publish(
                    "App\\Events\\SubscriptionChanged", project: nil,
                    [
                        "plan": .string(new), "previous_plan": .string(plan), "status": "active",
                        "effective_at": .string(Self.text(now)),
                    ], now: now
                )
            ]
        case .notification:
            let data: JSONTree = [
                "invoice_id": .integer(300 + nextCursor), "message": "12.50 EUR for October",
                "id": .string("6b0f1c52-0a77-4d0e-9a53-\(Self.padded(nextCursor, 12))"),
                "type": "App\\Notifications\\InvoicePaid",
            ]
            return [
                publish(
                    "Illuminate\\Notifications\\Events\\BroadcastNotificationCreated", project: nil, data,
                    now: now,
                    channels: ["private-App.Models.User.\(scenario.cast[0].id)"]
                )
            ]
        case .unknown(let task):
            return [
                publish(
                    "App\\Events\\Deployments\\DeploymentFinished", project: tasks[task].project,
                    [
                        "environment": "staging", "title": .string("Release 2.\(nextCursor)"),
                        "project_id": .integer(tasks[task].project),
                    ],
                    now: now
                )
            ]
        }
    }

    private mutating func membership(
        _ event: String, _ actor: Int, _ member: Int, _ project: Int?, _ now: Date
    ) -> Publication {
        let project = project.map { scenario.projects[$0].id }
        return publish(
            "App\\Events\\\(event)", project: project,
            [
                "member": person(scenario.cast[member].id), "actor": person(scenario.cast[actor].id),
                "project_id": project.map(JSONTree.integer) ?? .null,
            ], now: now
        )
    }

    mutating func comment(task id: Int, author: Int, body: String, isReply: Bool, now: Date) -> Publication? {
        guard let index = tasks.firstIndex(where: { $0.id == id }) else { return nil }
        let parent = isReply ? tasks[index].comments.last : nil
        let comment = Comment(
            id: nextComment, author: author, body: body, parentAuthor: parent?.author, createdAt: now)
        nextComment += 1
        tasks[index].comments.append(comment)
        if tasks[index].comments.count > 2 * Self.commentLimit {
            tasks[index].comments.removeFirst(Self.commentLimit)
        }
        tasks[index].updatedAt = now
        var tree = self.comment(comment)
        tree["task_id"] = .integer(id)
        tree["parent_id"] = parent.map { .integer($0.id) } ?? .null
        if let parent { tree["parent_author_id"] = .integer(parent.author) }
        return publish(
            "App\\Events\\\(isReply ? "CommentReplied" : "CommentCreated")", project: tasks[index].project,
            ["comment": tree, "task": task(tasks[index])], now: now
        )
    }

    mutating func assign(task id: Int, to assignee: Int, by actor: Int, now: Date) -> Publication? {
        guard let index = tasks.firstIndex(where: { $0.id == id }), person(assignee) != .null else {
            return nil
        }
        tasks[index].assignee = assignee
        touch(index, now)
        return publish(
            "App\\Events\\TaskAssigned", project: tasks[index].project,
            ["task": task(tasks[index]), "assignee": person(assignee), "actor": person(actor)], now: now
        )
    }

    mutating func unassign(task id: Int, by actor: Int, now: Date) -> Publication? {
        guard let index = tasks.firstIndex(where: { $0.id == id }) else { return nil }
        tasks[index].assignee = nil
        touch(index, now)
        return publish(
            "App\\Events\\TaskAssigned", project: tasks[index].project,
            ["task": task(tasks[index]), "assignee": .null, "actor": person(actor)], now: now
        )
    }

    mutating func change(task id: Int, status: String, by actor: Int, now: Date) -> Publication? {
        guard let index = tasks.firstIndex(where: { $0.id == id }) else { return nil }
        let from = tasks[index].status
        tasks[index].status = status
        touch(index, now)
        return publish(
            "App\\Events\\TaskStatusChanged", project: tasks[index].project,
            [
                "task": task(tasks[index]), "from": .string(from), "to": .string(status),
                "actor": person(actor),
            ], now: now
        )
    }

    private mutating func touch(_ index: Int, _ now: Date) {
        tasks[index].version += 1
        tasks[index].updatedAt = now
    }

    /// Logs the event and says where it is broadcast: on the workspace's channel, and on the project's.
    private mutating func publish(
        _ event: String, project: Int?, _ payload: JSONTree, now: Date, channels: [String]? = nil
    ) -> Publication {
        var payload = payload
        payload["event_id"] = .string(
            "01JD\(Self.padded(Int(seed % 9_000) + 1_000, 4))\(Self.padded(nextCursor, 18))")
        payload["cursor"] = .string(String(nextCursor))
        payload["occurred_at"] = .string(Self.text(now))
        let data = payload.serialized()
        var all = channels ?? ["private-workspace.\(workspace)"]
        if channels == nil, let project { all.append("private-project.\(project)") }
        log.append(Logged(cursor: nextCursor, event: event, channel: all[0], data: data, createdAt: now))
        if log.count > 2 * Self.historyLimit { log.removeFirst(Self.historyLimit) }
        nextCursor += 1
        return Publication(event: event, channels: all, data: data)
    }

    // MARK: As JSON

    func person(_ id: Int) -> JSONTree {
        guard let person: Scenario.Person = person(id) else { return .null }
        return ["id": .integer(id), "name": .string(person.name)]
    }

    func task(_ task: Task) -> JSONTree {
        [
            "id": .integer(task.id), "key": .string(task.key), "title": .string(task.title),
            "project_id": .integer(task.project),
        ]
    }

    func comment(_ comment: Comment) -> JSONTree {
        [
            "id": .integer(comment.id), "body": .string(comment.body), "author": person(comment.author),
            "created_at": .string(Self.text(comment.createdAt)),
        ]
    }

    func detail(_ task: Task) -> JSONTree {
        var tree = self.task(task)
        tree["status"] = .string(task.status)
        tree["assignee"] = task.assignee.map { person($0) } ?? .null
        tree["version"] = .integer(task.version)
        tree["updated_at"] = .string(Self.text(task.updatedAt))
        tree["comments"] = .array(task.comments.map(comment))
        return tree
    }

    /// As Laravel writes times.
    static func text(_ date: Date) -> String {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down))
        let fraction = date.timeIntervalSince1970 - Double(seconds)
        let whole = Date(timeIntervalSince1970: Double(seconds)).ISO8601Format().dropLast()
        return "\(whole).\(padded(Int(fraction * 1_000_000), 6))Z"
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
