public import JSON

// A project as this program keeps it: in facts of the store, in a sweep that isn't done, in a recording.
extension Project {
    /// Its id, key and name.
    public var json: JSONTree { ["id": .string(id), "key": .string(key), "name": .string(name)] }

    /// A project as it was kept; nil where one of the three is missing.
    public init?(json: JSONValue) {
        guard let id = json["id"]?.string, let key = json["key"]?.string, let name = json["name"]?.string
        else { return nil }
        self.init(id: id, key: key, name: name)
    }
}
