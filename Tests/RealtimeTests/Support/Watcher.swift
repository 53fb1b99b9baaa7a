import Logging
import NIOCore
import NIOPosix
import PusherCore
import Realtime
import Sandbox
import Synchronization

/// A client on a sandbox over a real socket, and everything it told. It signs its channels itself, as the user 42.
final class Watcher: Sendable {
    let client: RealtimeClient
    private let log: Log

    private final class Log: Sendable {
        let events = Mutex<[RealtimeEvent]>([])
        let asked = Mutex<[String]>([])
    }

    init(_ server: SandboxServer, port: Int? = nil, change: (inout RealtimeConfiguration) -> Void = { _ in })
    {
        let application = server.application
        var session = SessionConfiguration(key: application.key, isSecure: false)
        // Attempts follow each other quickly, so that a test doesn't wait for the clock.
        session.backoff.first = 1...20
        session.backoff.base = 20
        session.backoff.maximum = 100
        // And none of its times runs out on a machine that has much else to do.
        session.connectTimeout = .seconds(300)
        session.establishTimeout = .seconds(300)
        session.subscribeTimeout = .seconds(300)
        session.authorisationTimeout = .seconds(300)
        session.pongTimeout = .seconds(300)
        session.wakePongTimeout = .seconds(300)
        session.activityTimeout = .seconds(120)
        var configuration = RealtimeConfiguration(
            host: "127.0.0.1", port: port ?? server.port, session: session)
        change(&configuration)
        let log = Log()
        self.log = log
        client = RealtimeClient(
            configuration: configuration, group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            authorise: { channel, socketID in
                log.asked.withLock { $0.append(channel) }
                let isPresence = channel.hasPrefix("presence-")
                let data = isPresence ? #"{"user_id":"42","user_info":{"name":"Zoe"}}"# : nil
                let secret =
                    channel.hasPrefix("private-encrypted-")
                    ? EncryptedPayload.sharedSecret(channel: channel, masterKey: (0..<32).map { UInt8($0) })
                    : nil
                let auth = Signature.channel(
                    channel, socketID: socketID, channelData: data, key: application.key,
                    secret: application.secret)
                return .granted(auth: auth, channelData: data, sharedSecret: secret)
            },
            onEvents: { events in log.events.withLock { $0 += events } })
    }

    var events: [RealtimeEvent] { log.events.withLock { $0 } }

    /// Channels whose signatures were asked for, in order.
    var asked: [String] { log.asked.withLock { $0 } }

    /// Names of the events that came, and their payloads.
    var received: [String] {
        events.compactMap {
            guard case .event(let event) = $0 else { return nil }
            return "\(event.name) \(String(decoding: event.data.bytes, as: UTF8.self))"
        }
    }

    var errors: [SessionError] { events.compactMap { if case .error(let error) = $0 { error } else { nil } } }

    func count(_ event: RealtimeEvent) -> Int { events.count { $0 == event } }

    /// Waits until something is true of what was told; false when it isn't within four minutes.
    func wait(_ condition: ([RealtimeEvent]) -> Bool) async -> Bool {
        let end = ContinuousClock.now + .seconds(240)
        while ContinuousClock.now < end {
            if condition(events) { return true }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return false
    }

    /// Waits for the n-th time that this was told.
    func wait(for event: RealtimeEvent, times: Int = 1) async -> Bool {
        await wait { events in events.count { $0 == event } >= times }
    }

    func subscribed(_ channel: String, times: Int = 1) async -> Bool {
        await wait(for: .subscription(channel: channel, .subscribed), times: times)
    }
}

extension SandboxServer {
    /// A server whose people do nothing by themselves.
    static func quiet(
        resuming: SandboxServer? = nil, _ change: (inout SandboxConfiguration) -> Void = { _ in }
    ) async throws -> SandboxServer {
        var configuration = SandboxConfiguration(scenario: try .named("quiet"))
        configuration.plays = false
        change(&configuration)
        return try await start(
            configuration, group: MultiThreadedEventLoopGroup.singleton, resuming: resuming)
    }

    /// Runs a body on a quiet server, and stops it whatever happens.
    static func withQuiet(
        _ change: (inout SandboxConfiguration) -> Void = { _ in },
        _ body: (SandboxServer) async throws -> Void
    ) async throws {
        let server = try await quiet(change)
        do { try await body(server) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }
}
