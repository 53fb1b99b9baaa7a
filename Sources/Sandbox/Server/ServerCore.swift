import FoundationEssentials
import JSON
import NIOCore
import PusherCore
import WebSocketCore
import WebSocketNIO

/// The server's state, on one event loop: the broker, the application behind it, and the scenario's people.
final class ServerCore {
    let loop: any EventLoop
    let application: Application
    var broker: Broker
    var world: World
    private var player: ScenarioPlayer?
    private let speed: Double
    private var sockets: [Broker.ConnectionID: WebSocketHandler] = [:]
    private var nextID = 1
    private var random: SplitMix
    private var actions: [Broker.Action] = []
    private var timer: Scheduled<Void>?
    private var timerDeadline: Duration?
    private var stepTimer: Scheduled<Void>?
    /// The scenario's people who are in a project: connections without a socket, with negative ids.
    private var guests: [String: Broker.ConnectionID] = [:]
    /// Subscribes and unsubscribes in the order they took effect.
    private(set) var subscriptionLog: [SubscriptionRecord] = []
    private var isStopped = false

    init(_ configuration: SandboxConfiguration, loop: any EventLoop, world: World) {
        self.loop = loop
        application = configuration.application
        broker = Broker(applications: [configuration.application])
        self.world = world
        player = configuration.plays ? ScenarioPlayer(world.scenario, seed: configuration.seed) : nil
        speed = max(0.001, configuration.speed)
        random = SplitMix(state: configuration.seed ^ 0x50C3_E7)
    }

    private var now: Duration { .nanoseconds(Int64(truncatingIfNeeded: loop.now.uptimeNanoseconds)) }

    // MARK: WebSockets

    /// What a WebSocket's handler tells.
    func received(_ event: WebSocketHandler.Event, _ id: Broker.ConnectionID, _ socket: WebSocketHandler) {
        switch event {
        case .requested(let request):
            let path = request.target.prefix { $0 != "?" }.split(
                separator: "/", omittingEmptySubsequences: true)
            guard path.count == 2, path[0] == "app" else {
                return socket.reject(
                    status: 404, reason: "Not Found", headers: [HeaderField("Content-Type", "text/plain")],
                    body: Array("Not found.".utf8)
                )
            }
            sockets[id] = socket
            // The broker's greeting joins the 101 in one write, as Reverb's does (protocol notes 1.2).
            socket.accept()
            broker.opened(id, key: String(path[1]), now: now, random: &random, into: &actions)
            perform()
        case .message(let message):
            broker.received(id, text: message.payload, now: now, into: &actions)
            perform()
        case .ping, .pong: broker.heard(id, now: now)
        case .closed:
            sockets[id] = nil
            broker.closed(id, into: &actions)
            perform()
        case .opened, .readComplete: break
        }
    }

    func newConnectionID() -> Broker.ConnectionID {
        defer { nextID += 1 }
        return nextID
    }

    func hangUp(_ id: Broker.ConnectionID) { sockets[id]?.hangUp() }

    /// Ends every connection without a Close frame, as a killed server does.
    func dropConnections() { for socket in Array(sockets.values) { socket.hangUp() } }

    var connectionCount: Int { sockets.count }

    private func perform() {
        let batch = actions
        actions.removeAll(keepingCapacity: true)
        for action in batch {
            switch action {
            case .send(let id, let text): sockets[id]?.send(text: text)
            case .hangUp(let id): hangUp(id)
            case .subscribed(let id, let channel): log(id, channel, isSubscribe: true)
            case .unsubscribed(let id, let channel): log(id, channel, isSubscribe: false)
            }
        }
        schedule()
    }

    private func log(_ id: Broker.ConnectionID, _ channel: String, isSubscribe: Bool) {
        guard id > 0, subscriptionLog.count < 100_000 else { return }
        subscriptionLog.append(SubscriptionRecord(connection: id, channel: channel, isSubscribe: isSubscribe))
    }

    private func schedule() {
        guard broker.deadline != timerDeadline, !isStopped else { return }
        timer?.cancel()
        timerDeadline = broker.deadline
        guard let deadline = broker.deadline else { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        timer = loop.scheduleTask(in: .nanoseconds(Int64((deadline - now) / .nanoseconds(1)))) {
            let core = bound.value
            core.timerDeadline = nil
            core.broker.timerFired(now: core.now, into: &core.actions)
            core.perform()
        }
    }

    // MARK: Events

    func publish(_ name: String, channels: [String], data: String, except socketID: String? = nil) {
        broker.publish(name, channels: channels, data: data, except: socketID, into: &actions)
        perform()
    }

    func broadcast(_ publication: Publication, except socketID: String? = nil) {
        publish(publication.event, channels: publication.channels, data: publication.data, except: socketID)
    }

    /// Lets the scenario go on until the server stops.
    func play() {
        guard !isStopped, let (after, step) = player?.next() else { return }
        let bound = NIOLoopBound(self, eventLoop: loop)
        stepTimer = loop.scheduleTask(in: .microseconds(Int64(after / speed * 1_000_000))) {
            let core = bound.value
            core.perform(step)
            core.play()
        }
    }

    private func perform(_ step: Step) {
        switch step {
        case .typing(let user, let task):
            let person = world.scenario.cast[user]
            let task = world.tasks[task]
            let data: JSONTree = [
                "user_id": .string(String(person.id)), "name": .string(person.name),
                "task_id": .integer(task.id),
            ]
            for channel in ["private-project.\(task.project)", "presence-project.\(task.project)"] {
                broker.whisper(
                    "client-typing", channel: channel, data: data, userID: String(person.id), into: &actions)
            }
            perform()
        case .join(let user, let project):
            join(world.scenario.cast[user], world.scenario.projects[project].id)
        case .leave(let user, let project):
            leave(world.scenario.cast[user], world.scenario.projects[project].id)
        default: for publication in world.apply(step, now: Date()) { broadcast(publication) }
        }
    }

    /// Joins as anybody would: with a connection, a signature and a subscribe.
    private func join(_ person: Scenario.Person, _ project: Int) {
        let channel = "presence-project.\(project)"
        guard guests["\(person.id) \(channel)"] == nil else { return }
        let id = -(guests.count + 1) - person.id * 1000
        guests["\(person.id) \(channel)"] = id
        broker.opened(id, key: application.key, now: now, random: &random, into: &actions)
        let info: JSONTree = ["id": .integer(person.id), "name": .string(person.name)]
        let data = JSONTree.object([.init("user_id", .string(String(person.id))), .init("user_info", info)])
            .serialized()
        let auth = Signature.channel(
            channel, socketID: broker.socketID(of: id) ?? "", channelData: data, key: application.key,
            secret: application.secret
        )
        let message: JSONTree = [
            "event": "pusher:subscribe",
            "data": ["channel": .string(channel), "auth": .string(auth), "channel_data": .string(data)],
        ]
        broker.received(id, text: message.serializedBytes()[...], now: now, into: &actions)
        perform()
    }

    private func leave(_ person: Scenario.Person, _ project: Int) {
        guard let id = guests.removeValue(forKey: "\(person.id) presence-project.\(project)") else { return }
        broker.closed(id, into: &actions)
        perform()
    }

    func stop() {
        isStopped = true
        stepTimer?.cancel()
        timer?.cancel()
        dropConnections()
    }
}
