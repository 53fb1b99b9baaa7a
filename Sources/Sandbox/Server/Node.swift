import NIOCore
import PusherCore
import SeededRandom
import WebSocketCore
import WebSocketNIO

/// One server process of possibly several that share an application (protocol notes 11): its own broker,
/// presence lists and sockets, on the event loop of the whole sandbox.
final class Node {
    typealias ID = Broker.ConnectionID

    struct Socket {
        var handler: WebSocketHandler
        /// Messages that are still sent before a random end; nil for no end.
        var budget: Int?
        var isPusher = true
    }

    let loop: any EventLoop
    let faults: Faults
    private let greetsAtOnce: Bool
    private unowned let core: ServerCore
    var broker: Broker
    var sockets: [ID: Socket] = [:]
    var random: SplitMix64
    private var actions: [Broker.Action] = []
    private var isPerforming = false
    private let timer: DeadlineTimer

    init(core: ServerCore, index: Int, configuration: SandboxConfiguration, loop: any EventLoop) {
        self.core = core
        self.loop = loop
        timer = DeadlineTimer(loop: loop)
        faults = core.faults
        greetsAtOnce = configuration.imitates == .reverb || core.faults.contains(.coalesced)
        broker = Broker(applications: [configuration.application], configuration: configuration.broker)
        random = SplitMix64(
            seed: configuration.seed ^ (0x50C3_E7 &+ UInt64(index)) ^ (core.world.generation << 32))
    }

    private var now: Duration { timer.now }

    // MARK: WebSockets

    /// What a WebSocket's handler tells.
    func received(_ event: WebSocketHandler.Event, _ id: ID, _ handler: WebSocketHandler) {
        switch event {
        case .requested(let request):
            if refuse(handler) { return }
            let path = request.target.prefix { $0 != "?" }.split(
                separator: "/", omittingEmptySubsequences: true)
            guard path.count == 2, path[0] == "app" else {
                return handler.reject(
                    status: 404, reason: "Not Found", headers: [HeaderField("Content-Type", "text/plain")],
                    body: Array("Not found.".utf8)
                )
            }
            sockets[id] = Socket(handler: handler, budget: budget())
            handler.accept()
            let key = String(path[1])
            let origin = request.headers.values("Origin").first.map { String($0) }
            // Reverb's greeting joins the 101 in one write (protocol notes 1.2); the others' comes after it.
            if greetsAtOnce {
                greet(id, key: key, origin: origin)
            } else {
                let bound = NIOLoopBound(self, eventLoop: loop)
                loop.scheduleTask(in: .milliseconds(1)) {
                    bound.value.greet(id, key: key, origin: origin)
                }
            }
        case .message(let message):
            guard sockets[id]?.isPusher == true else { return }
            change { $0.broker.received(id, text: message.payload, now: $0.now, into: &$0.actions) }
        case .ping, .pong: broker.heard(id, now: now)
        case .closed:
            sockets[id] = nil
            change { $0.broker.closed(id, into: &$0.actions) }
        case .opened, .readComplete: break
        }
    }

    private func greet(_ id: ID, key: String, origin: String?) {
        guard sockets[id] != nil else { return }
        if spoilGreeting(id) {
            sockets[id]?.isPusher = false
            return
        }
        change {
            $0.broker.opened(
                id, key: key, origin: origin, now: $0.now, random: &$0.random, into: &$0.actions)
        }
    }

    func hangUp(_ id: ID) { sockets[id]?.handler.hangUp() }

    /// Ends every connection without a Close frame, as a killed server does.
    func dropConnections() { for socket in Array(sockets.values) { socket.handler.hangUp() } }

    /// Ends every connection as the imitated server does when it is stopped.
    func shutDown() { change { $0.broker.shutDown(into: &$0.actions) } }

    /// Changes the broker and does what follows.
    func change(_ work: (Node) -> Void) {
        work(self)
        perform()
    }

    /// Changes the broker, whose actions are done afterwards.
    func broker(_ work: (inout Broker, inout [Broker.Action]) -> Void) {
        work(&broker, &actions)
        perform()
    }

    /// A connection without a socket, for one of the scenario's people; the subscribe follows.
    func openGuest(_ id: ID, key: String) -> String? {
        broker.opened(id, key: key, now: now, random: &random, into: &actions)
        return broker.socketID(of: id)
    }

    func receiveFromGuest(_ id: ID, _ text: [UInt8]) {
        change { $0.broker.received(id, text: text[...], now: $0.now, into: &$0.actions) }
    }

    private func perform() {
        guard !isPerforming else { return }
        isPerforming = true
        while !actions.isEmpty {
            let batch = actions
            actions.removeAll(keepingCapacity: true)
            for action in batch { perform(action) }
        }
        isPerforming = false
        schedule()
    }

    private func perform(_ action: Broker.Action) {
        switch action {
        case .send(let id, let text): send(text, to: id)
        case .hangUp(let id): hangUp(id)
        case .close(let id, let code, let reason):
            sockets[id]?.handler.close(code: CloseCode(rawValue: code), reason: reason)
        case .subscribed(let id, let channel):
            core.log(id, channel, isSubscribe: true)
            if id > 0 { spoilSubscription(id) }
        case .unsubscribed(let id, let channel): core.log(id, channel, isSubscribe: false)
        case .relay(let channel, let message): core.relay(message, channel: channel, from: self)
        }
    }

    func send(_ text: [UInt8], to id: ID) {
        guard let socket = sockets[id] else { return }
        socket.handler.send(text: text)
        broker.told(id, now: now)
        spend(id)
    }

    private func schedule() {
        guard !core.isStopped else { return }
        timer.follow(broker.deadline) { [weak self] in
            self?.change { $0.broker.timerFired(now: $0.now, into: &$0.actions) }
        }
    }

    func stop() {
        timer.cancel()
        dropConnections()
    }
}
