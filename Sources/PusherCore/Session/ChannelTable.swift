/// The channels a session wants, and how far each has come. What each call costs doesn't grow with their
/// number: a thousand channels make a thousand subscribes, not a million steps.
struct ChannelTable: Sendable {
    enum Phase: Equatable {
        /// Waits for its turn in the queue.
        case waiting
        case authorising
        case authorised(auth: String, channelData: String?)
        case inFlight
        case subscribed
        /// The application wants a pause.
        case delayed(until: Duration)
        /// Refused; tried again at a time where that may help.
        case refused(SubscriptionState, retryAt: Duration?)
    }

    struct Channel {
        var name: ChannelName
        /// Its place in the order the channels were asked for.
        var sequence: Int
        var phase = Phase.waiting
        /// Authorisations that got no answer.
        var failures = 0
        var members = MemberList()
        var cipher: ChannelCipher?
    }

    var channels: [String: Channel] = [:]
    private var nextSequence = 0
    /// Channels whose subscribe is to come, in the order of it; `head` is next. One whose phase says otherwise
    /// is skipped.
    private var queue: [String] = []
    private var head = 0
    /// Authorisations of everything before it have begun.
    private var started = 0
    /// Channels before `started` that are to be authorised once more, and encrypted ones that need a new key.
    var again: [String] = []
    /// Authorisations in flight: when each was asked for, and when it is given up.
    var authorising: [String: (asked: Duration, by: Duration)] = [:]
    /// Authorisations in a row that the application left unanswered: it has too much to do, and is asked for
    /// one at a time, ever more rarely, until it answers (Resources/herd.md).
    var unanswered = 0
    var heldUntil: Duration?
    /// After a lost connection, until the application has answered quickly: everybody who lost the same server
    /// asks now, and one question at a time keeps their queue short (Resources/herd.md).
    var isRecovering = false
    private var subscribing: (channel: String, by: Duration)?
    /// Left while its subscribe was in flight: its answer is still to come.
    private var leaving: (channel: String, by: Duration)?
    /// Whether a whisper was sent since the subscribe: then a refusal may be the whisper's.
    private var hasWhispered = false
    var retries = RetryQueue()
    /// For sentences.
    let authPath: String

    init(authPath: String) { self.authPath = authPath }

    // MARK: Questions

    func isWanted(_ channel: String) -> Bool { channels[channel] != nil }

    func isSubscribed(_ channel: String) -> Bool { channels[channel]?.phase == .subscribed }

    func isEncrypted(_ channel: String) -> Bool { channels[channel]?.name.kind == .encrypted }

    func members(of channel: String) -> [Member] { channels[channel]?.members.all ?? [] }

    private var inOrder: [Channel] { channels.values.sorted { $0.sequence < $1.sequence } }

    var states: [(channel: String, state: SubscriptionState)] {
        inOrder.map { ($0.name.text, Self.state($0.phase)) }
    }

    static func state(_ phase: Phase) -> SubscriptionState {
        switch phase {
        case .waiting, .authorising, .authorised, .inFlight, .delayed: .pending
        case .subscribed: .subscribed
        case .refused(let state, _): state
        }
    }

    /// One subscribe is in flight at a time, so that a refusal without a channel can be blamed on it (5.2).
    var inFlight: String? { subscribing?.channel ?? leaving?.channel }

    /// The channel a channel-less error is about, if it can be told.
    func blamed(for code: Int?, text: String) -> String? {
        guard let name = inFlight else { return nil }
        // Pusher's errors without a code name the channel (5.2).
        if text.contains(name) { return name }
        guard !hasWhispered, !SessionError.isFarewell(text) else { return nil }
        return code == nil || [4009, 4200, 4301].contains(code) || (code ?? 0) < 4000 ? name : nil
    }

    var deadline: Duration? {
        var first = retries.deadline
        for (_, by) in authorising.values { first = min(first ?? by, by) }
        if let by = subscribing?.by { first = min(first ?? by, by) }
        if let by = leaving?.by { first = min(first ?? by, by) }
        if let heldUntil { first = min(first ?? heldUntil, heldUntil) }
        return first
    }

    // MARK: What the user wants

    /// False when the channel was wanted already.
    mutating func want(_ name: ChannelName) -> Bool {
        guard channels[name.text] == nil else { return false }
        channels[name.text] = Channel(name: name, sequence: nextSequence)
        nextSequence += 1
        queue.append(name.text)
        return true
    }

