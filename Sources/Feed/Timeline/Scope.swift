/// Which entries a list shows.
public enum Tab: Int, CaseIterable, Hashable, Sendable {
    /// Not done, read or not.
    case inbox
    /// Addressed to me.
    case mentions
    /// Starred.
    case starred
    /// Everything, done rows included.
    case all
}

/// A tab of one project, or of all of them. A project's list has its own entries and the workspace's.
public struct Scope: Hashable, Sendable {
    /// The tab.
    public var tab: Tab
    /// The project; nil for all.
    public var project: String?

    /// A tab of a project, or of all when that is nil.
    public init(tab: Tab, project: String?) {
        self.tab = tab
        self.project = project
    }
}

/// The marks of one entry; the store keeps each as a set of ids.
public struct Marks: OptionSet, Hashable, Sendable {
    /// The bits.
    public var rawValue: UInt8

    /// Marks from bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Seen.
    public static let read = Marks(rawValue: 1)
    /// Dealt with.
    public static let done = Marks(rawValue: 2)
    /// Kept at hand.
    public static let starred = Marks(rawValue: 4)
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

/// What an insertion did.
public enum Insertion: Equatable, Sendable {
    /// A new entry.
    case added(unread: Bool)
    /// The event was here already, by another channel or by catch-up.
    case duplicate
}
