import JSON

/// A team and what it does: who there is, and how often what happens. The player makes the events of it,
/// the same ones for the same seed.
public struct Scenario: Equatable, Sendable {
    /// One of the team.
    public struct Person: Equatable, Sendable {
        public var id: Int
        public var name: String
        public var username: String
        public var email: String
    }

    struct Project: Equatable, Sendable {
        var id: Int
        var key: String
        var name: String
        var tasks: [Task]
    }

    struct Task: Equatable, Sendable {
        var id: Int
        var number: Int
        var title: String
    }

    /// A stretch of time with one event every so many seconds, on average.
    struct Phase: Equatable, Sendable {
        var seconds: Double
        var every: Double
    }

    /// The name.
    public var name: String
    /// Events that have happened before the start.
    public var history: Int
    /// The first is the one who watches.
    public var cast: [Person]
    var projects: [Project]
    var comments: [String]
    var phases: [Phase]
    var weights: [(action: Action, weight: Int)]

    /// What can happen.
    enum Action: String, CaseIterable {
        case comment, reply, assignment, status, typing, quota, subscription, notification, unknown, join,
            leave
        case memberAdded = "member_added"
        case memberRemoved = "member_removed"
    }

    public static func == (a: Scenario, b: Scenario) -> Bool {
        a.name == b.name && a.cast == b.cast && a.projects == b.projects && a.phases == b.phases
    }

    private static let embedded: [(name: String, json: [UInt8])] = [
        ("team", PackageResources.team_json), ("quiet", PackageResources.quiet_json),
        ("flood", PackageResources.flood_json),
    ]

    /// Names of the scenarios that come with the program; the first is the usual one.
    public static let names = embedded.map(\.name)

    /// A scenario that comes with the program.
    public static func named(_ name: String) throws(SandboxError) -> Scenario {
        guard let json = embedded.first(where: { $0.name == name })?.json else {
            throw .unknownScenario(name, known: names)
        }
        return try Scenario(json: json)
    }

    /// A scenario from a file's text; the format is described in Resources/scenarios/README.md.
    public init(json: [UInt8]) throws(SandboxError) {
        let root: JSONValue
        do { root = try JSONValue(parsing: json) } catch { throw .malformedScenario("\(error)") }
        func list(_ key: String, in value: JSONValue) -> [JSONValue] { value[key]?.elements ?? [] }
        name = root["name"]?.string ?? "unnamed"
        history = max(0, min(root["history"]?.int ?? 0, 10_000))
        cast = list("cast", in: root).compactMap { person in
            guard let id = person["id"]?.int, let name = person["name"]?.string else { return nil }
            let username = person["username"]?.string ?? "user\(id)"
            return Person(
                id: id, name: name, username: username,
                email: person["email"]?.string ?? "\(username)@acme.example")
        }
        projects = list("projects", in: root).compactMap { project in
            guard let id = project["id"]?.int, let key = project["key"]?.string else { return nil }
            let tasks = list("tasks", in: project).compactMap { task in
                task["id"]?.int.map {
                    Task(id: $0, number: task["number"]?.int ?? $0, title: task["title"]?.string ?? "")
                }
            }
            return tasks.isEmpty
                ? nil : Project(id: id, key: key, name: project["name"]?.string ?? key, tasks: tasks)
        }
        comments = list("comments", in: root).compactMap(\.string)
        phases = list("phases", in: root).compactMap { phase in
            guard let seconds = phase["seconds"]?.double, let every = phase["every"]?.double, seconds > 0,
                every > 0
            else { return nil }
            return Phase(seconds: seconds, every: every)
        }
        weights = []
        for (key, value) in root["weights"]?.members ?? [] {
            guard let action = Action(rawValue: key) else {
                throw .malformedScenario("\"\(key)\" in weights is not something that happens")
            }
            weights.append((action, max(0, min(value.int ?? 0, 1_000_000))))
        }
        guard cast.count >= 2 else {
            throw .malformedScenario("cast needs at least two people with an id and a name")
        }
        guard !projects.isEmpty else {
            throw .malformedScenario("projects needs one with an id, a key and a task")
        }
        guard !comments.isEmpty else { throw .malformedScenario("comments needs at least one text") }
        guard weights.contains(where: { $0.weight > 0 }) else {
            throw .malformedScenario("weights needs one above zero")
        }
        if phases.isEmpty { phases = [Phase(seconds: 60, every: 2)] }
    }
}