    /// True when the server has to be told now.
    mutating func leave(_ channel: String) -> Bool {
        let phase = channels.removeValue(forKey: channel)?.phase
        if let current = subscribing, current.channel == channel {
            leaving = current
            subscribing = nil
        }
        return phase == .subscribed
    }

    mutating func noteWhisper() { hasWhispered = true }

    /// Tries what was refused once more: the user has a new token, or new permissions.
    mutating func retryRefusals(into actions: inout [Session.Action]) {
        unanswered = 0
        heldUntil = nil
        for channel in inOrder {
            guard case .refused = channel.phase else { continue }
            channels[channel.name.text]?.failures = 0
            requeue(channel.name.text, into: &actions)
        }
    }

    // MARK: What happened to the connection

    /// The server dropped what was sent: the subscribe in flight is to be sent again.
    mutating func putBackInFlight() {
        if let (name, _) = subscribing {
            subscribing = nil
            if head > 0, queue[head - 1] == name { head -= 1 } else { queue.insert(name, at: head) }
            channels[name]?.phase = .waiting
            if channels[name]?.name.needsAuthorisation == true { again.append(name) }
        }
        leaving = nil
    }

    /// Everything is to be asked for again, in the order it was asked for first (protocol notes 4.2).
    mutating func connectionLost(into actions: inout [Session.Action]) {
        isRecovering = true
        subscribing = nil
        leaving = nil
        hasWhispered = false
        authorising.removeAll()
        again.removeAll()
        retries.removeAll()
        queue.removeAll(keepingCapacity: true)
        head = 0
        started = 0
        for channel in inOrder {
            let name = channel.name.text
            queue.append(name)
            if !channel.members.isEmpty { actions.append(.presence(channel: name, .list([]))) }
            channels[name] = Channel(name: channel.name, sequence: channel.sequence)
            if Self.state(channel.phase) != .pending {
                actions.append(.subscription(channel: name, .pending))
            }
        }
    }

    // MARK: Going on

    /// Starts authorisations, and sends the subscribe whose turn it is. Subscribes go out in the order the
    /// channels were asked for (protocol notes 4.2).
    mutating func advance(
        socketID: String, now: Duration, _ configuration: SessionConfiguration,
        into actions: inout [Session.Action]
    ) {
        let most = isRecovering || unanswered > 0 ? 1 : configuration.maximumParallelAuthorisations
        while heldUntil == nil, authorising.count < most, let name = nextToAuthorise() {
            // An answer may be on its way already, for a channel that was left and is wanted again.
            guard authorising[name] == nil else { continue }
            authorising[name] = (now, now + configuration.authorisationTimeout)
            actions.append(.authorise(channel: name, socketID: socketID))
        }
        guard subscribing == nil, leaving == nil, let (name, auth, channelData) = nextToSubscribe() else {
            return
        }
        channels[name]?.phase = .inFlight
        subscribing = (name, now + configuration.subscribeTimeout)
        hasWhispered = false
        actions.append(.send(ClientMessage.subscribe(name, auth: auth, channelData: channelData)))
    }

    private mutating func nextToAuthorise() -> String? {
        while !again.isEmpty {
            let name = again.removeFirst()
            guard let channel = channels[name] else { continue }
            if channel.phase == .waiting {
                channels[name]?.phase = .authorising
                return name
            }
            if channel.cipher?.isRefreshing == true { return name }
        }
        started = max(started, head)
        while started < queue.count {
            let name = queue[started]
            started += 1
            guard let channel = channels[name], channel.phase == .waiting, channel.name.needsAuthorisation
            else { continue }
            channels[name]?.phase = .authorising
            return name
        }
        return nil
    }

    private mutating func nextToSubscribe() -> (name: String, auth: String?, channelData: String?)? {
        while head < queue.count {
            let name = queue[head]
            switch channels[name]?.phase {
            case .waiting where channels[name]?.name.needsAuthorisation == false:
                head += 1
                return (name, nil, nil)
            case .authorised(let auth, let channelData):
                head += 1
                return (name, auth, channelData)
            case .waiting, .authorising: return nil
            case nil, .inFlight, .subscribed, .delayed, .refused: head += 1
            }
        }
        queue.removeAll(keepingCapacity: true)
        head = 0
        started = 0
        return nil
    }

