/// The channels a session wants, in the order they were asked for, and how far each has come.
struct ChannelTable: Sendable {
    private enum Phase: Equatable {
        /// Waits for its turn, or until a time.
        case waiting(until: Duration?)
        case authorising(by: Duration)
        case authorised(auth: String, channelData: String?)
        case inFlight(by: Duration)
        case subscribed
        /// Refused; tried again at a time where that may help.
        case refused(SubscriptionState, retryAt: Duration?)
    }

    private struct Channel {
        var name: ChannelName
        var phase = Phase.waiting(until: nil)
        /// Authorisations that got no answer.
        var failures = 0
        var members: [Member] = []
    }

    private var order: [String] = []
    private var channels: [String: Channel] = [:]
    /// Left while its subscribe was in flight: its answer is still to come.
    private var leaving: (channel: String, by: Duration)?
    /// Whether a whisper was sent since the subscribe: then a refusal may be the whisper's.
    private var hasWhispered = false

    // MARK: Questions

    func isWanted(_ channel: String) -> Bool { channels[channel] != nil }

    func isSubscribed(_ channel: String) -> Bool { channels[channel]?.phase == .subscribed }

    func members(of channel: String) -> [Member] { channels[channel]?.members ?? [] }

    var states: [(channel: String, state: SubscriptionState)] {
        order.compactMap { name in channels[name].map { (name, Self.state($0.phase)) } }
    }

    private static func state(_ phase: Phase) -> SubscriptionState {
        switch phase {
        case .waiting, .authorising, .authorised, .inFlight: .pending
        case .subscribed: .subscribed
        case .refused(let state, _): state
        }
    }

    /// One subscribe is in flight at a time, so that a refusal without a channel can be blamed on it (5.2).
    private(set) var inFlight: String?

    func isInFlight(_ channel: String) -> Bool { inFlight == channel }

    /// The channel a channel-less error is about, if it can be told.
    func blamed(for code: Int?) -> String? {
        guard !hasWhispered, let code, [4009, 4200, 4301].contains(code) || code < 4000 else {
            return code == nil ? inFlight : nil
        }
        return inFlight
    }

    var deadline: Duration? {
        var times = channels.values.compactMap { channel -> Duration? in
            switch channel.phase {
            case .waiting(let until): until
            case .authorising(let by), .inFlight(let by): by
            case .refused(_, let retryAt): retryAt
            case .authorised, .subscribed: nil
            }
        }
        if let leaving { times.append(leaving.by) }
        return times.min()
    }

    // MARK: Changes

    /// False when the channel was wanted already.
    mutating func want(_ name: ChannelName) -> Bool {
        guard channels[name.text] == nil else { return false }
        channels[name.text] = Channel(name: name)
        order.append(name.text)
        return true
    }

    /// True when the server has to be told now.
    mutating func leave(_ channel: String) -> Bool {
        let phase = channels.removeValue(forKey: channel)?.phase
        order.removeAll { $0 == channel }
        if case .inFlight(let by)? = phase { leaving = (channel, by) }
        return phase == .subscribed
    }

    mutating func noteWhisper() { hasWhispered = true }

    mutating func putBackInFlight() {
        if let name = inFlight, channels[name] != nil { channels[name]?.phase = .waiting(until: nil) }
        inFlight = nil
        leaving = nil
    }

    mutating func connectionLost(into actions: inout [Session.Action]) {
        inFlight = nil
        leaving = nil
        hasWhispered = false
        for name in order {
            guard var channel = channels[name] else { continue }
            if !channel.members.isEmpty { actions.append(.presence(channel: name, .list([]))) }
            let was = Self.state(channel.phase)
            channel.members = []
            channel.failures = 0
            channel.phase = .waiting(until: nil)
            channels[name] = channel
            if was != .pending { actions.append(.subscription(channel: name, .pending)) }
        }
    }

    /// Starts authorisations, and sends the subscribe whose turn it is. Subscribes go out in the order the
    /// channels were asked for (protocol notes 4.2).
    mutating func advance(
        socketID: String, now: Duration, _ configuration: SessionConfiguration,
        into actions: inout [Session.Action]
    ) {
        var authorising = channels.values.count { if case .authorising = $0.phase { true } else { false } }
        var isTurn = inFlight == nil && leaving == nil
        for name in order {
            guard let channel = channels[name] else { continue }
            switch channel.phase {
            case .waiting(nil):
                if !channel.name.needsAuthorisation {
                    if isTurn { send(name, nil, nil, now: now, configuration, into: &actions) }
                    isTurn = false
                } else if authorising < configuration.maximumParallelAuthorisations {
                    authorising += 1
                    channels[name]?.phase = .authorising(by: now + configuration.authorisationTimeout)
                    actions.append(.authorise(channel: name, socketID: socketID))
                    isTurn = false
                } else {
                    return
                }
            case .authorised(let auth, let channelData):
                if isTurn { send(name, auth, channelData, now: now, configuration, into: &actions) }
                isTurn = false
            case .authorising: isTurn = false
            case .waiting, .inFlight, .subscribed, .refused: break
            }
        }
    }

