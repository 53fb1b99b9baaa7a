import Logging
import NIOCore
import PusherCore
import WebSocketCore
import WebSocketNIO

/// Runs the session's machine on one event loop: the only place where its actions are done.
final class Driver {
    private let configuration: RealtimeConfiguration
    private let loop: any EventLoop
    private let logger: Logger
    private let authorise: @Sendable (String, String) async -> AuthorisationResult
    private let onEvents: @Sendable ([RealtimeEvent]) -> Void
    /// Sees what passes between session and transport.
    private let onTransport: (@Sendable (TransportEvent) -> Void)?
    /// Stands in the place of the network.
    private let replay: ReplayTransport?

    private var session: Session
    private var random = SystemRandomNumberGenerator()
    private var actions: [Session.Action] = []
    private var outbox: [RealtimeEvent] = []
    private var isPerforming = false
    private var isReading = false
    /// The transport in use; what an earlier one still tells is ignored.
    private var attempt = 0
    private var socket: WebSocketHandler?
    private let timer: DeadlineTimer
    private var metrics = Metrics()
    private var establishedAt: Duration?
    private var goneWaiters: [EventLoopPromise<Void>] = []

    init(
        configuration: RealtimeConfiguration, loop: any EventLoop, logger: Logger,
        authorise: @escaping @Sendable (String, String) async -> AuthorisationResult,
        onEvents: @escaping @Sendable ([RealtimeEvent]) -> Void,
        onTransport: (@Sendable (TransportEvent) -> Void)? = nil, replaying: RecordedTransport? = nil
    ) {
        self.onTransport = onTransport
        replay = replaying.map { ReplayTransport($0, loop: loop) }
        self.configuration = configuration
        self.loop = loop
        timer = DeadlineTimer(loop: loop)
        self.logger = logger
        self.authorise = authorise
        self.onEvents = onEvents
        session = Session(configuration: configuration.session)
    }

    private var now: Duration { timer.now }

    // MARK: What the owner asks for

    func connect() {
        session.connect(now: now, into: &actions)
        perform()
    }

    func subscribe(_ channel: String) {
        session.subscribe(channel, now: now, into: &actions)
        perform()
    }

    func unsubscribe(_ channel: String) {
        session.unsubscribe(channel, now: now, into: &actions)
        perform()
    }

    func whisper(event: String, channel: String, data: [UInt8]) {
        if let refusal = session.whisper(
            event: event, channel: channel, data: data, now: now, into: &actions)
        {
            logger.debug("whisper not sent", metadata: ["reason": "\(refusal)"])
        }
        perform()
    }

    func retryNow() {
        session.retryNow(now: now, into: &actions)
        perform()
    }

    func retryRefusals() {
        session.retryRefusals(now: now, into: &actions)
        perform()
    }

    func measure() {
        session.measure(now: now, into: &actions)
        perform()
    }

    func networkChanged() {
        session.networkChanged(now: now, random: &random, into: &actions)
        perform()
    }

    /// Completes when the transport is gone.
    func disconnect() -> EventLoopFuture<Void> {
        let gone = loop.makePromise(of: Void.self)
        let isUp = socket != nil
        if isUp { goneWaiters.append(gone) }
        session.disconnect(into: &actions)
        perform()
        if !isUp { gone.succeed() }
        return gone.futureResult
    }

    var currentMetrics: Metrics {
        var metrics = metrics
        metrics.uptime = establishedAt.map { now - $0 }
        metrics.channels = session.subscriptions.count { $0.state == .subscribed }
        return metrics
    }

    // MARK: What the session asks for

    private func perform() {
        guard !isPerforming else { return }
        isPerforming = true
        while !actions.isEmpty {
            let batch = actions
            actions.removeAll(keepingCapacity: true)
            for action in batch { perform(action) }
        }
        isPerforming = false
        if !isReading { flush() }
        schedule()
    }

    private func perform(_ action: Session.Action) {
        switch action {
        case .openTransport(let secure): open(secure: secure)
        case .send(let text):
            metrics.messagesSent += 1
            onTransport?(.sent(text))
            socket?.send(text: text)
            replay?.sent(text)
        case .closeTransport(let code, let reason):
            attempt += 1
            // The end of this read is an earlier transport's by now, and would not be heard.
            isReading = false
            onTransport?(.closed(code: code, reason: reason))
            socket?.close(code: CloseCode(rawValue: code), reason: reason)
            socket = nil
            replay?.close()
        case .authorise(let channel, let socketID): ask(channel, socketID)
        case .stateChanged(let state):
            logger.info("connection", metadata: ["state": "\(state.rawValue)"])
            if state != .connected { establishedAt = nil }
            outbox.append(.state(state))
        case .established(let socketID):
            metrics.connections += 1
            establishedAt = now
            outbox.append(.established(socketID: socketID))
        case .subscription(let channel, let state):
            logger.info("subscription", metadata: ["channel": "\(channel)", "state": "\(state)"])
            outbox.append(.subscription(channel: channel, state))
        case .event(let event): outbox.append(.event(event))
        case .presence(let channel, let change): outbox.append(.presence(channel: channel, change))
        case .error(let error):
            logger.warning("\(error)")
            outbox.append(.error(error))
        case .reconnecting(let attempt, let delay):
            logger.info("reconnecting", metadata: ["attempt": "\(attempt)", "after": "\(delay)"])
            outbox.append(.reconnecting(attempt: attempt, after: delay))
        case .roundTrip(let time):
            metrics.roundTrip = time
            outbox.append(.roundTrip(time))
        case .cacheMiss(let channel): outbox.append(.cacheMiss(channel: channel))
        case .subscriptionCount(let channel, let count):
            outbox.append(.subscriptionCount(channel: channel, count))
        case .unknownMessage(let name):
            logger.notice("unknown message of the protocol", metadata: ["event": "\(name)"])
        }
    }