    /// Back to the end of the queue.
    private mutating func requeue(_ name: String, into actions: inout [Session.Action]) {
        guard let phase = channels[name]?.phase else { return }
        if Self.state(phase) != .pending { actions.append(.subscription(channel: name, .pending)) }
        channels[name]?.phase = .waiting
        queue.append(name)
    }

    /// Once more at once, in its old place.
    mutating func authoriseAgain(_ name: String) {
        channels[name]?.phase = .waiting
        again.append(name)
    }

    mutating func delay(_ name: String, until time: Duration) {
        channels[name]?.phase = .delayed(until: time)
        retries.insert(name, at: time)
    }

    mutating func refuse(
        _ name: String, _ status: Int?, _ message: String, retryAt: Duration? = nil,
        into actions: inout [Session.Action]
    ) {
        let state = SubscriptionState.refused(status: status, message: message)
        channels[name]?.phase = .refused(state, retryAt: retryAt)
        if let retryAt { retries.insert(name, at: retryAt) }
        actions.append(.subscription(channel: name, state))
    }

    // MARK: What the server says

    /// The server refused the channel.
    mutating func refused(
        _ name: String, status: Int?, message: String, into actions: inout [Session.Action]
    ) {
        if leaving?.channel == name {
            leaving = nil
            return
        }
        if subscribing?.channel == name { subscribing = nil }
        guard channels[name] != nil else { return }
        refuse(name, status, message, into: &actions)
    }

    mutating func succeeded(_ name: String, members: MemberList, into actions: inout [Session.Action]) {
        if subscribing?.channel == name { subscribing = nil }
        if leaving?.channel == name {
            leaving = nil
            // Wanted again in the meantime: the server has it, so the new subscribe is not needed.
            if channels[name] == nil {
                actions.append(.send(ClientMessage.unsubscribe(name)))
                return
            }
        }
        guard var channel = channels[name], channel.phase != .subscribed else { return }
        // A server can't make an encrypted channel readable by saying that it is subscribed.
        guard channel.name.kind != .encrypted || channel.cipher != nil else { return }
        channel.phase = .subscribed
        channel.failures = 0
        channel.members = members
        channels[name] = channel
        actions.append(.subscription(channel: name, .subscribed))
        if channel.name.kind == .presence { actions.append(.presence(channel: name, .list(members.all))) }
    }

    mutating func joined(_ member: Member, _ name: String, into actions: inout [Session.Action]) {
        guard channels[name]?.phase == .subscribed, channels[name]?.name.kind == .presence else { return }
        channels[name]?.members.insert(member)
        actions.append(.presence(channel: name, .joined(member)))
    }

    /// A cache channel may replay the leave of someone who was never here (5.3).
    mutating func left(_ id: String, _ name: String, into actions: inout [Session.Action]) {
        guard channels[name]?.members.remove(id) == true else { return }
        actions.append(.presence(channel: name, .left(id)))
    }

    // MARK: Time

    /// True when something may go on.
    mutating func timerFired(
        now: Duration, random: inout some RandomNumberGenerator, into actions: inout [Session.Action]
    ) -> Bool {
        var hasChanged = false
        if let until = heldUntil, now >= until {
            heldUntil = nil
            hasChanged = true
        }
        if let by = leaving?.by, now >= by {
            leaving = nil
            hasChanged = true
        }
        if let (name, by) = subscribing, now >= by {
            subscribing = nil
            refuse(
                name, nil, SessionError.noAnswer(toSubscribe: name), retryAt: now + Self.pause(&random),
                into: &actions)
            hasChanged = true
        }
        for (name, (_, by)) in authorising.sorted(by: { $0.key < $1.key }) where now >= by {
            let message = SessionError.noAnswer(toAuthorisation: name)
            authorised(name, .unreachable(message: message), now: now, random: &random, into: &actions)
            hasChanged = true
        }
        while let (at, name) = retries.popDue(now: now) {
            switch channels[name]?.phase {
            case .delayed(at)?, .refused(_, retryAt: at)?:
                requeue(name, into: &actions)
                hasChanged = true
            default: break
            }
        }
        return hasChanged
    }

    /// Around a minute: many clients that failed together don't come back together.
    static func pause(_ random: inout some RandomNumberGenerator) -> Duration {
        Backoff.between(45_000, 75_000, &random)
    }
}
