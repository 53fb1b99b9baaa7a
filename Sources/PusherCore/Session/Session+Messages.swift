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
            return tell(.notOfTheProtocol(configuration), now: now, into: &actions)
        }
        guard name.utf8.starts(with: "pusher".utf8) else {
            return applicationEvent(name, message, now: now, into: &actions)
        }
        let data = message["data"].flatMap {
            ($0.kind == .string ? try? JSONValue(parsing: $0.stringBytes ?? []) : $0)
        }
        let channel = message["channel"]?.string
        // Before the greeting only three messages mean anything.
        if transport == .open,
            !["pusher:connection_established", "pusher:error", "pusher:ping"].contains(name)
        {
            return
        }
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
                // soketi's 401 is the socket server's word on the signature, not the application's on the token.
                let status = data?["status"]?.int
                refused(channel, status: status == 401 ? 4009 : status, text, now: now, into: &actions)
            }
        case "pusher_internal:member_added":
            if let channel, let member = data.flatMap(Member.init(joined:)) {
                channels.joined(member, channel, into: &actions)
            }
        case "pusher_internal:member_removed":
            if let channel, let id = data?["user_id"]?.identifier {
                channels.left(id, channel, into: &actions)
            }
        case "pusher:cache_miss":
            if let channel, channels.isWanted(channel) { actions.append(.cacheMiss(channel: channel)) }
        case "pusher_internal:subscription_count":
            if let channel, channels.isWanted(channel), let count = data?["subscription_count"]?.int {
                actions.append(.subscriptionCount(channel: channel, max(0, count)))
            }
        default:
            // Unknown internals are nobody's business (5.4).
            if name.utf8.starts(with: "pusher_internal:".utf8) { return }
            if name.utf8.starts(with: "pusher:".utf8) { return actions.append(.unknownMessage(name)) }
            applicationEvent(name, message, now: now, into: &actions)
        }
    }

    private mutating func applicationEvent(
        _ name: String, _ message: JSONValue, now: Duration, into actions: inout [Action]
    ) {
        guard transport == .established else { return }
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
        let event = PusherEvent(
            name: name, channel: channel, data: data, userID: message["user_id"]?.identifier)
        guard let channel, channels.isEncrypted(channel) else { return actions.append(.event(event)) }
        channels.receive(event, channel, now: now, into: &actions)
        advanceChannels(now: now, into: &actions)
    }

    private mutating func established(_ data: JSONValue?, now: Duration, into actions: inout [Action]) {
        guard transport == .open, let id = data?["socket_id"]?.identifier, !id.isEmpty,
            id.utf8.count <= Self.maximumSocketIDSize
        else { return }
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
            let recovery = code.map { Recovery(code: $0) } ?? .backOff
            let error =
                code == 4000 && isSecure
                ? .endedTLS(text: text)
                : SessionError(code: code, text: text, key: configuration.key, isGreeting: true)
            tell(error, now: now, into: &actions)
            closeTransport(code: 1000, reason: "", into: &actions)
            return lost(recovery, now: now, random: &random, into: &actions)
        }
        let error = SessionError(code: code, text: text, key: configuration.key)
        if text.hasPrefix("Rate limit exceeded") {
            if pausedUntil == nil {
                pausedUntil = now + configuration.rateLimitPause
                channels.putBackInFlight()
            }
            return tell(error, now: now, into: &actions)
        }
        if code == 4301, text.contains("client messaging") {
            refusesWhispers = true
            return tell(error, now: now, into: &actions)
        }
        if let name = channel ?? channels.blamed(for: code, text: text), channels.inFlight == name {
            if text.hasPrefix("Existing subscription") {
                succeeded(name, nil, now: now, into: &actions)
            } else {
                refused(name, status: code, text, now: now, into: &actions)
            }
            return
        }
        tell(error, now: now, into: &actions)
    }

    /// Reverb's ids have at most 21 characters; an id goes into each authorisation and each request.
    static let maximumSocketIDSize = 128
}
