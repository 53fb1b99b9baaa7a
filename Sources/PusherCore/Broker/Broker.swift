import JSON

/// The server's side of the protocol without I/O, by default as Laravel Reverb speaks it: connections,
/// channels, presence, client events and publishing (protocol notes 2.2, 3.2, 5, 8, 10, 12).
public struct Broker: Sendable {
    /// The driver's name for a connection.
    public typealias ConnectionID = Int

    /// What the driver is to do, or to tell.
    public enum Action: Equatable, Sendable {
        /// Send one text message.
        case send(ConnectionID, [UInt8])
        /// End TCP without a Close frame, as Reverb does.
        case hangUp(ConnectionID)
        /// Send a Close frame, as Pusher and soketi do.
        case close(ConnectionID, code: UInt16, reason: String)
        case subscribed(ConnectionID, channel: String)
        case unsubscribed(ConnectionID, channel: String)
        /// Hand a client event to the other nodes, which `deliver` it; only where the broker is scaled.
        case relay(channel: String, [UInt8])
    }

    struct Connection: Sendable {
        var application: Application
        var socketID: String
        /// In the order they were taken.
        var channels: [String] = []
        var lastHeard: Duration
        /// The last text sent: soketi's idea of a live connection.
        var lastTold: Duration
        var isPinged = false
        var windowStart: Duration
        var windowCount = 0
    }

    struct Channel: Sendable {
        var subscribers: [ConnectionID] = []
        /// Presence: `channel_data` of each subscriber.
        var members: [ConnectionID: Occupant] = [:]
        var cached: [UInt8]?
    }

    struct Occupant: Sendable {
        /// Nil where `channel_data` has no `user_id`; then Reverb counts nobody (protocol notes 5.4).
        var id: String?
        var info: JSONTree
    }

    /// How it behaves; a change counts from the next message on.
    public var configuration: BrokerConfiguration
    private let applications: [Application]
    var connections: [ConnectionID: Connection] = [:]
    var channels: [String: Channel] = [:]
    private var nextTick: Duration?

    /// A broker without connections.
    public init(applications: [Application], configuration: BrokerConfiguration = BrokerConfiguration()) {
        self.applications = applications
        self.configuration = configuration
    }

    var dialect: Dialect { configuration.dialect }

    /// When `timerFired` has to be called; nil without connections.
    public var deadline: Duration? { connections.isEmpty ? nil : nextTick }

    // MARK: Connections

    /// A WebSocket was opened on `/app/{key}`; `origin` is the `Origin` header of its request.
    public mutating func opened(
        _ id: ConnectionID, key: String, origin: String? = nil, now: Duration,
        random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        guard let application = applications.first(where: { $0.key == key }) else {
            return end(id, 4001, "Application does not exist", into: &actions)
        }
        if let limit = configuration.maximumConnections, subscribedConnections >= limit {
            switch dialect {
            // Reverb leaves the socket open and never greets it.
            case .reverb:
                actions.append(.send(id, error(4004, "Application is over connection quota")))
            case .pusher: end(id, 4004, "Application is over connection quota", into: &actions)
            case .soketi:
                end(id, 4100, "The current concurrent connections quota has been reached.", into: &actions)
            }
            return
        }
        let numbers = (0..<2).map { _ in String(Int.random(in: 1...1_000_000_000, using: &random)) }
        let socketID = numbers.joined(separator: ".")
        connections[id] = Connection(
            application: application, socketID: socketID, lastHeard: now, lastTold: now, windowStart: now)
        if nextTick == nil { nextTick = now + configuration.pingInterval }
        guard dialect != .reverb || allows(origin: origin) else {
            // Reverb leaves this one open too, and even takes public subscriptions.
            return actions.append(.send(id, error(4009, "Origin not allowed")))
        }
        let timeout = configuration.activityTimeout
        actions.append(.send(id, ServerMessage.established(socketID: socketID, activityTimeout: timeout)))
    }

    /// Only the host of `Origin` counts (protocol notes 1.2).
    private func allows(origin: String?) -> Bool {
        if configuration.allowedOrigins.contains("*") { return true }
        guard let origin, let host = Self.host(of: origin) else { return false }
        return configuration.allowedOrigins.contains { Self.matches(host[...], $0[...]) }
    }

