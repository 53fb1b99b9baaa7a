import JSON

extension Broker {
    /// Reverb looks for `private` and `presence` without the dash: `privateer` needs a signature there
    /// (protocol notes 5.1).
    private func needsAuthorisation(_ name: ChannelName) -> Bool {
        name.needsAuthorisation
            || (dialect == .reverb && (name.text.hasPrefix("private") || name.text.hasPrefix("presence")))
    }

    /// Reverb takes `private-encrypted-cache-` for plain private (protocol notes 5.1).
    private func caches(_ name: ChannelName) -> Bool {
        name.isCache && (name.kind != .encrypted || dialect != .reverb)
    }

    mutating func subscribe(
        _ id: ConnectionID, _ channel: String, auth: String?, channelData: JSONValue?,
        into actions: inout [Action]
    ) {
        guard let connection = connections[id] else { return }
        let name = ChannelName(unchecked: channel)
        let invalid = Action.send(id, error(4200, "Invalid message format"))
        // `channel_data` is signed as the string it is; as an object Reverb answers 4200 (5.2).
        let text = channelData?.string
        if let channelData, channelData.kind != .string { return actions.append(invalid) }
        if needsAuthorisation(name) {
            guard
                let auth,
                Signature.verifies(
                    auth: auth, channel: channel, socketID: connection.socketID, channelData: text,
                    secret: connection.application.secret
                )
            else { return actions.append(.send(id, unauthorised(channel, text, connection))) }
        }
        var state = channels[channel] ?? Channel()
        let isNew = connections[id]?.channels.contains(channel) == false
        if !isNew, dialect == .pusher {
            return actions.append(.send(id, error(nil, "Existing subscription to channel \(channel)")))
        }
        var occupant: Occupant?
        if name.kind == .presence {
            guard let data = text.flatMap({ try? JSONValue(parsing: $0) }) else {
                return actions.append(invalid)
            }
            let info = data["user_info"].map(JSONTree.init)
            occupant = Occupant(id: data["user_id"]?.identifier, info: info ?? .null)
            // A join without `user_info` takes effect on Reverb, and is answered 4200 (5.4).
            if info == nil, dialect == .reverb { actions.append(invalid) }
        }
        let wasHere = state.members.values.contains { $0.id == occupant?.id }
        if isNew {
            state.subscribers.append(id)
            connections[id]?.channels.append(channel)
        }
        if let occupant { state.members[id] = occupant }
        channels[channel] = state
        var data: JSONTree? = [:]
        if name.kind == .presence {
            data = presence(state)
        } else if dialect == .soketi {
            // Not `nil`, which JSONTree takes for its null.
            data = .none
        }
        actions.append(.send(id, ServerMessage.succeeded(channel, data)))
        if isNew { actions.append(.subscribed(id, channel: channel)) }
        if let occupant, let user = occupant.id, !wasHere {
            let message = ServerMessage.message(
                "pusher_internal:member_added",
                data: ["user_id": .string(user), "user_info": occupant.info], channel: channel)
            for other in state.subscribers where other != id { actions.append(.send(other, message)) }
        }
        if caches(name) {
            let miss: JSONTree = ["event": "pusher:cache_miss", "channel": .string(channel)]
            actions.append(.send(id, state.cached ?? miss.serializedBytes()))
        }
        tellCount(channel, into: &actions)
    }

    /// How a bad signature is answered (protocol notes 5.2).
    private func unauthorised(_ channel: String, _ channelData: String?, _ connection: Connection) -> [UInt8]
    {
        switch dialect {
        case .reverb: return error(4009, "Connection is unauthorized")
        case .pusher:
            let signed = "\(connection.socketID):\(channel)" + (channelData.map { ":" + $0 } ?? "")
            return error(
                nil,
                "Invalid signature: Expected HMAC SHA256 hex digest of \(signed), but got something else")
        case .soketi:
            let tree: JSONTree = [
                "event": "pusher:subscription_error", "channel": .string(channel),
                "data": [
                    "type": "AuthError", "error": "The connection is unauthorized.", "status": 401,
                ],
            ]
            return tree.serializedBytes()
        }
    }

    /// Pusher tells how many there are, except on presence channels (protocol notes 5.4).
    private mutating func tellCount(_ channel: String, into actions: inout [Action]) {
        guard dialect == .pusher, ChannelName(unchecked: channel).kind != .presence,
            let subscribers = channels[channel]?.subscribers
        else { return }
        let message = ServerMessage.message(
            "pusher_internal:subscription_count",
            data: ["subscription_count": .integer(subscribers.count)], channel: channel)
        for other in subscribers { actions.append(.send(other, message)) }
    }

