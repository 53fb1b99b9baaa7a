import PusherCore

/// The channels that came since the application was last asked for what was missed. Until a channel is subscribed,
/// what is sent on it alone goes past; so once all that are wanted are there, or refused, one more question is due,
/// and until then no live event of another channel may move the point to go on from.
struct LateChannels: Sendable {
    private var pending: Set<String> = []
    private var hasNew = false
    /// The point up to which everything was here when a channel was refused.
    private var floors: [String: String] = [:]

    /// What follows from a change.
    struct Outcome: Equatable {
        /// It is time to ask: something came, and nothing more is about to.
        var asks = false
        /// The channel had been refused: what it missed is asked for from here on.
        var floor: String?
    }

    /// - Parameter cursor: the point to go on from; everything before it is here.
    mutating func changed(_ channel: String, _ state: SubscriptionState, cursor: String?) -> Outcome {
        var floor: String?
        switch state {
        case .pending: pending.insert(channel)
        case .left:
            pending.remove(channel)
            floors[channel] = nil
        case .refused:
            pending.remove(channel)
            expect(channel, cursor: cursor)
        case .subscribed:
            pending.remove(channel)
            hasNew = true
            floor = floors.removeValue(forKey: channel)
        }
        return Outcome(asks: hasNew && pending.isEmpty, floor: floor)
    }

    /// A channel will be asked for that isn't here: what it misses until it is begins at this point.
    mutating func expect(_ channel: String, cursor: String?) {
        if floors[channel] == nil { floors[channel] = cursor }
    }

    /// Whether every channel that can be had is here, and the application was asked since.
    var isSettled: Bool { pending.isEmpty && !hasNew }

    /// The application is asked: what is subscribed by then is covered.
    mutating func asked() { hasNew = false }
}
