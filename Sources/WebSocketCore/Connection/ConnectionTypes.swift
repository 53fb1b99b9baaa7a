/// Which end of the connection this is.
public enum Role: Sendable {
    /// Opens, masks its frames.
    case client
    /// Accepts, never masks.
    case server
}

/// A whole message (RFC 6455 section 5.4).
public struct Message: Equatable, Sendable {
    /// Text or binary.
    public enum Kind: Equatable, Sendable {
        /// Valid UTF-8.
        case text
        /// Any bytes.
        case binary
    }

    /// Text or binary.
    public var kind: Kind
    /// The bytes; a part of the received buffer where the message came whole in one.
    public var payload: ArraySlice<UInt8>

    /// A message of this kind.
    public init(kind: Kind, payload: ArraySlice<UInt8>) {
        self.kind = kind
        self.payload = payload
    }
}

/// How a connection ended (RFC 6455 section 7.1).
public struct Closure: Equatable, Sendable {
    /// The peer's code; 1005 where its Close frame had none, 1006 where there was no Close frame.
    public var code: CloseCode
    /// The peer's reason.
    public var reason: String
    /// Whether both sides sent a Close frame.
    public var wasClean: Bool
    /// What went wrong; nil when nothing did.
    public var error: WebSocketError?

    /// A closure with these parts.
    public init(code: CloseCode, reason: String = "", wasClean: Bool, error: WebSocketError? = nil) {
        self.code = code
        self.reason = reason
        self.wasClean = wasClean
        self.error = error
    }
}

/// Limits and times of a connection.
public struct ConnectionConfiguration: Equatable, Sendable {
    /// The longest message, in bytes: large presence lists have no cap at the server (protocol notes 15.4).
    public var maximumMessageSize = 8 << 20
    /// The most frames of one message.
    public var maximumFragments = 1024
    /// The longest head of a handshake, in bytes (protocol notes 15.1).
    public var maximumHeadSize = 16 << 10
    /// permessage-deflate (RFC 7692); nil neither offers nor accepts it.
    public var compression: CompressionConfiguration?
    /// From the request to the end of the answer's head.
    public var handshakeTimeout: Duration = .seconds(10)
    /// How long the answer to our Close frame may take (protocol notes 15.3).
    public var closeTimeout: Duration = .seconds(5)
    /// How long the server may take to end TCP after both Close frames (protocol notes 15.3).
    public var peerCloseTimeout: Duration = .seconds(2)

    /// The defaults.
    public init() {}
}
