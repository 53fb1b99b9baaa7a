/// What passes between a session and its transport: what a recording keeps.
public enum TransportEvent: Equatable, Sendable {
    /// The WebSocket is open.
    case opened
    /// A text message from the server.
    case received([UInt8])
    /// A text message to the server.
    case sent([UInt8])
    /// The connection ended; 1006 where there was no Close frame.
    case closed(code: UInt16, reason: String)
}

/// A recorded session, in the place of the network.
public struct RecordedTransport: Sendable {
    /// Something that happened, and when, from the recording's beginning.
    public struct Step: Equatable, Sendable {
        /// From the recording's beginning.
        public var time: Duration
        /// What happened. What was sent is not played: the session sends by itself.
        public var event: TransportEvent

        /// A step at this time.
        public init(time: Duration, event: TransportEvent) {
            self.time = time
            self.event = event
        }
    }

    /// In the order of their times.
    public var steps: [Step]
    /// Times as fast as it was.
    public var speed: Double
    /// Called once the last step has been played.
    public var onEnd: @Sendable () -> Void

    /// A recording at a speed, 0.001 to 1,000,000.
    public init(steps: [Step], speed: Double, onEnd: @escaping @Sendable () -> Void = {}) {
        self.steps = steps.filter { if case .sent = $0.event { false } else { true } }
        self.speed = min(max(speed.isFinite ? speed : 1, 0.001), 1_000_000)
        self.onEnd = onEnd
    }
}
