import JSON

/// The messages a server sends (protocol notes 1.3, 2, 3.1, 5, 12). Reverb's `data` is a string that holds
/// JSON; the others send errors as objects.
enum ServerMessage {
    static func pong(_ dialect: Dialect) -> [UInt8] {
        Array(
            (dialect == .reverb ? #"{"event":"pusher:pong"}"# : #"{"event":"pusher:pong","data":{}}"#).utf8)
    }

    static func ping(_ dialect: Dialect) -> [UInt8] {
        Array(
            (dialect == .reverb ? #"{"event":"pusher:ping"}"# : #"{"event":"pusher:ping","data":{}}"#).utf8)
    }

    static func established(socketID: String, activityTimeout: Int) -> [UInt8] {
        message(
            "pusher:connection_established",
            data: ["socket_id": .string(socketID), "activity_timeout": .integer(activityTimeout)])
    }

    static func error(_ code: Int?, _ text: String, _ dialect: Dialect) -> [UInt8] {
        let data: JSONTree = [
            "code": code.map(JSONTree.integer) ?? .null, "message": .string(text),
        ]
        if dialect == .reverb { return message("pusher:error", data: data) }
        return JSONTree.object([.init("event", "pusher:error"), .init("data", data)]).serializedBytes()
    }

    /// Without data where there is none: soketi leaves it out.
    static func succeeded(_ channel: String, _ data: JSONTree?) -> [UInt8] {
        let event = "pusher_internal:subscription_succeeded"
        guard let data else {
            return JSONTree.object([.init("event", .string(event)), .init("channel", .string(channel))])
                .serializedBytes()
        }
        return message(event, data: data, channel: channel)
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
