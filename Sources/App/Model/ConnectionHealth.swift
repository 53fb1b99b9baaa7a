public import Feed

/// Figures of the connection over the last while, for the connection panel.
public struct ConnectionHealth: Sendable {
    /// Round-trip times in milliseconds, oldest first.
    private(set) var roundTrips: [Int] = []
    /// Connections made after the first.
    private(set) var reconnects = 0
    /// Since when the connection stands; nil while it doesn't.
    private(set) var since: Timestamp?
    /// Events by the second, of the last minute.
    private(set) var events = Activity(steps: 60, step: 1000)
    /// Channels and what is known of them, in the order of their names.
    private(set) var channels: [String: String] = [:]
    /// What was said to be wrong with it last, and when.
    public private(set) var problem: (sentence: String, at: Timestamp)?
    /// Whether it ever stood.
    public private(set) var hasConnected = false

    /// Round trips that are kept.
    static let limit = 120

    mutating func measured(_ milliseconds: Int) {
        roundTrips.append(max(0, milliseconds))
        if roundTrips.count > Self.limit { roundTrips.removeFirst() }
    }

    mutating func changed(_ connection: Model.Connection, now: Timestamp) {
        guard connection == .live else {
            since = nil
            return
        }
        guard since == nil else { return }
        since = now
        if hasConnected { reconnects += 1 }
        hasConnected = true
    }

    mutating func complained(_ sentence: String, now: Timestamp) { problem = (sentence, now) }

    mutating func arrived(_ count: Int, now: Timestamp) { events.add(count, at: now) }

    /// - Parameter state: nil when the channel is no longer held.
    mutating func subscription(_ channel: String, _ state: String?) {
        if state == nil || channels[channel] != nil || channels.count < 2000 { channels[channel] = state }
    }

    /// Events a second over the last ten, the running one left out.
    func rate(now: Timestamp) -> Double {
        var events = events
        events.advance(to: now)
        return Double(events.counts.dropLast().suffix(10).reduce(0, +)) / 10
    }
}
