import Addressing
import JSON

/// What a server of the Pusher protocol tells those who hold the application's secret (protocol notes 10).
public struct ServerMetrics: Equatable, Sendable {
    /// Connections that hold a channel; nil where the server doesn't count them (Reverb alone does).
    public var connections: Int?
    /// The occupied channels, by name.
    public var channels: [Channel]

    /// One occupied channel.
    public struct Channel: Equatable, Sendable {
        public var name: String
        /// Connections that hold it; nil where the server doesn't tell.
        public var subscriptions: Int?
        /// Users in it, each counted once; presence channels only.
        public var users: Int?
        /// Their ids, where they were asked for.
        public var members: [String]

        /// A channel with these figures.
        public init(name: String, subscriptions: Int? = nil, users: Int? = nil, members: [String] = []) {
            self.name = name
            self.subscriptions = subscriptions
            self.users = users
            self.members = members
        }
    }

    /// Metrics with these parts.
    public init(connections: Int?, channels: [Channel]) {
        self.connections = connections
        self.channels = channels
    }
}

/// The signed HTTP API of the server. It never sees the secret: whoever makes one gives it a way to sign.
public struct ServerMetricsClient: Sendable {
    /// Signs a request: method, path without the server's prefix, parameters.
    public typealias Signing =
        @Sendable (
            _ method: String, _ path: String, _ parameters: [(name: String, value: String)]
        ) -> String

    private let http: APIClient
    private let prefix: String
    private let application: String
    private let key: String
    private let clock: @Sendable () -> Int
    private let sign: Signing

    /// - Parameters:
    ///   - configuration: the server's address, without its path prefix.
    ///   - prefix: `REVERB_SERVER_PATH`; sent, but not signed (protocol notes 10.1).
    ///   - application: the application's id.
    ///   - clock: seconds since 1970.
    public init(
        configuration: APIConfiguration, prefix: String, application: String, key: String,
        clock: @escaping @Sendable () -> Int, sign: @escaping Signing
    ) throws(APIError) {
        http = try APIClient(configuration: configuration, token: nil)
        self.prefix = prefix
        self.application = application
        self.key = key
        self.clock = clock
        self.sign = sign
    }

    /// Lets go of its connections.
    public func shutdown() async { await http.shutdown() }

    /// The figures of now.
    /// - Parameter members: whether the members of presence channels are asked for, a request each.
    public func metrics(members: Bool) async throws(APIError) -> ServerMetrics {
        var connections: Int?
        do throws(APIError) {
            connections = try await get("connections")["connections"]?.int
        } catch .notFound {
            // soketi and Pusher have no such route; a wrong id fails at the channels too.
            connections = nil
        }
        let tree = try await get("channels", [("info", "subscription_count,user_count")])
        var channels = (tree["channels"]?.members ?? []).map { name, channel in
            ServerMetrics.Channel(
                name: name, subscriptions: channel["subscription_count"]?.int,
                users: channel["user_count"]?.int)
        }.sorted { $0.name < $1.name }
        guard members else { return ServerMetrics(connections: connections, channels: channels) }
        for index in channels.indices where channels[index].name.hasPrefix("presence-") {
            do throws(APIError) {
                let users = try await get("channels/\(PercentEncoding.encode(channels[index].name))/users")
                channels[index].members = (users["users"]?.elements ?? []).compactMap { $0["id"]?.identifier }
            } catch .notFound {
                // Everybody left in the meantime.
                channels[index].members = []
            }
        }
        return ServerMetrics(connections: connections, channels: channels)
    }

    private func get(_ route: String, _ more: [(name: String, value: String)] = []) async throws(APIError)
        -> JSONValue
    {
        let path = "/apps/\(application)/\(route)"
        var parameters =
            more + [
                ("auth_key", key), ("auth_timestamp", String(clock())), ("auth_version", "1.0"),
            ]
        parameters.append(("auth_signature", sign("GET", path, parameters)))
        let query = parameters.map { "\($0.name)=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
        return try await http.get("\(prefix)\(path)?\(query)", advice: "check server.app_id")
    }
}
