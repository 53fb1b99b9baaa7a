import JSON

/// The messages a client sends (protocol notes 3.1, 5.2, 8).
enum ClientMessage {
    static let ping = Array(#"{"event":"pusher:ping","data":{}}"#.utf8)
    static let pong = Array(#"{"event":"pusher:pong","data":{}}"#.utf8)

    /// `channelData` goes out as the identical string: it is signed.
    static func subscribe(_ channel: String, auth: String?, channelData: String?) -> [UInt8] {
        var data: JSONTree = ["channel": .string(channel)]
        if let auth { data["auth"] = .string(auth) }
        if let channelData { data["channel_data"] = .string(channelData) }
        return JSONTree.object([.init("event", "pusher:subscribe"), .init("data", data)]).serializedBytes()
    }

    static func unsubscribe(_ channel: String) -> [UInt8] {
        JSONTree.object([
            .init("event", "pusher:unsubscribe"), .init("data", ["channel": .string(channel)]),
        ]).serializedBytes()
    }

    static func whisper(_ event: String, channel: String, json: [UInt8]) -> [UInt8] {
        JSONTree.object([
            .init("event", .string(event)), .init("channel", .string(channel)), .init("data", .raw(json)),
        ]).serializedBytes()
    }
}
