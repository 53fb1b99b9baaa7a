import PusherCore

/// The channels that came since the application was last asked for what was missed. Until a channel is subscribed,
/// what is sent on it alone goes past; so once all that are wanted are there, or refused, one more question is due,
/// and until then no live event of another channel may move the point to go on from.
struct LateChannels: Sendable {
    /// Where in the application's history the absence of a channel begins; the earlier is the smaller.
    struct Floor: Comparable, Sendable {
        /// Counts on: the point to go on from moves forward alone, so that of two absences the one that began
        /// first reaches further back, whatever form the application's cursors have.
        var order: Int
        /// What comes after it may be missing; nil where there was no entry yet.
        var cursor: String?

        static func < (one: Floor, other: Floor) -> Bool { one.order < other.order }
    }

    private var pending: Set<String> = []
    private var hasNew = false
    private var floors: [String: Floor] = [:]
    private var order = 0
    /// Channels that were refused before the first history came, which has what they have missed until then.
    private var early: Set<String> = []
    private var hasHistory: Bool

    /// - Parameter hasHistory: whether there is a point up to which everything is here, from an earlier run.
    init(hasHistory: Bool) { self.hasHistory = hasHistory }

    /// What follows from a change.
    struct Outcome: Equatable {
        /// It is time to ask: something came, and nothing more is about to.
        var asks = false
        /// The channel had been refused: what it missed is asked for from here on.
        var floor: Floor?
    }

    /// - Parameter cursor: the point to go on from; everything before it is here.
    mutating func changed(_ channel: String, _ state: SubscriptionState, cursor: String?) -> Outcome {
        var floor: Floor?
        switch state {
        case .pending: pending.insert(channel)
        case .left:
            pending.remove(channel)
            early.remove(channel)
            floors[channel] = nil
        case .refused:
            pending.remove(channel)
            expect(channel, cursor: cursor)
        case .subscribed:
            pending.remove(channel)
            hasNew = true
            early.remove(channel)
            floor = floors.removeValue(forKey: channel)
        }
        return Outcome(asks: hasNew && pending.isEmpty, floor: floor)
    }

    /// A channel will be asked for that isn't here: what it misses until it is begins at this point.
    mutating func expect(_ channel: String, cursor: String?) {
        guard hasHistory else {
            early.insert(channel)
            return
        }
        guard floors[channel] == nil else { return }
        floors[channel] = Floor(order: order, cursor: cursor)
        order += 1
    }

    /// The first history is here.
    /// - Parameter cursor: its newest entry's; nil where it has none.
    mutating func historyBegins(cursor: String?) {
        hasHistory = true
        for channel in early { expect(channel, cursor: cursor) }
        early = []
    }

    /// Whether every channel that can be had is here, and the application was asked since.
    var isSettled: Bool { pending.isEmpty && !hasNew }

    /// The application is asked: what is subscribed by then is covered.
    mutating func asked() { hasNew = false }
}
