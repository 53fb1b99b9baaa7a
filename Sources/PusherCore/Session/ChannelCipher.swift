/// The key of one encrypted channel, and the events that wait for a newer one (protocol notes 9).
struct ChannelCipher: Sendable {
    private enum Refresh {
        case none
        /// The application is to be asked, or has been.
        case pending
    }

    /// What came of an event.
    enum Outcome: Equatable {
        case opened(PusherEvent)
        /// It waits; the application is to be asked for the key, if it isn't yet.
        case queued(asks: Bool)
        case dropped(Reason)
    }

    /// Why an event is lost.
    enum Reason: Equatable {
        /// Not `{"nonce":…,"ciphertext":…}`.
        case malformed
        /// The key is another, and was asked for within the last ten seconds.
        case wrongKey
        /// Too many events wait for the key.
        case overflow
    }

    /// The least time between two questions for the key.
    static let refreshInterval = Duration.seconds(10)
    /// What may wait for a key.
    static let maximumWaiting = 1_000
    static let maximumWaitingBytes = 4 << 20

    private var key: [UInt8]
    private var refresh = Refresh.none
    private var lastRefresh: Duration?
    private var waiting: [PusherEvent] = []
    private var waitingBytes = 0

    init(key: [UInt8]) { self.key = key }

    var isRefreshing: Bool { refresh == .pending }

    mutating func receive(_ event: PusherEvent, now: Duration) -> Outcome {
        guard !isRefreshing else { return enqueue(event, asks: false) }
        guard let payload = EncryptedPayload(event.data) else { return .dropped(.malformed) }
        if let text = payload.open(key: key) { return .opened(event.with(text)) }
        if let lastRefresh, now - lastRefresh < Self.refreshInterval { return .dropped(.wrongKey) }
        refresh = .pending
        return enqueue(event, asks: true)
    }

    private mutating func enqueue(_ event: PusherEvent, asks: Bool) -> Outcome {
        let size = event.data.bytes.count
        guard waiting.count < Self.maximumWaiting, waitingBytes + size <= Self.maximumWaitingBytes else {
            return .dropped(.overflow)
        }
        waiting.append(event)
        waitingBytes += size
        return .queued(asks: asks)
    }

    /// The application answered, or didn't (nil): what waited can be opened now, or never.
    mutating func refreshed(key new: [UInt8]?, now: Duration) -> (opened: [PusherEvent], dropped: [Reason]) {
        refresh = .none
        lastRefresh = now
        if let new { key = new }
        var result: (opened: [PusherEvent], dropped: [Reason]) = ([], [])
        for event in waiting {
            guard let payload = EncryptedPayload(event.data) else {
                result.dropped.append(.malformed)
                continue
            }
            if let text = payload.open(key: key) {
                result.opened.append(event.with(text))
            } else {
                result.dropped.append(.wrongKey)
            }
        }
        waiting = []
        waitingBytes = 0
        return result
    }
}

extension PusherEvent {
    fileprivate func with(_ text: [UInt8]) -> PusherEvent {
        var event = self
        event.data = .text(text)
        return event
    }
}