    /// The host of `scheme://host[:port]`; a bare name has none, as for PHP's `parse_url`.
    private static func host(of origin: String) -> Substring? {
        let parts = origin.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].last == ":", parts[1].isEmpty else { return nil }
        return parts[2].prefix { $0 != "/" && $0 != ":" }
    }

    private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "*" {
            return text.indices.contains { matches(text[$0...], pattern.dropFirst()) }
                || matches("", pattern.dropFirst())
        }
        return text.first == first && matches(text.dropFirst(), pattern.dropFirst())
    }

    /// The connection ended, whoever ended it.
    public mutating func closed(_ id: ConnectionID, into actions: inout [Action]) {
        guard let connection = connections.removeValue(forKey: id) else { return }
        for channel in connection.channels { leave(id, channel, into: &actions) }
    }

    /// An error and the end of the connection: with a close code, or as Reverb without.
    mutating func end(_ id: ConnectionID, _ code: Int, _ text: String, into actions: inout [Action]) {
        actions.append(.send(id, error(code, text)))
        actions.append(
            dialect.closesWithCodes
                ? .close(id, code: UInt16(clamping: code), reason: text) : .hangUp(id))
    }

    /// The server is going down: Reverb ends TCP, the others say 4200 (protocol notes 12).
    public mutating func shutDown(into actions: inout [Action]) {
        for id in connections.keys.sorted() where id > 0 {
            switch dialect {
            case .reverb: actions.append(.hangUp(id))
            case .pusher: actions.append(.close(id, code: 4200, reason: "Please reconnect immediately"))
            case .soketi: end(id, 4200, "Server closed. Please reconnect shortly.", into: &actions)
            }
        }
    }

    /// Prunes, then pings, as Reverb does every minute (protocol notes 3.2); soketi ends what it sent
    /// nothing to for two minutes.
    public mutating func timerFired(now: Duration, into actions: inout [Action]) {
        guard let due = nextTick, now >= due else { return }
        nextTick = now + configuration.pingInterval
        for (id, connection) in connections.sorted(by: { $0.key < $1.key }) {
            if dialect == .soketi {
                guard now - connection.lastTold >= .seconds(120) else { continue }
                end(id, 4201, "Pong reply not received in time", into: &actions)
                continue
            }
            guard !connection.channels.isEmpty, now - connection.lastHeard >= configuration.pingInterval
            else { continue }
            if connection.isPinged {
                end(id, 4201, "Pong reply not received in time", into: &actions)
            } else {
                connections[id]?.isPinged = true
                actions.append(.send(id, ServerMessage.ping(dialect)))
            }
        }
    }

    /// A control frame came: the client is alive.
    public mutating func heard(_ id: ConnectionID, now: Duration) {
        connections[id]?.lastHeard = now
        connections[id]?.isPinged = false
    }

    /// Something was sent to it.
    public mutating func told(_ id: ConnectionID, now: Duration) { connections[id]?.lastTold = now }

    /// The socket id of a connection.
    public func socketID(of id: ConnectionID) -> String? { connections[id]?.socketID }

    // MARK: Messages

    /// One text message from a client.
    public mutating func received(
        _ id: ConnectionID, text: ArraySlice<UInt8>, now: Duration, into actions: inout [Action]
    ) {
        guard connections[id] != nil else { return }
        heard(id, now: now)
        guard isWithinLimit(id, now: now, into: &actions) else { return }
        let invalid = Action.send(id, error(4200, "Invalid message format"))
        guard let message = try? JSONValue(parsing: Array(text)), let event = message["event"]?.string else {
            return actions.append(invalid)
        }
        let data = message["data"]
        switch event {
        case "pusher:ping":
            if configuration.answersPings { actions.append(.send(id, ServerMessage.pong(dialect))) }
        case "pusher:pong": break
        case "pusher:subscribe":
            guard let channel = data?["channel"]?.string else { return actions.append(invalid) }
            guard configuration.answersSubscribes else { return }
            subscribe(
                id, channel, auth: data?["auth"]?.string, channelData: data?["channel_data"], into: &actions)
        case "pusher:unsubscribe":
            guard let channel = data?["channel"]?.string else { return actions.append(invalid) }
            leave(id, channel, into: &actions)
        default:
            guard event.hasPrefix("client-"), let channel = message["channel"]?.string else {
                // soketi says nothing to what it doesn't know (protocol notes 12).
                if dialect != .soketi { actions.append(invalid) }
                return
            }
            whisper(id, event, channel, message, into: &actions)
        }
    }

    /// Every kind of message counts, pings and pongs too (protocol notes 2.2).
    private mutating func isWithinLimit(
        _ id: ConnectionID, now: Duration, into actions: inout [Action]
    ) -> Bool {
        guard let limit = configuration.rateLimit, var connection = connections[id] else { return true }
        if now - connection.windowStart >= limit.window {
            connection.windowStart = now
            connection.windowCount = 0
        }
        connection.windowCount += 1
        connections[id] = connection
        guard connection.windowCount > limit.messages else { return true }
        actions.append(limit.terminates ? .hangUp(id) : .send(id, error(4301, "Rate limit exceeded")))
        return false
    }

    func error(_ code: Int?, _ text: String) -> [UInt8] { ServerMessage.error(code, text, dialect) }
}
