/// When frames may be painted: at most 60 in any second, wherever that second begins, and the first few after a
/// pause at once. Whoever presses a key, or gets an event now and then, never waits; what streams in is shown
/// at an even pace.
///
/// Times are nanoseconds of one monotonic clock.
struct FramePace: Equatable {
    /// Frames in any second.
    static let limit = 60
    /// Frames that a pause leaves over to be painted at once.
    static let burst = 6
    /// A frame in so long is what a stream gets: with the burst no second has more than the limit.
    private static let interval = 1_000_000_000 / UInt64(limit - burst)

    /// When all of the burst is there again.
    private var full: UInt64 = 0
    /// Before this, drawing would leave less than two thirds of the time to the rest.
    private var rested: UInt64 = 0

    /// When the next frame may be painted: now, or later.
    func due(at now: UInt64) -> UInt64 {
        let reserve = Self.interval * UInt64(Self.burst - 1)
        let free = full > reserve ? full - reserve : 0
        return max(now, free, rested)
    }

    /// A frame was painted.
    mutating func painted(from start: UInt64, to end: UInt64) {
        full = max(full, start) + Self.interval
        let cost = end > start ? end - start : 0
        rested = end + min(3 * cost, Self.interval)
    }
}