    private func presence(_ channel: Channel) -> JSONTree {
        var ids: [String] = []
        var infos: [JSONTree] = []
        var seen: Set<String> = []
        for subscriber in channel.subscribers {
            guard let member = channel.members[subscriber] else { continue }
            // One without an id and Reverb counts nobody (5.4).
            guard let id = member.id else {
                if dialect == .reverb { return ["presence": ["count": 0, "ids": [], "hash": []]] }
                continue
            }
            guard seen.insert(id).inserted else { continue }
            ids.append(id)
            infos.append(member.info)
        }
        // PHP writes a map whose keys are 0, 1, 2… as a list, and so an empty one (5.4).
        let isList = ids.enumerated().allSatisfy { $1 == String($0) }
        let hash: JSONTree =
            switch configuration.hashShape {
            case .empty: []
            case .php where !isList: .object(zip(ids, infos).map { .init($0, $1) })
            case .php, .list: .array(infos)
            }
        let list = JSONTree.array(ids.map(JSONTree.string))
        return ["presence": ["count": .integer(ids.count), "ids": list, "hash": hash]]
    }

    mutating func leave(_ id: ConnectionID, _ channel: String, into actions: inout [Action]) {
        guard var state = channels[channel], let index = state.subscribers.firstIndex(of: id) else { return }
        state.subscribers.remove(at: index)
        let member = state.members.removeValue(forKey: id)
        connections[id]?.channels.removeAll { $0 == channel }
        let name = ChannelName(unchecked: channel)
        var message: [UInt8]?
        if let user = member?.id, !state.members.values.contains(where: { $0.id == user }) {
            message = ServerMessage.message(
                "pusher_internal:member_removed", data: ["user_id": .string(user)], channel: channel)
            // Reverb's cache takes this for the last event (5.3).
            if dialect == .reverb, caches(name) { state.cached = message }
        }
        // The cache dies with the last subscriber (5.3).
        channels[channel] = state.subscribers.isEmpty ? nil : state
        actions.append(.unsubscribed(id, channel: channel))
        if let message { for other in state.subscribers { actions.append(.send(other, message)) } }
        tellCount(channel, into: &actions)
    }

    /// A client event, by the rules of protocol notes 8.
    mutating func whisper(
        _ id: ConnectionID, _ event: String, _ channel: String, _ message: JSONValue,
        into actions: inout [Action]
    ) {
        let state = channels[channel]
        let isMember = state?.subscribers.contains(id) == true
        switch (dialect, configuration.clientEvents) {
        case (_, .none):
            return actions.append(
                .send(id, error(4301, "The app does not have client messaging enabled.")))
        case (.reverb, .all): break
        case (.pusher, _) where ChannelName(unchecked: channel).kind == .public:
            return actions.append(
                .send(
                    id, error(4301, "Client event rejected - only supported on private and presence channels")
                ))
        default:
            guard isMember else {
                return actions.append(
                    .send(id, error(4009, "The client is not a member of the specified channel.")))
            }
        }
        var tree: JSONTree = ["event": .string(event), "channel": .string(channel)]
        if dialect == .reverb {
            guard let data = Self.reencoded(message["data"]) else {
                return actions.append(.send(id, error(4200, "Invalid message format")))
            }
            tree["data"] = data
            // With `all`, what the client claims passes through.
            if configuration.clientEvents == .all, let claimed = message["user_id"] {
                tree["user_id"] = JSONTree(claimed)
            }
        } else {
            tree["data"] = message["data"].map(JSONTree.init) ?? .null
        }
        if let user = state?.members[id]?.id { tree["user_id"] = .string(user) }
        let bytes = tree.serializedBytes()
        if dialect == .reverb, caches(ChannelName(unchecked: channel)) { channels[channel]?.cached = bytes }
        for other in state?.subscribers ?? [] where other != id { actions.append(.send(other, bytes)) }
        if configuration.isScaled { actions.append(.relay(channel: channel, bytes)) }
    }

    /// What PHP makes of a whisper's data: an empty object becomes a list, a string that holds an object
    /// becomes the object; nil where Reverb answers 4200 (protocol notes 8).
    private static func reencoded(_ data: JSONValue?) -> JSONTree? {
        guard let data else { return nil }
        switch data.kind {
        case .object, .array: return emptied(JSONTree(data))
        case .string:
            guard let text = data.string, let inner = try? JSONValue(parsing: text),
                inner.kind == .object || inner.kind == .array
            else { return nil }
            return emptied(JSONTree(inner))
        case .null, .bool, .number: return nil
        }
    }

    private static func emptied(_ tree: JSONTree) -> JSONTree {
        switch tree {
        case .object(let members) where members.isEmpty: .array([])
        case .object(let members): .object(members.map { .init($0.key, emptied($0.value)) })
        case .array(let elements): .array(elements.map(emptied))
        default: tree
        }
    }
}
