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
