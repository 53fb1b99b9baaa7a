public import JSON

/// The server's side of the protocol, as Laravel Reverb speaks it, without I/O: connections, channels,
/// presence, client events and publishing (protocol notes 2.2, 3.2, 5, 8, 10).
public struct Broker: Sendable {
    /// The driver's name for a connection.
    public typealias ConnectionID = Int

    /// What the driver is to do, or to tell.
    public enum Action: Equatable, Sendable {
        /// Send one text message.
        case send(ConnectionID, [UInt8])
        /// End TCP without a Close frame, as Reverb does.
        case hangUp(ConnectionID)
        case subscribed(ConnectionID, channel: String)
        case unsubscribed(ConnectionID, channel: String)
    }

    private struct Connection: Sendable {
        var application: Application
        var socketID: String
        var channels: [String] = []
        var lastHeard: Duration
        var isPinged = false
    }

    private struct Channel: Sendable {
        var subscribers: [ConnectionID] = []
        /// Presence: `channel_data` of each subscriber.
        var members: [ConnectionID: (id: String, info: JSONTree)] = [:]
        var cached: [UInt8]?
    }

    /// Seconds the client may be silent, as the greeting tells it.
    public var activityTimeout = 30
    private let applications: [Application]
    private let pingInterval: Duration
    private var connections: [ConnectionID: Connection] = [:]
    private var channels: [String: Channel] = [:]
    private var nextTick: Duration?

    /// - Parameter pingInterval: Reverb's is 60 s.
    public init(applications: [Application], pingInterval: Duration = .seconds(60)) {
        self.applications = applications
        self.pingInterval = pingInterval
    }

    /// When `timerFired` has to be called; nil without connections.
    public var deadline: Duration? { connections.isEmpty ? nil : nextTick }

    // MARK: Connections

    /// A WebSocket was opened on `/app/{key}`.
    public mutating func opened(
        _ id: ConnectionID, key: String, now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        guard let application = applications.first(where: { $0.key == key }) else {
            actions.append(.send(id, ServerMessage.error(4001, "Application does not exist")))
            actions.append(.hangUp(id))
            return
        }
        let numbers = (0..<2).map { _ in String(Int.random(in: 1...1_000_000_000, using: &random)) }
        let socketID = numbers.joined(separator: ".")
        connections[id] = Connection(application: application, socketID: socketID, lastHeard: now)
        if nextTick == nil { nextTick = now + pingInterval }
        actions.append(
            .send(id, ServerMessage.established(socketID: socketID, activityTimeout: activityTimeout)))
    }

    /// The connection ended, whoever ended it.
    public mutating func closed(_ id: ConnectionID, into actions: inout [Action]) {
        for channel in connections[id]?.channels ?? [] { leave(id, channel, into: &actions) }
        connections[id] = nil
    }

    /// Prunes, then pings, as Reverb does every minute (protocol notes 3.2).
    public mutating func timerFired(now: Duration, into actions: inout [Action]) {
        guard let due = nextTick, now >= due else { return }
        nextTick = now + pingInterval
        for (id, connection) in connections.sorted(by: { $0.key < $1.key })
        where !connection.channels.isEmpty && now - connection.lastHeard >= pingInterval {
            if connection.isPinged {
                actions.append(.send(id, ServerMessage.error(4201, "Pong reply not received in time")))
                actions.append(.hangUp(id))
            } else {
                connections[id]?.isPinged = true
                actions.append(.send(id, ServerMessage.ping))
            }
        }
    }

    /// A control frame came: the client is alive.
    public mutating func heard(_ id: ConnectionID, now: Duration) {
        connections[id]?.lastHeard = now
        connections[id]?.isPinged = false
    }

    /// The socket id of a connection.
    public func socketID(of id: ConnectionID) -> String? { connections[id]?.socketID }

    // MARK: Messages

    /// One text message from a client.
    public mutating func received(
        _ id: ConnectionID, text: ArraySlice<UInt8>, now: Duration, into actions: inout [Action]
    ) {
        guard connections[id] != nil else { return }
        heard(id, now: now)
        let invalid = Action.send(id, ServerMessage.error(4200, "Invalid message format"))
        guard let message = try? JSONValue(parsing: Array(text)), let event = message["event"]?.string else {
            return actions.append(invalid)
        }
        let data = message["data"]
        switch event {
        case "pusher:ping": actions.append(.send(id, ServerMessage.pong))
        case "pusher:pong": break
        case "pusher:subscribe":
            guard let channel = data?["channel"]?.string else { return actions.append(invalid) }
            subscribe(
                id, channel, auth: data?["auth"]?.string, channelData: data?["channel_data"], into: &actions)
        case "pusher:unsubscribe":
            guard let channel = data?["channel"]?.string else { return actions.append(invalid) }
            leave(id, channel, into: &actions)
        default:
            guard event.hasPrefix("client-"), let channel = message["channel"]?.string else {
                return actions.append(invalid)
            }
            whisper(id, event, channel, data, into: &actions)
        }
    }

