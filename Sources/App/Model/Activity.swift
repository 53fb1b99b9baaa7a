import Feed

/// How much happened lately, in equal steps of time: what a sparkline shows.
struct Activity: Equatable, Sendable {
    /// Events of the last steps, oldest first.
    private(set) var counts: [Int]
    private let step: Int64
    private var newest: Int64

    /// - Parameters:
    ///   - steps: how many are kept.
    ///   - step: the length of each in milliseconds.
    init(steps: Int, step: Int64) {
        counts = Array(repeating: 0, count: max(1, steps))
        self.step = max(1, step)
        newest = .min
    }

    /// An hour in steps of five minutes: what a project's sparkline tells.
    static var hour: Activity { Activity(steps: 12, step: 300_000) }

    /// One more at a time; too old ones aren't counted.
    mutating func add(_ count: Int = 1, at time: Timestamp) {
        let index = time.milliseconds / step
        if newest == .min { newest = index }
        advance(to: index)
        let position = counts.count - 1 - Int(clamping: newest - index)
        if counts.indices.contains(position) { counts[position] += count }
    }

    /// Lets the steps up to a time begin.
    mutating func advance(to time: Timestamp) {
        if newest != .min { advance(to: time.milliseconds / step) }
    }

    private mutating func advance(to index: Int64) {
        guard index > newest else { return }
        let new = Int(clamping: index - newest)
        if new >= counts.count {
            counts = Array(repeating: 0, count: counts.count)
        } else {
            counts.removeFirst(new)
            counts += Array(repeating: 0, count: new)
        }
        newest = index
    }

    var total: Int { counts.reduce(0, +) }
}
