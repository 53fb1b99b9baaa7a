/// An application of the server: what a client names by its key and a backend signs for with its secret.
public struct Application: Equatable, Sendable {
    /// The id in the paths of the HTTP API.
    public var id: String
    /// The key in the path of the WebSocket.
    public var key: String
    /// What signatures are made with.
    public var secret: String

    /// An application of this id, key and secret.
    public init(id: String, key: String, secret: String) {
        self.id = id
        self.key = key
        self.secret = secret
    }
}