    private mutating func subscribe(
        _ id: ConnectionID, _ channel: String, auth: String?, channelData: JSONValue?,
        into actions: inout [Action]
    ) {
        guard let connection = connections[id] else { return }
        let name = ChannelName(unchecked: channel)
        // `channel_data` is signed as the string it is; as an object Reverb answers 4200 (5.2).
        let text = channelData?.string
        if let channelData, channelData.kind != .string {
            return actions.append(.send(id, ServerMessage.error(4200, "Invalid message format")))
        }
        if name.needsAuthorisation {
            guard
                let auth,
                Signature.verifies(
                    auth: auth, channel: channel, socketID: connection.socketID, channelData: text,
                    secret: connection.application.secret
                )
            else { return actions.append(.send(id, ServerMessage.error(4009, "Connection is unauthorized"))) }
        }
        var member: (id: String, info: JSONTree)?
        if name.kind == .presence {
            guard let data = text.flatMap({ try? JSONValue(parsing: $0) }),
                let user = data["user_id"]?.identifier
            else { return actions.append(.send(id, ServerMessage.error(4200, "Invalid message format"))) }
            member = (user, data["user_info"].map(JSONTree.init) ?? .null)
        }
        var state = channels[channel] ?? Channel()
        let isNew = !state.subscribers.contains(id)
        if isNew {
            state.subscribers.append(id)
            connections[id]?.channels.append(channel)
        }
        let wasHere = state.members.values.contains { $0.id == member?.id }
        if let member { state.members[id] = member }
        channels[channel] = state
        actions.append(
            .send(id, ServerMessage.succeeded(channel, name.kind == .presence ? presence(state) : [:])))
        if isNew { actions.append(.subscribed(id, channel: channel)) }
        if let member, !wasHere {
            let message = ServerMessage.message(
                "pusher_internal:member_added",
                data: ["user_id": .string(member.id), "user_info": member.info],
                channel: channel
            )
            for other in state.subscribers where other != id { actions.append(.send(other, message)) }
        }
        if name.isCache {
            let miss: JSONTree = ["event": "pusher:cache_miss", "channel": .string(channel)]
            actions.append(.send(id, state.cached ?? miss.serializedBytes()))
        }
    }

    private func presence(_ channel: Channel) -> JSONTree {
        var ids: [JSONTree] = []
        var hash: JSONTree = [:]
        for subscriber in channel.subscribers {
            guard let member = channel.members[subscriber], hash[member.id] == nil else { continue }
            ids.append(.string(member.id))
            hash[member.id] = member.info
        }
        // PHP writes an empty map as a list (5.4).
        return [
            "presence": ["count": .integer(ids.count), "ids": .array(ids), "hash": ids.isEmpty ? [] : hash]
        ]
    }

    private mutating func leave(_ id: ConnectionID, _ channel: String, into actions: inout [Action]) {
        guard var state = channels[channel], let index = state.subscribers.firstIndex(of: id) else { return }
        state.subscribers.remove(at: index)
        let member = state.members.removeValue(forKey: id)
        connections[id]?.channels.removeAll { $0 == channel }
        // The cache dies with the last subscriber (5.3).
        channels[channel] = state.subscribers.isEmpty ? nil : state
        actions.append(.unsubscribed(id, channel: channel))
        if let member, !state.members.values.contains(where: { $0.id == member.id }) {
            let message = ServerMessage.message(
                "pusher_internal:member_removed", data: ["user_id": .string(member.id)], channel: channel
            )
            for other in state.subscribers { actions.append(.send(other, message)) }
        }
    }

    /// A client event, with Reverb's shipped rule: members of the channel only (protocol notes 8).
    private mutating func whisper(
        _ id: ConnectionID, _ event: String, _ channel: String, _ data: JSONValue?,
        into actions: inout [Action]
    ) {
        guard let state = channels[channel], state.subscribers.contains(id) else {
            return actions.append(
                .send(id, ServerMessage.error(4009, "The client is not a member of the specified channel."))
            )
        }
        var message: JSONTree = [
            "event": .string(event), "channel": .string(channel), "data": data.map(JSONTree.init) ?? .null,
        ]
        if let user = state.members[id]?.id { message["user_id"] = .string(user) }
        let bytes = message.serializedBytes()
        for other in state.subscribers where other != id { actions.append(.send(other, bytes)) }
    }

    // MARK: The HTTP API

    /// Sends an event to the subscribers of channels, except to one socket.
    /// - Parameter data: JSON text, as publishers give it.
    public mutating func publish(
        _ name: String, channels names: [String], data: String, except socketID: String? = nil,
        into actions: inout [Action]
    ) {
        for channel in names {
            guard let state = channels[channel] else { continue }
            let message = ServerMessage.event(name, data: data, channel: channel)
            if ChannelName(unchecked: channel).isCache { channels[channel]?.cached = message }
            for id in state.subscribers where socketID == nil || connections[id]?.socketID != socketID {
                actions.append(.send(id, message))
            }
        }
    }

    /// Sends a client event as if a member had sent it; the scenario player's people type this way.
    public mutating func whisper(
        _ event: String, channel: String, data: JSONTree, userID: String?, into actions: inout [Action]
    ) {
        guard let state = channels[channel] else { return }
        var message: JSONTree = ["event": .string(event), "channel": .string(channel), "data": data]
        if let userID, ChannelName(unchecked: channel).kind == .presence {
            message["user_id"] = .string(userID)
        }
        let bytes = message.serializedBytes()
        for id in state.subscribers { actions.append(.send(id, bytes)) }
    }

    /// Occupied channels by name: subscribers, and members of presence channels.
    public var occupied: [(name: String, subscribers: Int, users: [String])] {
        channels.sorted { $0.key < $1.key }.map { name, channel in
            var users: [String] = []
            for id in channel.subscribers {
                if let user = channel.members[id]?.id, !users.contains(user) { users.append(user) }
            }
            return (name, channel.subscribers.count, users)
        }
    }

    /// Connections that hold at least one channel: what Reverb counts.
    public var subscribedConnections: Int { connections.values.count { !$0.channels.isEmpty } }

    /// Connections of a user, by the first channel of each (protocol notes 10.2).
    public func connections(ofUser user: String) -> [ConnectionID] {
        connections.filter { id, connection in
            connection.channels.first.flatMap { channels[$0]?.members[id]?.id } == user
        }.map(\.key).sorted()
    }
}
