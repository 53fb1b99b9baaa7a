import FoundationEssentials
import JSON
public import NIOCore
import NIOPosix
public import PusherCore

/// Where the sandbox listens and what happens on it.
public struct SandboxConfiguration: Sendable {
    /// The address to listen on.
    public var host = "127.0.0.1"
    /// 0 takes a free port.
    public var port = 0
    /// The application it serves.
    public var application = Application(id: "1", key: "sandbox-key", secret: "sandbox-secret")
    /// Who there is and what happens.
    public var scenario: Scenario
    /// The same seed gives the same events.
    public var seed: UInt64 = 1
    /// Times as fast as the scenario says.
    public var speed = 1.0
    /// Whether the scenario's people do anything; tests publish by themselves.
    public var plays = true
    /// Whom it speaks like.
    public var imitates = Dialect.reverb
    /// What is wrong with it.
    public var faults: Set<Fault> = []
    /// Server processes that share the application, each on a port of its own (protocol notes 11).
    public var nodes = 1
    /// How often silent connections are looked for.
    public var pingInterval: Duration = .seconds(60)

    /// A sandbox with this scenario.
    public init(scenario: Scenario) { self.scenario = scenario }

    /// The brokers' part of it.
    var broker: BrokerConfiguration {
        var broker = BrokerConfiguration(dialect: imitates)
        broker.pingInterval = pingInterval
        broker.answersPings = !faults.contains(.noPong)
        broker.answersSubscribes = !faults.contains(.subscribeSilent)
        broker.isScaled = nodes > 1
        if faults.contains(.emptyHash) { broker.hashShape = .empty }
        if faults.contains(.listHash) { broker.hashShape = .list }
        if faults.contains(.noWhispers) { broker.clientEvents = .none }
        if faults.contains(.rateLimit) { broker.rateLimit = .init() }
        if faults.contains(.rateLimitEnd) { broker.rateLimit = .init(terminates: true) }
        return broker
    }
}

/// One of the sandbox's users, who can sign in.
public struct DemoUser: Equatable, Sendable {
    /// The user's id.
    public var id: String
    /// The user's name.
    public var name: String
    /// What to sign in with.
    public var email: String
    /// The same for all.
    public var password: String
    /// A token that is valid already.
    public var token: String
}

/// A channel was taken or left.
public struct SubscriptionRecord: Equatable, Sendable {
    /// The connection, numbered from 1 in the order they came.
    public var connection: Int
    /// The channel.
    public var channel: String
    /// Taken, or left.
    public var isSubscribe: Bool

    /// A record of this connection and channel.
    public init(connection: Int, channel: String, isSubscribe: Bool) {
        self.connection = connection
        self.channel = channel
        self.isSubscribe = isSubscribe
    }
}

/// A server that speaks as Laravel Reverb does, with the application behind it, on one port: for trying out,
/// for development and for tests.
public final class SandboxServer: Sendable {
    private let core: NIOLoopBoundBox<ServerCore>
    private let loop: any EventLoop
    private let listeners: [any Channel]

    /// The port it listens on; with several nodes the first one's.
    public var port: Int { ports.first ?? 0 }
    /// The port of each node.
    public let ports: [Int]
    /// `http://host:port`.
    public let url: String
    /// Everybody, the one who watches first.
    public let users: [DemoUser]
    /// The workspace's id.
    public let workspace: String
    /// The application it serves.
    public let application: Application

    private init(
        core: NIOLoopBoundBox<ServerCore>, loop: any EventLoop, listeners: [any Channel], world: World,
        configuration: SandboxConfiguration
    ) {
        self.core = core
        self.loop = loop
        self.listeners = listeners
        ports = listeners.map { $0.localAddress?.port ?? configuration.port }
        url = "http://\(configuration.host):\(ports.first ?? 0)"
        workspace = String(world.workspace)
        application = configuration.application
        users = world.scenario.cast.map { person in
            DemoUser(
                id: String(person.id), name: person.name, email: person.email, password: World.password,
                token: world.tokens.first { $0.value == person.id }?.key ?? ""
            )
        }
    }