    private mutating func send(
        _ name: String, _ auth: String?, _ channelData: String?, now: Duration,
        _ configuration: SessionConfiguration,
        into actions: inout [Session.Action]
    ) {
        channels[name]?.phase = .inFlight(by: now + configuration.subscribeTimeout)
        inFlight = name
        hasWhispered = false
        actions.append(.send(ClientMessage.subscribe(name, auth: auth, channelData: channelData)))
    }

    mutating func authorised(
        _ name: String, _ result: AuthorisationResult, now: Duration, into actions: inout [Session.Action]
    ) {
        guard let channel = channels[name], case .authorising = channel.phase else { return }
        switch result {
        case .granted(let auth, let channelData, _):
            guard channel.name.kind != .presence || channelData != nil else {
                let message = SessionError.refusal(name, 200, "the answer has no channel_data")
                return refuse(name, 200, message, retryAt: nil, into: &actions)
            }
            channels[name]?.phase = .authorised(auth: auth, channelData: channelData)
        case .throttled(let retryAfter):
            channels[name]?.phase = .waiting(until: now + max(retryAfter ?? .seconds(5), .seconds(1)))
        case .unreachable(let message):
            failed(name, nil, message, now: now, into: &actions)
        case .refused(let status, let message) where status >= 500:
            failed(name, status, SessionError.refusal(name, status, message), now: now, into: &actions)
        case .refused(let status, let message):
            refuse(name, status, SessionError.refusal(name, status, message), retryAt: nil, into: &actions)
        }
    }

    /// Network errors and 5xx: once more at once, then not before a minute has passed (protocol notes 6.1).
    private mutating func failed(
        _ name: String, _ status: Int?, _ message: String, now: Duration, into actions: inout [Session.Action]
    ) {
        channels[name]?.failures += 1
        if channels[name]?.failures == 1 {
            channels[name]?.phase = .waiting(until: nil)
        } else {
            refuse(name, status, message, retryAt: now + .seconds(60), into: &actions)
        }
    }

    private mutating func refuse(
        _ name: String, _ status: Int?, _ message: String, retryAt: Duration?,
        into actions: inout [Session.Action]
    ) {
        let state = SubscriptionState.refused(status: status, message: message)
        channels[name]?.phase = .refused(state, retryAt: retryAt)
        actions.append(.subscription(channel: name, state))
    }

    mutating func refused(_ name: String, status: Int?, message: String, into actions: inout [Session.Action])
    {
        if inFlight == name { inFlight = nil }
        if leaving?.channel == name { leaving = nil }
        guard channels[name] != nil else { return }
        refuse(name, status, message, retryAt: nil, into: &actions)
    }

    mutating func succeeded(_ name: String, members: [Member], into actions: inout [Session.Action]) {
        if inFlight == name { inFlight = nil }
        if leaving?.channel == name {
            leaving = nil
            // Wanted again in the meantime: the server has it, so the new subscribe is not needed.
            if channels[name] == nil {
                actions.append(.send(ClientMessage.unsubscribe(name)))
                return
            }
        }
        guard var channel = channels[name], channel.phase != .subscribed else { return }
        channel.phase = .subscribed
        channel.failures = 0
        channel.members = members
        channels[name] = channel
        actions.append(.subscription(channel: name, .subscribed))
        if channel.name.kind == .presence { actions.append(.presence(channel: name, .list(members))) }
    }

    mutating func joined(_ member: Member, _ name: String, into actions: inout [Session.Action]) {
        guard var channel = channels[name], channel.phase == .subscribed else { return }
        channel.members.removeAll { $0.id == member.id }
        channel.members.append(member)
        channels[name] = channel
        actions.append(.presence(channel: name, .joined(member)))
    }

    /// A cache channel may replay the leave of someone who was never here (5.3).
    mutating func left(_ id: String, _ name: String, into actions: inout [Session.Action]) {
        guard let channel = channels[name], channel.members.contains(where: { $0.id == id }) else { return }
        channels[name]?.members.removeAll { $0.id == id }
        actions.append(.presence(channel: name, .left(id)))
    }

    /// True when something may go on.
    mutating func timerFired(
        now: Duration, _ configuration: SessionConfiguration, into actions: inout [Session.Action]
    ) -> Bool {
        var hasChanged = false
        if let by = leaving?.by, now >= by {
            leaving = nil
            inFlight = nil
            hasChanged = true
        }
        for name in order {
            switch channels[name]?.phase {
            case .waiting(let until?)? where now >= until, .refused(_, let until?)? where now >= until:
                channels[name]?.phase = .waiting(until: nil)
                hasChanged = true
            case .authorising(let by)? where now >= by:
                failed(
                    name, nil, SessionError.refusal(name, nil, "the application did not answer in time"),
                    now: now, into: &actions)
                hasChanged = true
            case .inFlight(let by)? where now >= by:
                inFlight = nil
                refuse(
                    name, nil, SessionError.refusal(name, nil, "the server did not answer in time"),
                    retryAt: now + .seconds(60), into: &actions)
                hasChanged = true
            default: break
            }
        }
        return hasChanged
    }
}
