import Feed
import JSON
import Store

/// What the application has said of me and of the workspace's projects, as the store keeps it: a command that
/// touches no network judges by the same names as the screen.
struct KnownWorkspace: Equatable {
    /// Me; nil where no program has heard of me yet.
    var identity: Identity?
    /// The projects; empty where no program has heard of them yet.
    var projects: [Project] = []

    /// The fact under which the identity is kept.
    static let identityFact = "identity"
    /// The fact under which the projects are kept.
    static let projectsFact = "projects"

    init() {}

    /// What a store keeps.
    init(_ store: FeedStore) {
        if let me = store.fact(Self.identityFact).flatMap({ try? JSONValue(parsing: $0) }) {
            identity = Identity(
                userID: me["id"]?.string, name: me["name"]?.string,
                handles: me["handles"]?.elements.compactMap(\.string) ?? [])
        }
        let list = store.fact(Self.projectsFact).flatMap { try? JSONValue(parsing: $0) }
        projects = list?.elements.compactMap(Project.init(json:)) ?? []
    }

    /// The identity as it is kept.
    static func text(_ identity: Identity) -> String {
        let me: JSONTree = [
            "id": identity.userID.map(JSONTree.string) ?? .null,
            "name": identity.name.map(JSONTree.string) ?? .null,
            "handles": .array(identity.handles.sorted().map { .string($0) }),
        ]
        return me.serialized()
    }

    /// The projects as they are kept.
    static func text(_ projects: [Project]) -> String {
        JSONTree.array(projects.map(\.json)).serialized()
    }
}
