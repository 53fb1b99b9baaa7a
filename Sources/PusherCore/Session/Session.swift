import JSON

/// The client's side of the protocol, without I/O: what happened goes in, with the time and randomness it
/// needs; what is to be done comes out, in order. It keeps the channels that are wanted through every loss of
/// the connection.
public struct Session: Sendable {
    /// What the driver is to do, or to tell.
    public enum Action: Equatable, Sendable {
        /// Open a transport; `secure` may differ from the configuration after error 4000.
        case openTransport(secure: Bool)
        /// Send one text message.
        case send([UInt8])
        /// Close the transport, or give up opening it. Nothing more is to be told of it.
        case closeTransport(code: UInt16, reason: String)
        /// Ask the application for a signature; answer with `authorised`.
        case authorise(channel: String, socketID: String)
        case stateChanged(ConnectionState)
        case established(socketID: String)
        case subscription(channel: String, SubscriptionState)
        case event(PusherEvent)
        case presence(channel: String, PresenceChange)
        case error(SessionError)
        /// The next attempt comes after this delay; attempts count from 1.
        case reconnecting(attempt: Int, after: Duration)
        /// From a ping to its pong.
        case roundTrip(Duration)
        /// A cache channel has no last event to give (protocol notes 5.3).
        case cacheMiss(channel: String)
        /// How many hold a channel; only Pusher tells, and only where it is switched on (5.4).
        case subscriptionCount(channel: String, Int)
        /// A message of the protocol's that this client doesn't know; for the log.
        case unknownMessage(String)
    }

    enum Transport: Equatable {
        case none
        case opening
        /// Open, waiting for `pusher:connection_established`.
        case open
        case established
    }

    let configuration: SessionConfiguration
    /// The state, by pusher-js's names.
    public internal(set) var state = ConnectionState.initialized
    /// The id of this connection; nil unless connected.
    public internal(set) var socketID: String?

    var transport = Transport.none
    var isSecure: Bool
    var isWanted = false
    var backoff: Backoff
    var parser = JSONParser()
    var channels: ChannelTable

    // What is waited for; each nil when it isn't.
    var retryAt: Duration?
    /// The end of the wait for the transport, or for the connection to be established.
    var openBy: Duration?
    var unavailableAt: Duration?
    var stableAt: Duration?
    var pingAt: Duration?
    var pongBy: Duration?
    var pingedAt: Duration?
    /// The server limits messages: nothing but answers to its pings is sent until then.
    var pausedUntil: Duration?
    /// Channels left during the pause.
    var heldUnsubscribes: [String] = []
    var activityTimeout: Duration
    /// When the last whispers were sent; at most ten are kept.
    var whisperTimes: [Duration] = []
    /// The server said on this connection that it takes no client events.
    var refusesWhispers = false
    /// The last error told and when: the same one again within ten seconds tells nobody anything.
    var lastError: (error: SessionError, at: Duration)?

    /// A session that is not connected and wants no channels.
    public init(configuration: SessionConfiguration) {
        self.configuration = configuration
        isSecure = configuration.isSecure
        activityTimeout = configuration.activityTimeout
        backoff = Backoff(configuration.backoff)
        channels = ChannelTable(authPath: configuration.authPath)
    }

    /// The next time `timerFired` has to be called; nil when nothing is waited for.
    public var deadline: Duration? {
        var first = transport == .established ? channels.deadline : nil
        Self.lower(&first, retryAt)
        Self.lower(&first, openBy)
        Self.lower(&first, unavailableAt)
        Self.lower(&first, stableAt)
        Self.lower(&first, pingAt)
        Self.lower(&first, pongBy)
        Self.lower(&first, pausedUntil)
        return first
    }

    private static func lower(_ first: inout Duration?, _ time: Duration?) {
        if let time { first = min(first ?? time, time) }
    }

    /// The channels that are wanted, in the order they were asked for.
    public var subscriptions: [(channel: String, state: SubscriptionState)] { channels.states }

    /// The members of a presence channel, by id; empty for others.
    public func members(of channel: String) -> [Member] { channels.members(of: channel) }

    // MARK: What the user wants

