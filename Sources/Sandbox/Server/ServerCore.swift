import FoundationEssentials
import JSON
import NIOCore
import PusherCore
import SeededRandom

/// The sandbox's state, on one event loop: the nodes, the application behind them, and the scenario's people.
final class ServerCore {
    let loop: any EventLoop
    let application: Application
    let faults: Faults
    private(set) var nodes: [Node] = []
    var world: World
    private var player: ScenarioPlayer
    private var configuration: SandboxConfiguration
    /// Events that were broadcast, by project; the workspace's own under the empty name.
    private(set) var broadcasts: [String: Int] = [:]
    private let speed: Double
    private var nextID = 1
    var random: SplitMix64
    private var stepTimer: Scheduled<Void>?
    /// The scenario's people who are in a project: connections without a socket, with negative ids.
    private var guests: [String: (node: Int, id: Broker.ConnectionID)] = [:]
    private var nextGuest = -1
    /// Where new connections of each port go: a port's own node, unless they were moved.
    private var assignments: [Int]
    /// Subscribes and unsubscribes in the order they took effect.
    private(set) var subscriptionLog: [SubscriptionRecord] = []
    private(set) var isStopped = false

    init(_ configuration: SandboxConfiguration, loop: any EventLoop, world: World) {
        self.loop = loop
        application = configuration.application
        faults = Faults(configuration.faults, seed: configuration.seed)
        self.world = world
        player = ScenarioPlayer(world.scenario, seed: configuration.seed)
        self.configuration = configuration
        speed = max(0.001, configuration.speed)
        random = SplitMix64(seed: configuration.seed ^ 0x5EED)
        assignments = Array(0..<max(1, configuration.nodes))
        nodes = assignments.map { Node(core: self, index: $0, configuration: configuration, loop: loop) }
        if faults.contains(.historyGone) { self.world.trimHistory(keeping: 5) }
    }

    /// Switches faults on and all others off.
    func use(faults: Set<Fault>) {
        configuration.faults = faults
        self.faults.use(faults)
        for node in nodes { node.use(configuration.broker) }
    }

    // MARK: Nodes

    /// The node that serves a new connection to a port.
    func node(ofPort index: Int) -> Node { nodes[assignments[index]] }

    /// New connections to every port go to one node from now on, as behind a balancer that lost the other.
    func route(to node: Int) { assignments = assignments.map { _ in node } }

    func newConnectionID() -> Broker.ConnectionID {
        defer { nextID += 1 }
        return nextID
    }

    func dropConnections() { for node in nodes { node.dropConnections() } }

    func shutDown() { for node in nodes { node.shutDown() } }

    var connectionCount: Int { nodes.reduce(0) { $0 + $1.sockets.count } }

    /// Hands a client event to the other nodes (protocol notes 11).
    func relay(_ message: [UInt8], channel: String, from origin: Node) {
        for node in nodes where node !== origin {
            node.broker { broker, actions in broker.deliver(message, channel: channel, into: &actions) }
        }
    }

    func log(_ id: Broker.ConnectionID, _ channel: String, isSubscribe: Bool) {
        guard id > 0, subscriptionLog.count < 100_000 else { return }
        subscriptionLog.append(SubscriptionRecord(connection: id, channel: channel, isSubscribe: isSubscribe))
    }

    // MARK: Events

    /// Publishes as a backend does: every node delivers to its own sockets. On an encrypted channel the
    /// payload goes out sealed (protocol notes 9).
    func publish(_ name: String, channels: [String], data: String, except socketID: String? = nil) {
        for channel in channels {
            let isSealed = ChannelName(channel)?.kind == .encrypted && !name.hasPrefix("pusher")
            let data = isSealed ? sealed(data, for: channel) : data
            for _ in 0..<(faults.contains(.duplicates) ? 2 : 1) {
                for node in nodes {
                    node.broker { broker, actions in
                        broker.publish(
                            name, channels: [channel], data: data, except: socketID, into: &actions)
                    }
                }
            }
        }
        for node in nodes { node.makeNoise() }
    }

