import JSON

extension Session {
    /// Wants a channel: subscribes now, or as soon as there is a connection, and again after each loss.
    public mutating func subscribe(_ channel: String, now: Duration, into actions: inout [Action]) {
        guard let name = ChannelName(channel) else {
            let message = SessionError.malformedName(channel)
            return actions.append(.subscription(channel: channel, .refused(status: nil, message: message)))
        }
        guard channels.want(name) else { return }
        heldUnsubscribes.removeAll { $0 == channel }
        actions.append(.subscription(channel: channel, .pending))
        advanceChannels(now: now, into: &actions)
    }

    /// Leaves a channel; one whose subscribe is in flight is left when the answer comes.
    public mutating func unsubscribe(_ channel: String, now: Duration, into actions: inout [Action]) {
        guard channels.isWanted(channel) else { return }
        if channels.leave(channel), transport == .established {
            if pausedUntil == nil {
                actions.append(.send(ClientMessage.unsubscribe(channel)))
            } else {
                heldUnsubscribes.append(channel)
            }
        }
        actions.append(.subscription(channel: channel, .left))
        advanceChannels(now: now, into: &actions)
    }

    /// The application answered. An answer for an earlier connection is void.
    public mutating func authorised(
        channel: String, socketID: String, result: AuthorisationResult, now: Duration,
        random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        guard transport == .established, socketID == self.socketID else { return }
        channels.authorised(channel, result, now: now, random: &random, into: &actions)
        advanceChannels(now: now, into: &actions)
    }

    /// Sends a client event, or says why not. Nothing is queued (protocol notes 8).
    public mutating func whisper(
        event: String, channel: String, data: [UInt8], now: Duration, into actions: inout [Action]
    ) -> WhisperRefusal? {
        guard transport == .established else { return .notConnected }
        guard pausedUntil == nil else { return .tooMany }
        guard !refusesWhispers else { return .disabled }
        guard let name = ChannelName(channel), name.kind != .public else { return .publicChannel }
        guard name.kind != .encrypted else { return .encryptedChannel }
        guard channels.isSubscribed(channel) else { return .notSubscribed }
        guard event.utf8.starts(with: "client-".utf8), event.utf8.count > 7,
            let value = try? JSONValue(parsing: data),
            value.kind == .object || value.kind == .array
        else { return .malformed }
        let message = ClientMessage.whisper(event, channel: channel, json: data)
        guard message.count <= configuration.maximumMessageSize else {
            return .tooLong(limit: configuration.maximumMessageSize)
        }
        // Pusher's limit is ten a second (8).
        whisperTimes.removeAll { now - $0 >= .seconds(1) }
        guard whisperTimes.count < 10 else { return .tooMany }
        whisperTimes.append(now)
        channels.noteWhisper()
        actions.append(.send(message))
        return nil
    }

    /// Asks for signatures and sends the next subscribe, as far as the rules allow.
    mutating func advanceChannels(now: Duration, into actions: inout [Action]) {
        guard transport == .established, pausedUntil == nil, let socketID else { return }
        channels.advance(socketID: socketID, now: now, configuration, into: &actions)
    }

    mutating func succeeded(
        _ channel: String, _ data: JSONValue?, now: Duration, into actions: inout [Action]
    ) {
        channels.succeeded(channel, members: MemberList(presence: data?["presence"]), into: &actions)
        advanceChannels(now: now, into: &actions)
    }

    mutating func refused(
        _ channel: String, status: Int?, _ text: String, now: Duration, into actions: inout [Action]
    ) {
        channels.refused(
            channel, status: status,
            message: SessionError.refusal(channel, status, text, authPath: configuration.authPath),
            into: &actions)
        advanceChannels(now: now, into: &actions)
    }
}
