/// What others whispered last, until it expires or they are gone: of each the newest counts (protocol notes 8).
/// Anybody may forge whispers, so their number is limited.
public struct WhisperLedger<Value: Equatable & Sendable>: Sendable {
    private var entries: [String: (value: Value, until: Duration)] = [:]
    private let lifetime: Duration
    private let limit: Int

    /// - Parameters:
    ///   - lifetime: how long a whisper counts; typing expires after 5 s.
    ///   - limit: how many people are kept; of more, the ones whose whispers expire first are forgotten.
    public init(lifetime: Duration = .seconds(5), limit: Int = 256) {
        self.lifetime = lifetime
        self.limit = max(1, limit)
    }

    /// What is known, by the user's id.
    public var values: [String: Value] { entries.mapValues(\.value) }

    /// When `expire` has to be called; nil when nothing is known.
    public var deadline: Duration? { entries.values.map(\.until).min() }

    /// Somebody whispered. True when it is something new.
    public mutating func heard(_ value: Value, from user: String, now: Duration) -> Bool {
        let isNew = entries[user]?.value != value
        if entries[user] == nil, entries.count >= limit,
            let oldest = entries.min(by: { ($0.value.until, $0.key) < ($1.value.until, $1.key) })
        {
            entries[oldest.key] = nil
        }
        entries[user] = (value, now + lifetime)
        return isNew
    }

    /// Somebody left, or said what they were writing. True when something was known of them.
    public mutating func forget(_ user: String) -> Bool { entries.removeValue(forKey: user) != nil }

    /// Forgets what is out of date. True when something was.
    public mutating func expire(now: Duration) -> Bool {
        let before = entries.count
        entries = entries.filter { $0.value.until > now }
        return entries.count != before
    }
}
