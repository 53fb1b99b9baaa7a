import PusherCore

/// The channels that came since the application was last asked for what was missed. Until a channel is subscribed,
/// what is sent on it alone goes past; so once all that are wanted are there, or refused, one more question is due.
struct LateChannels: Sendable {
    private var pending: Set<String> = []
    private var hasNew = false

    /// - Returns: whether it is time to ask: something came, and nothing more is about to.
    mutating func changed(_ channel: String, _ state: SubscriptionState) -> Bool {
        switch state {
        case .pending: pending.insert(channel)
        case .refused, .left: pending.remove(channel)
        case .subscribed:
            pending.remove(channel)
            hasNew = true
        }
        return hasNew && pending.isEmpty
    }

    /// The application is asked: what is subscribed by then is covered.
    mutating func asked() { hasNew = false }
}
