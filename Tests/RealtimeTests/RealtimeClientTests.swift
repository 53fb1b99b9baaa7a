import Logging
import NIOPosix
import PusherCore
import Realtime
import Synchronization
import Testing

/// The client's methods may be called from anywhere, whatever state it is in. What it does is the driver's.
@Suite struct RealtimeClientTests {
    private final class Told: Sendable {
        let events = Mutex<[RealtimeEvent]>([])
    }

    /// A client on a recording of one connection.
    private func client(_ steps: [TransportEvent], _ told: Told) -> RealtimeClient {
        RealtimeClient(
            configuration: RealtimeConfiguration(
                host: "h", port: 1, session: SessionConfiguration(key: "k", isSecure: false)),
            group: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            authorise: { _, _ in .granted(auth: "k:s", channelData: nil, sharedSecret: nil) },
            onEvents: { events in told.events.withLock { $0 += events } },
            replaying: RecordedTransport(
                steps: steps.map { .init(time: .zero, event: $0) }, speed: 1))
    }

    private static let greeting = TransportEvent.received(
        Array(#"{"event":"pusher:connection_established","data":"{\"socket_id\":\"1.2\"}"}"#.utf8))

    @Test func beforeItConnectsNothingHappens() async {
        let told = Told()
        let client = client([.opened], told)
        client.whisper(event: "client-x", channel: "private-a", data: Array("{}".utf8))
        client.retryNow()
        client.measure()
        client.networkChanged()
        client.retryRefusals()
        #expect(await client.metrics() == Metrics())
        await client.disconnect()
        #expect(told.events.withLock { $0 }.isEmpty)
    }

    @Test func whatWasAskedForBeforeIsDoneOnceItConnects() async throws {
        let told = Told()
        let subscribed = TransportEvent.received(
            Array(#"{"event":"pusher_internal:subscription_succeeded","channel":"a","data":"{}"}"#.utf8))
        let client = client([.opened, Self.greeting, subscribed], told)
        client.subscribe("a")
        client.connect()
        // The deadline is for a hung client, not a measure of speed.
        for _ in 0..<3000 where await client.metrics().channels == 0 {
            try await Task.sleep(for: .milliseconds(20))
        }
        let metrics = await client.metrics()
        #expect(metrics.channels == 1 && metrics.connections == 1 && metrics.uptime != nil)
        await client.disconnect()
        let events = told.events.withLock { $0 }
        #expect(events.contains(.established(socketID: "1.2")))
        #expect(events.contains(.subscription(channel: "a", .subscribed)))
        #expect(events.last == .state(.disconnected))
        #expect(await client.metrics().uptime == nil)
    }
}
