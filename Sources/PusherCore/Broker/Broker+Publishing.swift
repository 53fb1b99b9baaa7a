public import JSON

/// What the HTTP API does and asks (protocol notes 10.2).
extension Broker {
    /// Sends an event to the subscribers of channels, except to one socket; `data` is JSON text, as publishers
    /// give it.
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
        var message: JSONTree = ["event": .string(event), "channel": .string(channel), "data": data]
        if let userID, ChannelName(unchecked: channel).kind == .presence {
            message["user_id"] = .string(userID)
        }
        deliver(message.serializedBytes(), channel: channel, into: &actions)
    }

    /// Sends a message of another node to the channel's subscribers here (protocol notes 11).
    public func deliver(_ message: [UInt8], channel: String, into actions: inout [Action]) {
        for id in channels[channel]?.subscribers ?? [] { actions.append(.send(id, message)) }
    }

    /// What the API tells of a channel.
    public struct Occupancy: Equatable, Sendable {
        /// The channel.
        public var name: String
        /// Connections that hold it.
        public var subscribers: Int
        /// Members of a presence channel, each once.
        public var users: [String]
        /// Whether an event is kept for the next subscriber.
        public var isCached: Bool
    }

    /// Occupied channels by name.
    public var occupied: [Occupancy] {
        channels.keys.sorted().compactMap { occupancy(of: $0) }
    }

    /// One channel; nil where nobody holds it.
    public func occupancy(of name: String) -> Occupancy? {
        guard let channel = channels[name] else { return nil }
        var users: [String] = []
        var seen: Set<String> = []
        for id in channel.subscribers {
            if let user = channel.members[id]?.id, seen.insert(user).inserted { users.append(user) }
        }
        return Occupancy(
            name: name, subscribers: channel.subscribers.count, users: users,
            isCached: channel.cached != nil)
    }

    /// Connections that hold at least one channel: what Reverb counts.
    public var subscribedConnections: Int { connections.values.count { !$0.channels.isEmpty } }

    /// Connections of a user, by the first channel of each; nil where one has none, which Reverb answers
    /// with 500 (protocol notes 10.2).
    public func connections(ofUser user: String) -> [ConnectionID]? {
        guard connections.values.allSatisfy({ !$0.channels.isEmpty }) else { return nil }
        return connections.filter { id, connection in
            connection.channels.first.flatMap { channels[$0]?.members[id]?.id } == user
        }.map(\.key).sorted()
    }
}
