/// Which server a broker speaks like; where they differ is in protocol notes 12.
public enum Dialect: String, CaseIterable, Sendable {
    /// Laravel Reverb.
    case reverb
    /// Pusher's hosted service, as far as its documents say.
    case pusher
    /// soketi 1.x.
    case soketi

    /// Whether errors and close codes go together, with the error's data as an object.
    var closesWithCodes: Bool { self != .reverb }
}

/// How a broker is set up; the defaults are those Reverb ships with.
public struct BrokerConfiguration: Equatable, Sendable {
    /// Who may send client events (`accept_client_events_from`, protocol notes 8).
    public enum ClientEvents: Equatable, Sendable {
        /// Subscribers of the channel.
        case members
        /// Anyone, with whatever `user_id` is claimed.
        case all
        /// Nobody: error 4301.
        case none
    }

    /// Messages a connection may send in a stretch of time; every kind counts (protocol notes 2.2).
    public struct RateLimit: Equatable, Sendable {
        /// Messages in one window.
        public var messages: Int
        /// The window.
        public var window: Duration
        /// Whether TCP ends, without a word, instead of error 4301.
        public var terminates: Bool

        /// A limit of so many messages in a window.
        public init(messages: Int = 60, window: Duration = .seconds(60), terminates: Bool = false) {
            self.messages = messages
            self.window = window
            self.terminates = terminates
        }
    }

    /// The shape of `hash` in presence lists (protocol notes 5.4).
    public enum HashShape: Equatable, Sendable {
        /// As PHP writes it: a list where the ids happen to be 0, 1, 2…, an object otherwise.
        case php
        /// Always `[]`.
        case empty
        /// Always a list in the order of `ids`.
        case list
    }

    /// Whom to speak like.
    public var dialect = Dialect.reverb
    /// Seconds the client may be silent, as the greeting tells it.
    public var activityTimeout = 30
    /// How often silent connections are looked for; Reverb's is 60 s.
    public var pingInterval: Duration = .seconds(60)
    /// Who may send client events.
    public var clientEvents = ClientEvents.members
    /// The limit of messages; nil for none.
    public var rateLimit: RateLimit?
    /// Connections with a subscription that there may be; nil for any number (error 4004).
    public var maximumConnections: Int?
    /// Hosts that `Origin` may name; `*` in one stands for any text (protocol notes 1.2).
    public var allowedOrigins = ["*"]
    /// False imitates a server that hangs.
    public var answersPings = true
    /// False imitates a server that hangs on subscriptions.
    public var answersSubscribes = true
    /// The shape of presence lists.
    public var hashShape = HashShape.php
    /// Whether other nodes serve the same application, so that client events are handed on (notes 11).
    public var isScaled = false

    /// Reverb as it is shipped.
    public init(dialect: Dialect = .reverb) {
        self.dialect = dialect
        if dialect == .pusher { activityTimeout = 120 }
    }
}