    /// Connects, and stays connected until `disconnect`.
    public mutating func connect(now: Duration, into actions: inout [Action]) {
        guard !isWanted else { return }
        isWanted = true
        open(now: now, into: &actions)
    }

    /// Closes with 1000 and stops everything; wanted channels are kept for the next `connect`.
    public mutating func disconnect(into actions: inout [Action]) {
        guard isWanted || state != .initialized else { return }
        isWanted = false
        closeTransport(code: 1000, reason: "", into: &actions)
        forgetConnection(into: &actions)
        retryAt = nil
        unavailableAt = nil
        change(.disconnected, into: &actions)
    }

    /// The user doesn't want to wait for the next attempt.
    public mutating func retryNow(now: Duration, into actions: inout [Action]) {
        guard isWanted, transport == .none else { return }
        open(now: now, into: &actions)
    }

    /// Measures the round trip at once, unless that is being done; a connection that is in use is never pinged
    /// by itself.
    public mutating func measure(now: Duration, into actions: inout [Action]) {
        guard pongBy == nil else { return }
        ping(now: now, within: configuration.pongTimeout, into: &actions)
    }

    /// The machine woke up or its network changed (protocol notes 3.4 and 4.2).
    public mutating func networkChanged(
        now: Duration, random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        guard isWanted else { return }
        backoff.forgive()
        if transport == .established {
            ping(now: now, within: configuration.wakePongTimeout, into: &actions)
        } else if retryAt != nil {
            retryAt = now + Backoff.between(0, 500, &random)
        }
    }

    /// Asks once more for the channels that were refused: there is a new token, or a new permission.
    public mutating func retryRefusals(now: Duration, into actions: inout [Action]) {
        channels.retryRefusals(into: &actions)
        advanceChannels(now: now, into: &actions)
    }

    // MARK: What happened to the transport

    /// The WebSocket is open; nothing may be sent before the server's greeting (protocol notes 1.3).
    public mutating func transportOpened(now: Duration) {
        guard transport == .opening else { return }
        transport = .open
        openBy = now + configuration.establishTimeout
    }

    /// The transport could not be opened.
    public mutating func transportFailed(
        _ failure: TransportFailure, now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        guard transport == .opening || transport == .open else { return }
        transport = .none
        tell(SessionError(failure, isSecure: isSecure), now: now, into: &actions)
        lost(Recovery(failure), atLeast: failure.retryAfter, now: now, random: &random, into: &actions)
    }

    /// The transport ended; 1006 where there was no Close frame.
    public mutating func transportClosed(
        code: UInt16, reason: String, now: Duration, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        guard transport != .none else { return }
        transport = .none
        if code == 4000, isSecure {
            tell(.endedTLS(text: reason), now: now, into: &actions)
        } else {
            let error = SessionError(closeCode: Int(code), reason: reason, key: configuration.key)
            tell(error, now: now, into: &actions)
        }
        lost(Recovery(code: Int(code)), now: now, random: &random, into: &actions)
    }

    /// The deadline has passed.
    public mutating func timerFired(
        now: Duration, random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        if passed(&unavailableAt, now), state == .connecting { change(.unavailable, into: &actions) }
        if passed(&stableAt, now) { backoff.succeed() }
        if passed(&retryAt, now) { open(now: now, into: &actions) }
        if passed(&openBy, now) {
            let isOpen = transport == .open
            let error =
                isOpen ? SessionError.noGreeting(configuration) : SessionError(.timedOut, isSecure: isSecure)
            tell(error, now: now, into: &actions)
            closeTransport(code: 1000, reason: "", into: &actions)
            lost(.backOff, now: now, random: &random, into: &actions)
        }
        if passed(&pongBy, now) {
            tell(.noPong(configuration), now: now, into: &actions)
            closeTransport(code: 1000, reason: "no pong", into: &actions)
            lost(.backOff, now: now, random: &random, into: &actions)
        }
        if passed(&pausedUntil, now) {
            for channel in heldUnsubscribes { actions.append(.send(ClientMessage.unsubscribe(channel))) }
            heldUnsubscribes = []
            advanceChannels(now: now, into: &actions)
        }
        if passed(&pingAt, now) {
            // A ping counts against the server's limit like everything else (2.2).
            if let pausedUntil {
                pingAt = pausedUntil
            } else {
                ping(now: now, within: configuration.pongTimeout, into: &actions)
            }
        }
        if transport == .established, channels.timerFired(now: now, random: &random, into: &actions) {
            advanceChannels(now: now, into: &actions)
        }
    }

