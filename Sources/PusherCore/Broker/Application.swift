import JSON

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

/// The messages Reverb sends (protocol notes 1.3, 2, 5): `data` is a string that holds JSON.
enum ServerMessage {
    static let pong = Array(#"{"event":"pusher:pong"}"#.utf8)
    static let ping = Array(#"{"event":"pusher:ping"}"#.utf8)

    static func established(socketID: String, activityTimeout: Int) -> [UInt8] {
        message(
            "pusher:connection_established",
            data: ["socket_id": .string(socketID), "activity_timeout": .integer(activityTimeout)])
    }

    static func error(_ code: Int, _ text: String) -> [UInt8] {
        message("pusher:error", data: ["code": .integer(code), "message": .string(text)])
    }

    static func succeeded(_ channel: String, _ data: JSONTree) -> [UInt8] {
        message("pusher_internal:subscription_succeeded", data: data, channel: channel)
    }

    static func message(_ event: String, data: JSONTree, channel: String? = nil) -> [UInt8] {
        var tree: JSONTree = ["event": .string(event), "data": .string(data.serialized())]
        if let channel { tree["channel"] = .string(channel) }
        return tree.serializedBytes()
    }

    /// A published event: the publisher's data string goes out as it came.
    static func event(_ name: String, data: String, channel: String) -> [UInt8] {
        JSONTree.object([
            .init("event", .string(name)), .init("data", .string(data)), .init("channel", .string(channel)),
        ])
        .serializedBytes()
    }
}
