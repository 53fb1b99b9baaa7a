/// How many entries are unread, and how many of those are addressed to me.
public struct UnreadCount: Equatable, Sendable {
    /// Unread entries.
    public var entries: Int
    /// Those of them that are addressed to me.
    public var forMe: Int

    /// Counts; never below zero.
    public init(entries: Int = 0, forMe: Int = 0) {
        self.entries = max(0, entries)
        self.forMe = max(0, forMe)
    }
}
