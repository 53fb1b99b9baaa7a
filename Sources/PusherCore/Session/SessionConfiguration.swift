/// What a session needs to know, and its times; the defaults are those of the protocol notes.
public struct SessionConfiguration: Equatable, Sendable {
    /// The application's key (`REVERB_APP_KEY`).
    public var key: String
    /// Whether the transport is TLS from the start; error 4000 switches to TLS once.
    public var isSecure: Bool
    /// The application's route for authorisations, for the sentences about it.
    public var authPath = "/broadcasting/auth"
    /// Time for TCP, TLS and the handshake (protocol notes 4.2).
    public var connectTimeout: Duration = .seconds(10)
    /// Time from the open transport to `pusher:connection_established` (2.3).
    public var establishTimeout: Duration = .seconds(10)
    /// Time without a connection after which the state is `unavailable` (4.2).
    public var unavailableAfter: Duration = .seconds(10)
    /// The longest silence of the server before it is pinged; its own `activity_timeout` may shorten it (3.4).
    public var activityTimeout: Duration = .seconds(30)
    /// How long an answer to a ping may take (3.4).
    public var pongTimeout: Duration = .seconds(15)
    /// The same after a change of the network (3.4).
    public var wakePongTimeout: Duration = .seconds(5)
    /// How long the server may take over a subscribe (5.2).
    public var subscribeTimeout: Duration = .seconds(10)
    /// How long the driver may take over one authorisation; its own HTTP timeout is 10 s (6.1).
    public var authorisationTimeout: Duration = .seconds(15)
    /// How many authorisations may be in flight (4.2).
    public var maximumParallelAuthorisations = 4
    /// Silence kept after `Rate limit exceeded` (5.2).
    public var rateLimitPause: Duration = .seconds(60)
    /// How long a connection must stay established before failures are forgotten (4.2).
    public var stableAfter: Duration = .seconds(30)
    /// How long to wait between attempts (4.2).
    public var backoff = BackoffPolicy()
    /// The longest message sent, in bytes (8): Reverb closes with 1009 beyond it.
    public var maximumMessageSize = 10_000

    /// A configuration for the application with this key.
    public init(key: String, isSecure: Bool) {
        self.key = key
        self.isSecure = isSecure
    }
}
