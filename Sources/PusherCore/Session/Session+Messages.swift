import JSON

extension Session {
    /// One text message from the server. What can't be read is an error for people and changes nothing.
    public mutating func received(
        text: ArraySlice<UInt8>, now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        guard transport == .open || transport == .established else { return }
        heard(now: now)
        guard let message = try? parser.parse(text), let name = message["event"]?.string else {
            actions.append(
                .error(SessionError(message: "the server sent a message that is not of the Pusher protocol")))
            return
        }
        guard name.utf8.starts(with: "pusher".utf8) else {
            applicationEvent(name, message, into: &actions)
            return
        }
        let data = message["data"].flatMap {
            ($0.kind == .string ? try? JSONValue(parsing: $0.stringBytes ?? []) : $0)
        }
        let channel = message["channel"]?.string
        switch name {
        case "pusher:connection_established": established(data, now: now, into: &actions)
        case "pusher:ping": actions.append(.send(ClientMessage.pong))
        case "pusher:pong":
            if let sent = pingedAt { actions.append(.roundTrip(now - sent)) }
            pingedAt = nil
        case "pusher:error":
            serverError(message["data"], data, channel, now: now, random: &random, into: &actions)
        case "pusher_internal:subscription_succeeded":
            if let channel { succeeded(channel, data, now: now, into: &actions) }
        case "pusher:subscription_error":
            if let channel {
                let text = data?["error"]?.string ?? data?["type"]?.string ?? ""
                refused(channel, status: data?["status"]?.int, text, now: now, into: &actions)
            }
        case "pusher_internal:member_added":
            if let channel, let member = data.flatMap(Member.init(joined:)) {
                channels.joined(member, channel, into: &actions)
            }
        case "pusher_internal:member_removed":
            if let channel, let id = data?["user_id"]?.identifier {
                channels.left(id, channel, into: &actions)
            }
        default:
            // Unknown internals, cache_miss and subscription_count are nobody's business here (5.3, 5.4).
            if !name.utf8.starts(with: "pusher:".utf8), !name.utf8.starts(with: "pusher_internal:".utf8) {
                applicationEvent(name, message, into: &actions)
            }
        }
    }

    private func applicationEvent(_ name: String, _ message: JSONValue, into actions: inout [Action]) {
        let channel = message["channel"]?.string
        // A channel that was just left may still be heard of.
        if let channel, !channels.isWanted(channel) { return }
        let data: EventData =
            switch message["data"] {
            case nil: .none
            case let value? where value.kind == .string: .text(value.stringBytes ?? [])
            case let value? where value.isNull: .none
            case let value?: .json(Array(value.rawBytes))
            }
        actions.append(
            .event(
                PusherEvent(name: name, channel: channel, data: data, userID: message["user_id"]?.identifier))
        )
    }

    private mutating func established(_ data: JSONValue?, now: Duration, into actions: inout [Action]) {
        guard transport == .open, let id = data?["socket_id"]?.identifier, !id.isEmpty else { return }
        transport = .established
        socketID = id
        openBy = nil
        unavailableAt = nil
        let offered = min(data?["activity_timeout"]?.int ?? 120, 3600)
        let wanted = min(Duration.seconds(offered), configuration.activityTimeout)
        activityTimeout = min(max(wanted, .seconds(5)), .seconds(120))
        pingAt = now + activityTimeout
        stableAt = now + configuration.stableAfter
        change(.connected, into: &actions)
        actions.append(.established(socketID: id))
        advanceChannels(now: now, into: &actions)
    }

    /// The golden rule (protocol notes 2.1): before the connection is established an error decides; after
    /// that it is information, and at most the answer to the subscribe in flight.
    private mutating func serverError(
        _ raw: JSONValue?, _ data: JSONValue?, _ channel: String?, now: Duration,
        random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        let code = data?["code"]?.int ?? data?["status"]?.int
        let text = data?["message"]?.string ?? data?["error"]?.string ?? raw?.string ?? ""
        guard transport == .established else {
            let recovery = Recovery(code: code ?? 4200)
            actions.append(.error(SessionError(code: code, text: text, isFatal: recovery == .failed)))
            closeTransport(code: 1000, reason: "", into: &actions)
            lost(recovery, now: now, random: &random, into: &actions)
            return
        }
        if text.contains("Rate limit exceeded") {
            pausedUntil = now + configuration.rateLimitPause
            channels.putBackInFlight()
            actions.append(.error(SessionError(code: code, text: text)))
            return
        }
        if let name = channel ?? channels.blamed(for: code), channels.isInFlight(name) {
            if text.hasPrefix("Existing subscription") {
                succeeded(name, nil, now: now, into: &actions)
            } else {
                refused(name, status: code, text, now: now, into: &actions)
            }
            return
        }
        actions.append(.error(SessionError(code: code, text: text)))
    }
}

extension Member {
    /// A member as `member_added` tells of it.
    init?(joined data: JSONValue) {
        guard let id = data["user_id"]?.identifier else { return nil }
        self.init(id: id, info: data["user_info"].map { Array($0.rawBytes) })
    }

    /// The list of a subscription. `hash` is an array when PHP had keys 0 to n-1 or none: then `ids` has the
    /// ids in the same order (protocol notes 5.4).
    static func list(_ presence: JSONValue?) -> [Member] {
        guard let hash = presence?["hash"] else { return [] }
        if hash.kind == .array {
            let ids = presence?["ids"]?.elements.compactMap(\.identifier) ?? []
            return zip(ids, hash.elements).map { Member(id: $0, info: Array($1.rawBytes)) }
        }
        return hash.members.map { Member(id: $0.key, info: Array($0.value.rawBytes)) }
    }
}