    private func flush() {
        guard !outbox.isEmpty else { return }
        let events = outbox
        outbox.removeAll(keepingCapacity: true)
        onEvents(events)
    }

    private func schedule() {
        timer.follow(session.deadline) { [weak self] in
            guard let self else { return }
            session.timerFired(now: now, random: &random, into: &actions)
            perform()
        }
    }

    private func ask(_ channel: String, _ socketID: String) {
        let bound = NIOLoopBound(self, eventLoop: loop)
        let (authorise, loop) = (authorise, loop)
        Task {
            let result = await authorise(channel, socketID)
            loop.execute {
                let driver = bound.value
                driver.session.authorised(
                    channel: channel, socketID: socketID, result: result, now: driver.now,
                    random: &driver.random, into: &driver.actions
                )
                driver.perform()
            }
        }
    }

    // MARK: The transport

    private func open(secure: Bool) {
        attempt += 1
        let attempt = attempt
        if let replay { return play(replay, attempt) }
        let request = HandshakeRequest(configuration, isSecure: secure)
        metrics.security = configuration.security
        let bound = NIOLoopBound(self, eventLoop: loop)
        let webSocket = configuration.webSocket
        Connector(configuration: configuration, loop: loop)
            .connect(secure: secure) { channel in
                let driver = bound.value
                let handler = WebSocketHandler(
                    connection: WebSocketConnection(client: request, configuration: webSocket)
                ) { event, _ in driver.received(event, attempt: attempt) }
                if attempt == driver.attempt { driver.socket = handler }
                try channel.pipeline.syncOperations.addHandler(handler)
            }
            .whenComplete { result in
                switch result {
                case .failure(let error):
                    let failure = error as? TransportFailure
                    bound.value.fail(attempt, failure ?? .unreachable("\(error)"))
                case .success(let channel): if attempt != bound.value.attempt { channel.close(promise: nil) }
                }
            }
    }

    private func fail(_ attempt: Int, _ failure: TransportFailure) {
        guard attempt == self.attempt else { return }
        self.attempt += 1
        socket = nil
        session.transportFailed(failure, now: now, random: &random, into: &actions)
        perform()
    }

    private func received(_ event: WebSocketHandler.Event, attempt: Int) {
        if case .closed = event { tellGone() }
        guard attempt == self.attempt else { return }
        switch event {
        case .opened:
            onTransport?(.opened)
            session.transportOpened(now: now)
            perform()
        case .message(let message) where message.kind == .binary:
            // The protocol has none, and nobody has checked that such bytes are UTF-8 (protocol notes 15.2).
            logger.notice("binary message", metadata: ["bytes": "\(message.payload.count)"])
        case .message(let message):
            onTransport?(.received(Array(message.payload)))
            metrics.messagesReceived += 1
            metrics.bytesReceived += message.payload.count
            isReading = true
            session.received(text: message.payload, now: now, random: &random, into: &actions)
            perform()
        case .readComplete:
            isReading = false
            flush()
        case .closed(let closure):
            isReading = false
            if let error = closure.error, session.socketID == nil,
                let failure = TransportFailure(error, host: configuration.host)
            {
                return fail(attempt, failure)
            }
            self.attempt += 1
            socket = nil
            onTransport?(.closed(code: closure.code.rawValue, reason: closure.reason))
            session.transportClosed(
                code: closure.code.rawValue, reason: closure.reason, now: now, random: &random, into: &actions
            )
            perform()
        case .ping, .pong:
            session.heardFrame(now: now)
            perform()
        case .requested: break
        }
    }

    /// Lets a recording say what the server does.
    private func play(_ replay: ReplayTransport, _ attempt: Int) {
        replay.onReopen = { [weak self] in self?.retryNow() }
        replay.open { [weak self] event in
            guard let self, attempt == self.attempt else { return }
            switch event {
            case .opened: session.transportOpened(now: now)
            case .received(let text):
                metrics.messagesReceived += 1
                metrics.bytesReceived += text.count
                session.received(text: text[...], now: now, random: &random, into: &actions)
            case .closed(let code, let reason):
                self.attempt += 1
                session.transportClosed(
                    code: code, reason: reason, now: now, random: &random, into: &actions)
            case .sent: break
            }
            perform()
        }
    }

    private func tellGone() {
        let waiters = goneWaiters
        goneWaiters = []
        for waiter in waiters { waiter.succeed() }
    }
}

extension HandshakeRequest {
    /// The opening handshake of a connection (protocol notes 1.1, 1.2).
    init(_ configuration: RealtimeConfiguration, isSecure: Bool) {
        let target = path(
            prefix: configuration.prefix, key: configuration.session.key, client: "linux-craftdesk",
            version: configuration.version
        )
        self.init(
            target: target,
            host: Connector.hostField(configuration.host, configuration.port, secure: isSecure),
            headers: configuration.origin.map { [HeaderField("Origin", $0)] } ?? []
        )
    }
}
