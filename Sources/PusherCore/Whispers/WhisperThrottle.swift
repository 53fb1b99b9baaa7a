/// Holds back a client's own whispers, so that nobody is told more often than agreed (protocol notes 8):
/// typing at most every 2 s, and the newest cursor at most once a second. Pure: the caller sends.
public struct WhisperThrottle: Sendable {
    /// How often typing is told.
    public static let typingInterval = Duration.seconds(2)
    /// How often a cursor is told.
    public static let cursorInterval = Duration.seconds(1)

    private var lastTyping: (key: String, at: Duration)?
    private var lastCursor: Duration?
    private var held: [UInt8]?

    /// Nothing told yet.
    public init() {}

    /// When `due` has to be called; nil when no cursor waits.
    public var deadline: Duration? {
        guard held != nil, let lastCursor else { return nil }
        return lastCursor + Self.cursorInterval
    }

    /// A key was pressed while something is being written; `key` is what, such as a task's id: another one is
    /// told at once.
    /// - Returns: Whether to whisper `client-typing` now.
    public mutating func typed(in key: String, now: Duration) -> Bool {
        if let lastTyping, lastTyping.key == key, now - lastTyping.at < Self.typingInterval { return false }
        lastTyping = (key, now)
        return true
    }

    /// The reply was sent or given up: the next one is told at once.
    public mutating func stoppedTyping() { lastTyping = nil }

    /// The cursor moved.
    /// - Returns: The whisper to send now; nil when it has to wait, and then only the newest does.
    public mutating func moved(_ whisper: [UInt8], now: Duration) -> [UInt8]? {
        if let lastCursor, now - lastCursor < Self.cursorInterval {
            held = whisper
            return nil
        }
        held = nil
        lastCursor = now
        return whisper
    }

    /// The whisper that waited, when its time has come.
    public mutating func due(now: Duration) -> [UInt8]? {
        guard let deadline, now >= deadline, let whisper = held else { return nil }
        held = nil
        lastCursor = now
        return whisper
    }

    /// The connection was lost: what waited is out of date.
    public mutating func reset() { self = WhisperThrottle() }
}
