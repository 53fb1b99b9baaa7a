/// Turns a storm of notices into one that says so: after `limit` of them within `milliseconds`, the rest are
/// held, and one notice counts them.
public struct BurstLimit: Equatable, Sendable {
    /// Notices within the time.
    public let limit: Int
    /// The time.
    public let milliseconds: Int64
    /// The last `limit` times one was asked for.
    private var times: [Timestamp] = []
    private var heldCount = 0

    /// What is to become of a notice.
    public enum Admission: Equatable, Sendable {
        /// Give it.
        case give
        /// Hold it; the one notice that tells of all now says so many.
        case hold(count: Int)
    }

    /// So many notices in so many milliseconds; a limit of 0 sets none.
    public init(limit: Int, milliseconds: Int64) {
        self.limit = max(0, limit)
        self.milliseconds = max(0, milliseconds)
    }

    /// Asks for one notice. A storm is over when fewer than `limit` came within the time, held ones included.
    public mutating func admit(at now: Timestamp) -> Admission {
        guard limit > 0 else { return .give }
        let isStorm =
            times.count >= limit && times.first.map { now.milliseconds(since: $0) < milliseconds } == true
        times.append(now)
        if times.count > limit { times.removeFirst() }
        heldCount = isStorm ? heldCount + 1 : 0
        return isStorm ? .hold(count: heldCount) : .give
    }
}
