/// The user's time of day: how far it is from UTC, and when that changes. Values alone, so that a test needs no
/// machine in that zone.
public struct Zone: Hashable, Sendable {
    /// A change of the clocks.
    public struct Change: Hashable, Sendable {
        /// From when on.
        public var at: Timestamp
        /// Seconds east of UTC from then on.
        public var secondsFromUTC: Int64

        /// Clocks that are so far from UTC from then on.
        public init(at: Timestamp, secondsFromUTC: Int64) {
            self.at = at
            self.secondsFromUTC = secondsFromUTC
        }
    }

    let first: Int64
    let changes: [Change]

    /// Clocks that are so many seconds east of UTC, and change at these moments.
    public init(secondsFromUTC: Int64, changes: [Change] = []) {
        first = secondsFromUTC
        self.changes = changes.sorted { $0.at < $1.at }
    }

    /// Seconds east of UTC at a moment.
    public func seconds(at moment: Timestamp) -> Int64 {
        changes.last { $0.at <= moment }?.secondsFromUTC ?? first
    }

    /// What the user's clock shows at a moment, as if it were UTC.
    public func local(_ moment: Timestamp) -> Timestamp {
        moment.advanced(byMilliseconds: seconds(at: moment) &* 1000)
    }

    /// The moment at which the user's clock shows this. Of two the first; where clocks leave it out, as much after
    /// the change as it is after the hour that is left out began.
    public func moment(local: Timestamp) -> Timestamp {
        let offsets = [first] + changes.map(\.secondsFromUTC)
        let moments = Set(offsets).map { local.advanced(byMilliseconds: -$0 &* 1000) }
        if let moment = moments.filter({ self.local($0) == local }).min() { return moment }
        let before = seconds(at: local.advanced(byMilliseconds: -86_400_000))
        return local.advanced(byMilliseconds: -before &* 1000)
    }

    /// The midnight before a moment as the user's clock shows it, as if it were UTC.
    func midnight(_ now: Timestamp) -> Timestamp {
        let (day, local): (Int64, Timestamp) = (86_400_000, local(now))
        return local.advanced(byMilliseconds: -(((local.milliseconds % day) + day) % day))
    }
}
