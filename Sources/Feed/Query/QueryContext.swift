/// What a query needs to know besides the entry.
public struct QueryContext: Equatable, Sendable {
    /// The wall clock.
    public var now: Timestamp
    /// Seconds east of UTC, for days and clock times.
    public var secondsFromUTC: Int64
    /// The workspace's projects, for their keys and names.
    public var projects: [Project] {
        didSet { names = Self.names(of: projects) }
    }
    /// Every name of a project in lower case, to its id.
    private var names: [String: String]

    /// What is known now.
    public init(now: Timestamp, secondsFromUTC: Int64 = 0, projects: [Project] = []) {
        self.now = now
        self.secondsFromUTC = secondsFromUTC
        self.projects = projects
        names = Self.names(of: projects)
    }

    private static func names(of projects: [Project]) -> [String: String] {
        var names: [String: String] = [:]
        // Where two share a name the id goes first, then the key.
        for project in projects {
            names[project.name.lowercased()] = project.id
            names[String(project.name.lowercased().filter { $0 != " " })] = project.id
        }
        for project in projects { names[project.key.lowercased()] = project.id }
        for project in projects { names[project.id.lowercased()] = project.id }
        return names
    }

    /// The id of the project that has this id, key or name in lower case; nil when none is known.
    public func projectID(called name: String) -> String? { names[name] }

    /// Whether a project's id, key or name is this, in lower case.
    func isProject(_ id: String?, called name: String) -> Bool {
        guard let id else { return false }
        return id == name || names[name] == id
    }
}
