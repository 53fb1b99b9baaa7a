import Feed

/// Something that takes time: catching up, indexing, searching. It shows once it has taken half a second.
struct Work: Equatable, Sendable {
    /// What it is, as the end of "still ...".
    var name: String
    /// From 0 to 1; nil where nobody knows.
    var fraction: Double?
    /// When it began.
    var since: Timestamp

    /// Milliseconds after which it shows.
    static let patience: Int64 = 500

    /// Milliseconds between two steps of a bar without a known end.
    static let step: Int64 = 250

    /// When it begins to show.
    var showsAt: Timestamp { since.advanced(byMilliseconds: Self.patience) }
}

extension Model {
    /// What takes time: what the outside tells of, and what the application hasn't answered.
    var allWorks: [Work] {
        guard let oldest = pending.first(where: { !$0.isUncertain }) else { return works }
        return works + [Work(name: "Sending", fraction: nil, since: oldest.at)]
    }

    /// What shows of it: one bar.
    var shownWork: Work? { allWorks.first { $0.showsAt <= now } }
}
