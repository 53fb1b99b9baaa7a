public import Logging
public import NIOCore
public import PusherCore

/// One connection to a server of the Pusher protocol, which keeps itself up: any number of channels on one
/// WebSocket. Its methods may be called from anywhere; what it tells comes in batches from one event loop.
public final class RealtimeClient: Sendable {
    private let driver: NIOLoopBoundBox<Driver>
    private let loop: any EventLoop

    /// A client that isn't connected yet. `authorise` asks the application for a channel's signature; `onEvents`
    /// is called on the event loop, once for all that one read brought.
    /// `onTransport` sees what passes between session and transport, for recordings; `replaying` is a recording
    /// that stands in the place of the network.
    public init(
        configuration: RealtimeConfiguration, group: any EventLoopGroup, logger: Logger,
        authorise: @escaping @Sendable (_ channel: String, _ socketID: String) async -> AuthorisationResult,
        onEvents: @escaping @Sendable ([RealtimeEvent]) -> Void,
        onTransport: (@Sendable (TransportEvent) -> Void)? = nil, replaying: RecordedTransport? = nil
    ) {
        loop = group.next()
        driver = NIOLoopBoundBox.makeBoxSendingValue(
            Driver(
                configuration: configuration, loop: loop, logger: logger, authorise: authorise,
                onEvents: onEvents, onTransport: onTransport, replaying: replaying
            ),
            eventLoop: loop
        )
    }

    private func run(_ work: @escaping @Sendable (Driver) -> Void) {
        let driver = driver
        loop.execute { work(driver.value) }
    }

    /// Connects, and reconnects whenever the connection is lost.
    public func connect() { run { $0.connect() } }

    /// Holds a channel from now on, through every reconnection.
    public func subscribe(_ channel: String) { run { $0.subscribe(channel) } }

    /// Lets a channel go.
    public func unsubscribe(_ channel: String) { run { $0.unsubscribe(channel) } }

    /// Sends a client event; nothing is queued (protocol notes 8).
    public func whisper(event: String, channel: String, data: [UInt8]) {
        run { $0.whisper(event: event, channel: channel, data: data) }
    }

    /// Doesn't wait for the next attempt.
    public func retryNow() { run { $0.retryNow() } }

    /// Asks once more for the channels that were refused: there is a new token, or a new permission.
    public func retryRefusals() { run { $0.retryRefusals() } }

    /// Measures the round trip at once; the answer is `.roundTrip`. Nothing happens while there is no connection.
    public func measure() { run { $0.measure() } }

    /// The network changed or the machine woke up.
    public func networkChanged() { run { $0.networkChanged() } }

    /// Closes with 1000; returns when the transport is gone or was given up.
    public func disconnect() async {
        let driver = driver
        try? await loop.flatSubmit { driver.value.disconnect() }.get()
    }

    /// Figures of now.
    public func metrics() async -> Metrics {
        let driver = driver
        return (try? await loop.submit { driver.value.currentMetrics }.get()) ?? Metrics()
    }
}
