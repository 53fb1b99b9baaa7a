public import Addressing
public import PusherCore
public import WebSocketCore

/// Where to connect, and how.
public struct RealtimeConfiguration: Sendable {
    /// Name or address of the server.
    public var host: String
    /// TCP port.
    public var port: Int
    /// `REVERB_SERVER_PATH`; empty for none.
    public var prefix: String
    /// The `Origin` header, sent on the WebSocket only (protocol notes 1.2); nil sends none.
    public var origin: String?
    /// A PEM file of certificates that are trusted besides the system's.
    public var caFile: String?
    /// Accepts any certificate.
    public var isInsecure = false
    /// The proxy that the connection goes through; nil connects directly.
    public var proxy: Proxy?
    /// Connects to this Unix socket instead of host and port; for tests.
    public var unixSocketPath: String?
    /// The client's version, told to the server.
    public var version = "0"
    /// Keys and times of the session.
    public var session: SessionConfiguration
    /// Limits of the WebSocket.
    public var webSocket = ConnectionConfiguration()

    /// How far a connection made by this can be trusted.
    public var security: TransportSecurity {
        !session.isSecure ? .plain : isInsecure ? .unverified : .verified
    }

    /// A configuration for this server.
    public init(
        host: String, port: Int, prefix: String = "", origin: String? = nil, session: SessionConfiguration
    ) {
        self.host = host
        self.port = port
        self.prefix = prefix
        self.origin = origin
        self.session = session
    }
}

/// What a client has to tell, in the order it happened.
public enum RealtimeEvent: Equatable, Sendable {
    /// The connection's state is another.
    case state(ConnectionState)
    /// The server has greeted; the id goes along with requests for authorisation (protocol notes 1.3).
    case established(socketID: String)
    /// A channel's state is another.
    case subscription(channel: String, SubscriptionState)
    /// An event of a channel, whispers included.
    case event(PusherEvent)
    /// The members of a presence channel.
    case presence(channel: String, PresenceChange)
    /// What went wrong, for people; the same one at most once in ten seconds.
    case error(SessionError)
    /// The connection is lost; the next attempt, counted from 1, comes after this time.
    case reconnecting(attempt: Int, after: Duration)
    /// From a ping to its pong.
    case roundTrip(Duration)
    /// A cache channel has no last event to give (protocol notes 5.3).
    case cacheMiss(channel: String)
    /// How many hold a channel; only Pusher tells (protocol notes 5.4).
    case subscriptionCount(channel: String, Int)
}

/// How far the transport can be trusted.
public enum TransportSecurity: String, Equatable, Sendable {
    /// No TLS.
    case plain
    /// TLS with a certificate that was verified.
    case verified
    /// TLS with any certificate: `server.insecure` is set, and the screen is to say so.
    case unverified
}

/// Figures of a connection, for the connection panel and the log.
public struct Metrics: Equatable, Sendable {
    /// Connections established.
    public var connections = 0
    /// Text messages received.
    public var messagesReceived = 0
    /// Bytes of them.
    public var bytesReceived = 0
    /// Messages sent.
    public var messagesSent = 0
    /// From the last ping to its pong.
    public var roundTrip: Duration?
    /// How long the connection has been established; nil while it isn't.
    public var uptime: Duration?
    /// What protects the connection; of the last attempt while there is none.
    public var security = TransportSecurity.plain
    /// Channels held.
    public var channels = 0

    /// All zero.
    public init() {}
}
