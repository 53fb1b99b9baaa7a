/// The marks of one entry; the store keeps them with it. An entry with none of them is unread.
public struct Marks: OptionSet, Hashable, Sendable {
    /// The bits.
    public var rawValue: UInt8

    /// Marks from bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Seen: opened, or stayed on, by choice of the user.
    public static let read = Marks(rawValue: 1)
    /// Dealt with. It is of the entries there were: new activity is a new entry and brings the row back.
    public static let done = Marks(rawValue: 2)
    /// Kept at hand.
    public static let starred = Marks(rawValue: 4)
    /// Kept out of the inbox and the counts, by a mute or by a rule that hides.
    public static let muted = Marks(rawValue: 8)
    /// Put off until a time or a condition.
    public static let snoozed = Marks(rawValue: 16)

    /// Any of these keeps an entry from being counted as unread.
    public static let uncounted: Marks = [.read, .done, .muted, .snoozed]

    /// Whether badges, tabs and the title count the entry: it is not read, and still in the inbox.
    public var isUnread: Bool { isDisjoint(with: .uncounted) }

    /// Whether the entry stands in the inbox: neither done, nor put off, nor muted.
    public var isInInbox: Bool { isDisjoint(with: [.done, .muted, .snoozed]) }
}

/// A mark set or taken from entries; what the store writes, and what undo turns around.
public struct StateChange: Equatable, Sendable {
    /// The one mark that changes.
    public var mark: Marks
    /// Set, or taken.
    public var isSet: Bool
    /// The entries that really changed.
    public var ids: [String]

    /// A change of one mark on these entries.
    public init(mark: Marks, isSet: Bool, ids: [String]) {
        self.mark = mark
        self.isSet = isSet
        self.ids = ids
    }

    /// What takes it back.
    public var inverse: StateChange { StateChange(mark: mark, isSet: !isSet, ids: ids) }
}
