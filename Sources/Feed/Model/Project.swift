/// A project of the workspace.
public struct Project: Identifiable, Hashable, Sendable {
    /// The model's id.
    public var id: String
    /// What people call it, such as `WEB`.
    public var key: String
    /// Its name.
    public var name: String

    /// A project of this id, key and name.
    public init(id: String, key: String, name: String) {
        self.id = id
        self.key = key
        self.name = name
    }
}