    private func passed(_ time: inout Duration?, _ now: Duration) -> Bool {
        guard let due = time, now >= due else { return false }
        time = nil
        return true
    }

    // MARK: Between connections

    private mutating func open(now: Duration, into actions: inout [Action]) {
        retryAt = nil
        transport = .opening
        openBy = now + configuration.connectTimeout
        if state != .unavailable, unavailableAt == nil {
            unavailableAt = now + configuration.unavailableAfter
        }
        if state != .unavailable { change(.connecting, into: &actions) }
        actions.append(.openTransport(secure: isSecure))
    }

    mutating func closeTransport(code: UInt16, reason: String, into actions: inout [Action]) {
        guard transport != .none else { return }
        transport = .none
        actions.append(.closeTransport(code: code, reason: reason))
    }

    /// Whatever belonged to the connection is void: socket id, signatures, member lists (protocol notes 4.2).
    private mutating func forgetConnection(into actions: inout [Action]) {
        socketID = nil
        openBy = nil
        stableAt = nil
        pingAt = nil
        pongBy = nil
        pingedAt = nil
        pausedUntil = nil
        heldUnsubscribes = []
        whisperTimes = []
        refusesWhispers = false
        channels.connectionLost(into: &actions)
    }

    mutating func lost(
        _ recovery: Recovery, atLeast: Duration? = nil, now: Duration,
        random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        forgetConnection(into: &actions)
        guard isWanted else { return }
        var recovery = recovery
        if recovery == .upgradeToTLS {
            if isSecure { recovery = .failed }
            isSecure = true
        }
        switch recovery {
        case .failed, .failedRetrying:
            unavailableAt = nil
            change(.failed, into: &actions)
            guard recovery == .failedRetrying else { return }
        case .backOff, .backOffLonger, .reconnect, .upgradeToTLS:
            if state == .connected { unavailableAt = now + configuration.unavailableAfter }
            if state != .unavailable { change(.connecting, into: &actions) }
        }
        var delay = backoff.delay(after: recovery, now: now, random: &random)
        if let atLeast { delay = max(delay, min(atLeast, .seconds(3600))) }
        retryAt = now + delay
        actions.append(.reconnecting(attempt: backoff.failures, after: delay))
    }

    mutating func change(_ new: ConnectionState, into actions: inout [Action]) {
        guard new != state else { return }
        state = new
        actions.append(.stateChanged(new))
    }

    /// An error for people, unless it was just told.
    mutating func tell(_ error: SessionError, now: Duration, into actions: inout [Action]) {
        if let lastError, lastError.error == error, now - lastError.at < .seconds(10) { return }
        lastError = (error, now)
        actions.append(.error(error))
    }

    // MARK: Liveness (protocol notes 3.4)

    mutating func heard(now: Duration) {
        pongBy = nil
        if transport == .established { pingAt = now + activityTimeout }
    }

    /// A control frame came: the server is alive, so that no pong is waited for any more. It doesn't put off the
    /// next ping, though: soketi would close a connection on which only frames pass (protocol notes 3.4).
    public mutating func heardFrame(now: Duration) {
        if pongBy != nil { heard(now: now) }
    }

    /// JSON, not a ping frame: soketi counts only its own JSON, and cuts off a client that uses frames.
    private mutating func ping(now: Duration, within timeout: Duration, into actions: inout [Action]) {
        guard transport == .established else { return }
        pingAt = nil
        pongBy = now + timeout
        pingedAt = now
        actions.append(.send(ClientMessage.ping))
    }
}

extension TransportFailure {
    var retryAfter: Duration? {
        if case .httpStatus(_, _, let retryAfter) = self { retryAfter } else { nil }
    }
}