    /// An event of the world's, and the same on the encrypted channel of each of its channels.
    func broadcast(_ publication: Publication, except socketID: String? = nil) {
        let project = publication.channels.lazy.filter { $0.hasPrefix("private-project.") }.first
        broadcasts[String(project?.dropFirst("private-project.".count) ?? ""), default: 0] += 1
        let encrypted = publication.channels.compactMap { channel in
            channel.hasPrefix("private-") ? "private-encrypted-" + channel.dropFirst(8) : nil
        }.filter { channel in nodes.contains { $0.broker.occupancy(of: channel) != nil } }
        publish(
            publication.event, channels: publication.channels + encrypted, data: publication.data,
            except: socketID)
        if faults.contains(.historyGone) { world.trimHistory(keeping: 5) }
    }

    /// `encryption_master_key_base64` of the application: the bytes 00 to 1f.
    static let masterKey = (0..<32).map(UInt8.init)
    /// The one it had before, or that nobody has.
    static let otherMasterKey = (100..<132).map(UInt8.init)

    private func sealed(_ data: String, for channel: String) -> String {
        let nonce = (0..<SecretBox.nonceSize).map { _ in UInt8.random(in: 0...255, using: &random) }
        let key = faults.contains(.wrongKey) ? Self.otherMasterKey : Self.masterKey
        return EncryptedPayload.seal(Array(data.utf8), nonce: nonce, channel: channel, masterKey: key) ?? data
    }

    /// An error message: with its data as text, as Reverb sends it, or as an object.
    static func error(_ code: Int, _ message: String, isText: Bool) -> [UInt8] {
        let data: JSONTree = ["code": .integer(code), "message": .string(message)]
        return JSONTree.object([
            .init("event", "pusher:error"), .init("data", isText ? .string(data.serialized()) : data),
        ]).serializedBytes()
    }

    // MARK: The scenario

    /// Lets the scenario go on until the server stops.
    func play() {
        guard !isStopped else { return }
        let (after, step) = player.next()
        let bound = NIOLoopBound(self, eventLoop: loop)
        stepTimer = loop.scheduleTask(in: .microseconds(Int64(after / speed * 1_000_000))) {
            let core = bound.value
            core.perform(step)
            core.play()
        }
    }

    /// Lets so many events of the scenario happen at once.
    func act(events count: Int) {
        let end = broadcasts.values.reduce(0, +) + count
        // Not every step is an event.
        for _ in 0..<max(0, count) * 100 where broadcasts.values.reduce(0, +) < end {
            perform(player.next().step)
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
                for node in nodes {
                    node.broker { broker, actions in
                        broker.whisper(
                            "client-typing", channel: channel, data: data, userID: String(person.id),
                            into: &actions)
                    }
                }
            }
        case .join(let user, let project):
            join(world.scenario.cast[user], world.scenario.projects[project].id)
        case .leave(let user, let project):
            leave(world.scenario.cast[user], world.scenario.projects[project].id)
        default: for publication in world.apply(step, now: Date()) { broadcast(publication) }
        }
    }

    /// Joins as anybody would: with a connection, a signature and a subscribe. Each of the people is on one
    /// node, so that the nodes' lists differ.
    private func join(_ person: Scenario.Person, _ project: Int) {
        let channel = "presence-project.\(project)"
        guard guests["\(person.id) \(channel)"] == nil else { return }
        let id = nextGuest
        nextGuest -= 1
        let index = person.id % nodes.count
        let node = nodes[index]
        guard let socketID = node.openGuest(id, key: application.key) else { return }
        guests["\(person.id) \(channel)"] = (index, id)
        let info: JSONTree = ["id": .integer(person.id), "name": .string(person.name)]
        let data = JSONTree.object([.init("user_id", .string(String(person.id))), .init("user_info", info)])
            .serialized()
        let auth = Signature.channel(
            channel, socketID: socketID, channelData: data, key: application.key, secret: application.secret)
        let message: JSONTree = [
            "event": "pusher:subscribe",
            "data": ["channel": .string(channel), "auth": .string(auth), "channel_data": .string(data)],
        ]
        node.receiveFromGuest(id, message.serializedBytes())
    }

    private func leave(_ person: Scenario.Person, _ project: Int) {
        guard let guest = guests.removeValue(forKey: "\(person.id) presence-project.\(project)") else {
            return
        }
        nodes[guest.node].broker { broker, actions in broker.closed(guest.id, into: &actions) }
    }

    func stop() {
        isStopped = true
        stepTimer?.cancel()
        for node in nodes { node.stop() }
    }
}
