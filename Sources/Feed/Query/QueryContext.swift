/// What a query needs to know besides the entry.
public struct QueryContext: Equatable, Sendable {
    /// The wall clock.
    public var now: Timestamp
    /// The user's clock, for days and clock times.
    public var zone: Zone
    /// Seconds east of UTC now.
    public var secondsFromUTC: Int64 { zone.seconds(at: now) }
    /// The workspace's projects, for their keys and names.
    public var projects: [Project] {
        didSet { (names, byID) = Self.names(of: projects) }
    }
    /// Every name of a project, folded, to its id.
    private var names: [String: String]
    private var byID: [String: Project]

    /// What is known now.
    public init(now: Timestamp, zone: Zone = Zone(secondsFromUTC: 0), projects: [Project] = []) {
        self.now = now
        self.zone = zone
        self.projects = projects
        (names, byID) = Self.names(of: projects)
    }

    private static func names(of projects: [Project]) -> ([String: String], [String: Project]) {
        var names: [String: String] = [:]
        // Where two share a name the id goes first, then the key.
        for project in projects {
            let name = Folding.folded(project.name)
            names[name] = project.id
            names[name.filter { $0 != " " }] = project.id
        }
        for project in projects { names[Folding.folded(project.key)] = project.id }
        for project in projects { names[Folding.folded(project.id)] = project.id }
        return (names, Dictionary(projects.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Whether a query means a project: the one with this id, key or name; where there is none, those whose key or
    /// name begins so, or has a word that does. What isn't listed is known by its id.
    func isProject(_ id: String, called name: Name) -> Bool {
        if let known = names[name.folded] { return id == known || id == name.text }
        guard !name.isWhole, id != name.text else { return id == name.text }
        return byID[id].map { name.fits($0.key) || name.fits($0.name) } ?? false
    }

    /// The ids of the projects that a query means.
    public func projectIDs(called name: Name) -> Set<String> {
        Set(projects.map(\.id).filter { isProject($0, called: name) } + [name.text])
    }
}
