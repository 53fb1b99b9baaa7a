/// Turns a storm of notices into one that says so: after `limit` of them within `milliseconds`, the rest are
/// held, and one notice counts them.
public struct BurstLimit: Equatable, Sendable {
    /// Notices within the time.
    public let limit: Int
    /// The time.
    public let milliseconds: Int64
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

    /// Asks for one notice. After a quiet time of `milliseconds` notices are given again.
    public mutating func admit(at now: Timestamp) -> Admission {
        guard limit > 0 else { return .give }
        times.removeAll { now.milliseconds(since: $0) >= milliseconds }
        if times.isEmpty { heldCount = 0 }
        guard times.count >= limit else {
            times.append(now)
            return .give
        }
        // The last of the kept times moves on, so that a storm that lasts stays one storm.
        times[times.count - 1] = now
        heldCount += 1
        return .hold(count: heldCount)
    }
}
