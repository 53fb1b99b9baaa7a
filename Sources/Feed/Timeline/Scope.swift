/// Which entries a list shows.
public enum Tab: Int, CaseIterable, Hashable, Sendable {
    /// Not done, not snoozed, not muted, read or not.
    case inbox
    /// Addressed to me.
    case mentions
    /// Starred.
    case starred
    /// Everything, done, snoozed and muted rows included.
    case all
}

/// A tab of one project, or of all of them. A project's list has its own entries and the workspace's.
public struct Scope: Hashable, Sendable {
    /// The tab.
    public var tab: Tab
    /// The project; nil for all.
    public var project: String?
    /// What else an entry must be like; nil for anything. A filter that asks with `is:` for what the tab
    /// leaves out finds nothing: `is:done` belongs in `all`.
    public var filter: Query?

    /// A tab of a project, or of all when that is nil.
    public init(tab: Tab, project: String?, filter: Query? = nil) {
        self.tab = tab
        self.project = project
        self.filter = filter
    }

    /// Whether the list shows an entry with these marks.
    public func includes(_ notification: Notification, _ marks: Marks, _ context: QueryContext) -> Bool {
        let isOfTab = includes(project: notification.project, isForMe: notification.addressedToMe, marks)
        guard isOfTab, let filter else { return isOfTab }
        return filter.matches(notification, marks, context)
    }

    /// As `includes`, whatever the filter says.
    public func includes(project other: String?, isForMe: Bool, _ marks: Marks) -> Bool {
        if let project, let other, other != project { return false }
        return switch tab {
        case .inbox: marks.isInInbox
        case .mentions: isForMe
        case .starred: marks.contains(.starred)
        case .all: true
        }
    }
}

/// What an insertion did.
public enum Insertion: Equatable, Sendable {
    /// A new entry.
    case added(unread: Bool)
    /// The event was here already, by another channel or by catch-up.
    case duplicate
}
