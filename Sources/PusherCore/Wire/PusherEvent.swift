/// One event as it came over the socket: of the application, or a whisper of another client.
public struct PusherEvent: Equatable, Sendable {
    /// The wire name, such as `App\Events\OrderShipped` or `client-typing`, unsanitised.
    public var name: String
    /// The channel it came on; nil for an event that names none.
    public var channel: String?
    /// The payload, not yet parsed: the reader may want only a part of it.
    public var data: EventData
    /// The sender of a whisper by the server's word. A server that accepts client events from `all`
    /// passes on whatever the sender claimed (protocol notes 8), so this is a hint and no authority.
    public var userID: String?

    /// An event with these parts.
    public init(name: String, channel: String?, data: EventData, userID: String? = nil) {
        self.name = name
        self.channel = channel
        self.data = data
        self.userID = userID
    }

    /// Whether another client sent it (protocol notes 8): never authoritative.
    public var isWhisper: Bool { name.utf8.starts(with: "client-".utf8) }
}

/// The payload of an event in the shape it had on the wire (protocol notes 1.4).
public enum EventData: Equatable, Sendable {
    /// Absent or null.
    case none
    /// A JSON string, decoded: usually JSON text itself, but publishers may send plain text.
    case text([UInt8])
    /// Any other JSON value, as its source text.
    case json([UInt8])

    /// The payload's bytes, whichever shape it had; empty for none.
    public var bytes: [UInt8] {
        switch self {
        case .none: []
        case .text(let bytes), .json(let bytes): bytes
        }
    }
}
