public import Feed

/// A notice in a corner that goes by itself.
public struct Toast: Equatable, Sendable {
    /// The entry it tells of; nil for a summary.
    public var entry: String?
    /// One row.
    public var text: String
    /// Whether it is for me.
    public var isForMe: Bool
    /// How much it asks for attention.
    public var priority = Priority.normal
    /// When it goes.
    public var until: Timestamp

    /// Toasts on the screen at most.
    static let limit = 3
    /// How long one stays, in milliseconds.
    static let time: Int64 = 6000
    /// How long one stays that is addressed to me.
    static let timeForMe: Int64 = 12_000
}