    /// Starts a server.
    /// - Parameter resuming: a stopped server, whose history and tokens the new one goes on with.
    public static func start(
        _ configuration: SandboxConfiguration, group: any EventLoopGroup, resuming: SandboxServer? = nil
    ) async throws -> SandboxServer {
        let loop = group.next()
        let world: World
        if let resuming {
            world = try await resuming.run { core in
                core.world.generation += 1
                return core.world
            }
        } else {
            world = World(configuration.scenario, seed: configuration.seed, now: Date())
        }
        let core = NIOLoopBoundBox.makeBoxSendingValue(
            ServerCore(configuration, loop: loop, world: world), eventLoop: loop)
        var listeners: [any Channel] = []
        do {
            for index in 0..<max(1, configuration.nodes) {
                let port = configuration.port == 0 ? 0 : configuration.port + index
                listeners.append(
                    try await ServerBootstrap(group: loop)
                        .serverChannelOption(.backlog, value: 256)
                        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                        .childChannelInitializer { channel in
                            channel.eventLoop.makeCompletedFuture {
                                try channel.pipeline.syncOperations.addHandler(
                                    Sniffer(core: core.value, port: index))
                            }
                        }
                        .bind(host: configuration.host, port: port).get())
            }
        } catch {
            for listener in listeners { try? await listener.close() }
            let reason = "\(error)".contains("errno: 98") ? "the port is in use" : "\(error)"
            throw SandboxError.cannotListen(
                host: configuration.host, port: configuration.port + listeners.count, reason: reason)
        }
        let server = SandboxServer(
            core: core, loop: loop, listeners: listeners, world: world, configuration: configuration)
        if configuration.plays { try await server.run { $0.play() } }
        return server
    }

    private func run<Result: Sendable>(_ work: @escaping @Sendable (ServerCore) -> Result) async throws
        -> Result
    {
        let core = core
        return try await loop.submit { work(core.value) }.get()
    }

    /// Stops listening and drops every connection, as a killed server does.
    public func stop() async {
        for listener in listeners { try? await listener.close() }
        try? await run { $0.stop() }
    }

    /// Ends every connection as the imitated server does when it is stopped, and goes on.
    public func shutDown() async { try? await run { $0.shutDown() } }

    /// Sends new connections of every port to one node, as a balancer that lost the others.
    public func route(toNode index: Int) async { try? await run { $0.route(to: index) } }

    /// Drops every connection without a Close frame and goes on.
    public func dropConnections() async { try? await run { $0.dropConnections() } }

    /// WebSockets that are open.
    public func connectionCount() async -> Int { (try? await run { $0.connectionCount }) ?? 0 }

    /// Channels taken and left, in order.
    public func subscriptionLog() async -> [SubscriptionRecord] {
        (try? await run { $0.subscriptionLog }) ?? []
    }

    /// Publishes an event as a backend would.
    public func publish(_ event: String, channels: [String], data: String) async {
        try? await run { $0.publish(event, channels: channels, data: data) }
    }

    /// Lets somebody comment on a task: logged, and broadcast like everything else.
    public func comment(task: Int, author: Int, body: String) async {
        try? await run { core in
            if let publication = core.world.comment(
                task: task, author: author, body: body, isReply: false, now: Date())
            {
                core.broadcast(publication)
            }
        }
    }

    /// Assigns a task.
    public func assign(task: Int, to assignee: Int, by actor: Int) async {
        try? await run { core in
            if let publication = core.world.assign(task: task, to: assignee, by: actor, now: Date()) {
                core.broadcast(publication)
            }
        }
    }

    /// Lets so many events of the scenario happen at once.
    public func act(events count: Int) async { try? await run { $0.act(events: count) } }

    /// Events broadcast since the start, by project; the workspace's own under the empty name.
    public func broadcasts() async -> [String: Int] { (try? await run { $0.broadcasts }) ?? [:] }

    /// Tokens that are good.
    public func tokenCount() async -> Int { (try? await run { $0.world.tokens.count }) ?? 0 }

    /// Switches these faults on and all others off, for connections that stand as well.
    public func use(faults: Set<Fault>) async { try? await run { $0.use(faults: faults) } }

    /// A task as the server has it, as JSON text; nil where there is none.
    public func task(_ id: Int) async -> String? {
        try? await run { core in
            core.world.tasks.first { $0.id == id }.map { core.world.detail($0).serialized() }
        }
    }

    /// Forgets all but the newest entries of the history.
    public func trimHistory(keeping count: Int) async {
        try? await run { $0.world.trimHistory(keeping: count) }
    }
}
