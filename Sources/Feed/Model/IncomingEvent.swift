/// An event before it is read.
public struct IncomingEvent: Sendable {
    /// The payload in the shape it had on the wire (protocol notes 1.4).
    public enum Payload: Equatable, Sendable {
        /// Absent or null.
        case none
        /// A JSON string, decoded: JSON text itself, or plain text.
        case text([UInt8])
        /// Any other JSON value, as its source text.
        case json([UInt8])

        /// The bytes, whichever shape; empty for none.
        public var bytes: [UInt8] {
            switch self {
            case .none: []
            case .text(let bytes), .json(let bytes): bytes
            }
        }
    }

    /// The wire name.
    public var name: String
    /// The channel it came on.
    public var channel: String
    /// The payload.
    public var data: Payload
    /// When the server says it was made; nil over the socket.
    public var createdAt: Timestamp?
    /// The cursor of the catch-up entry.
    public var cursor: String?
    /// When this client got it.
    public var receivedAt: Timestamp
    /// Whether it came over the socket.
    public var live: Bool

    /// An event with these parts.
    public init(
        name: String, channel: String, data: Payload, createdAt: Timestamp? = nil, cursor: String? = nil,
        receivedAt: Timestamp, live: Bool = true
    ) {
        self.name = name
        self.channel = channel
        self.data = data
        self.createdAt = createdAt
        self.cursor = cursor
        self.receivedAt = receivedAt
        self.live = live
    }
}
