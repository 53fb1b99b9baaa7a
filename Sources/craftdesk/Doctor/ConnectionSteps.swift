import API
import Logging
import NIOCore
import PusherCore
import Realtime

/// Subscription, round trip and whispers, by the real client on a connection of its own.
struct ConnectionSteps: Sendable {
    var configuration: RealtimeConfiguration
    var api: APIClient
    var channels: [String]
    var context: DiagnosisContext
    var group: any EventLoopGroup
    var patience: Duration
    var bench: StepBench

    func run() async throws(Diagnosed) {
        let (events, continuation) = AsyncStream<Watch.Item>.makeStream()
        let client = RealtimeClient(
            configuration: configuration, group: group,
            logger: Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() },
            authorise: { [api] channel, socketID in
                await api.authorisation(channel: channel, socketID: socketID)
            },
            onEvents: { for event in $0 { continuation.yield(.event(event)) } }
        )
        bench.begin()
        for channel in channels { client.subscribe(channel) }
        client.connect()
        let watch = Watch(events, continuation)
        do throws(Diagnosed) {
            try await subscription(watch)
            try await roundTrip(client, watch)
        } catch {
            await client.disconnect()
            continuation.finish()
            throw error
        }
        await client.disconnect()
        continuation.finish()
    }

    // MARK: Steps

    private func subscription(_ watch: Watch) async throws(Diagnosed) {
        var waiting = Set(channels)
        var subscribed = 0
        var refusal: (channel: String, status: Int?, message: String)?
        while !waiting.isEmpty {
            // The session itself gives up on a channel after its own time; this is for a server that ends.
            guard let event = await watch.next(within: patience * 2) else {
                throw bench.fault(.subscription, .silentSubscription(waiting.sorted().first ?? ""))
            }
            switch event {
            case .subscription(let channel, .subscribed):
                waiting.remove(channel)
                subscribed += 1
            case .subscription(let channel, .refused(nil, _)):
                throw bench.fault(.subscription, .silentSubscription(channel))
            case .subscription(let channel, .refused(let status, let message)):
                waiting.remove(channel)
                if refusal == nil || channel == channels.first { refusal = (channel, status, message) }
            case .reconnecting: throw bench.fault(.subscription, .ended(watch.lastError))
            case .error, .state, .established, .subscription, .event, .presence, .roundTrip, .cacheMiss,
                .subscriptionCount:
                break
            }
        }
        if let refusal {
            let diagnosis = Diagnosis(
                channel: refusal.channel, status: refusal.status, message: "",
                isFirst: refusal.channel == channels.first, context)
            if subscribed == 0 || refusal.channel == channels.first {
                throw bench.fault(.subscription, diagnosis)
            }
            bench.tell(.subscription, .note("\(subscribed) channels; \(diagnosis.what)", diagnosis))
        } else {
            bench.tell(.subscription, .good("\(subscribed) channels"))
        }
    }

    /// A ping and its pong, and between them a whisper, which the server answers only to refuse it.
    private func roundTrip(_ client: RealtimeClient, _ watch: Watch) async throws(Diagnosed) {
        bench.begin()
        var whisperRefusal: SessionError?
        if let channel = channels.last(where: { ChannelName($0)?.kind != .public }) {
            client.whisper(event: "client-craftdesk-doctor", channel: channel, data: Array("{}".utf8))
        }
        client.networkChanged()
        while true {
            guard let event = await watch.next(within: patience * 2) else {
                throw bench.fault(.roundTrip, .noPong())
            }
            switch event {
            case .roundTrip(let time):
                bench.setTime(time)
                bench.tell(.roundTrip, .good("ping and pong"))
                if whisperRefusal != nil {
                    let diagnosis = Diagnosis.noWhispers(context)
                    bench.tell(.whispers, .note(diagnosis.what, diagnosis))
                } else {
                    bench.tell(.whispers, .good("not refused"))
                }
                return
            case .error(let error) where error.code == 4301: whisperRefusal = error
            case .reconnecting: throw bench.fault(.roundTrip, .endedBeforePong(watch.lastError))
            case .error, .state, .established, .subscription, .event, .presence, .cacheMiss,
                .subscriptionCount:
                break
            }
        }
    }

    /// The client's events one by one, and the last error among them.
    private final class Watch {
        enum Item: Sendable {
            case event(RealtimeEvent)
            /// The wait of this number is over.
            case timeout(Int)
        }

        private var items: AsyncStream<Item>.AsyncIterator
        private let continuation: AsyncStream<Item>.Continuation
        private var wait = 0
        private(set) var lastError: SessionError?

        init(_ items: AsyncStream<Item>, _ continuation: AsyncStream<Item>.Continuation) {
            self.items = items.makeAsyncIterator()
            self.continuation = continuation
        }

        /// Nil where nothing comes in time.
        func next(within limit: Duration) async -> RealtimeEvent? {
            wait += 1
            let alarm = Task { [continuation, wait] in
                guard (try? await Task.sleep(for: limit)) != nil else { return }
                continuation.yield(.timeout(wait))
            }
            defer { alarm.cancel() }
            while let item = await items.next() {
                switch item {
                case .event(let event):
                    if case .error(let error) = event { lastError = error }
                    return event
                case .timeout(let number): if number == wait { return nil }
                }
            }
            return nil
        }
    }
}
