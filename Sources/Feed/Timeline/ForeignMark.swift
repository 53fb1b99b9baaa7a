/// An entry that another screen on the same store has marked: what counts have to know of it, in memory or not.
public struct ForeignMark: Equatable, Sendable {
    /// The entry.
    public var id: String
    /// Its project; nil for the workspace's own.
    public var project: String?
    /// Whether it is addressed to me.
    public var isAddressedToMe: Bool
    /// Whether it counted as unread before.
    public var wasUnread: Bool
    /// Whether it does now.
    public var isUnread: Bool
    /// All its marks by now: a change made here since the other's isn't undone by hearing of it late; nil where
    /// nobody knows.
    public var marks: Marks?

    /// An entry and what became of it.
    public init(
        id: String, project: String?, isAddressedToMe: Bool, wasUnread: Bool, isUnread: Bool,
        marks: Marks? = nil
    ) {
        self.marks = marks
        self.id = id
        self.project = project
        self.isAddressedToMe = isAddressedToMe
        self.wasUnread = wasUnread
        self.isUnread = isUnread
    }
}

extension Timeline {
    /// Applies what another screen has marked; the counts follow entries that aren't in memory too.
    public mutating func apply(_ changes: [StateChange], of marks: [ForeignMark]) {
        if marks.contains(where: { entry($0.id) == nil }) {
            remainders.remarked()
            needsRecount = true
        }
        for mark in marks where entry(mark.id) == nil && mark.wasUnread != mark.isUnread {
            marked(
                unloaded: mark.project, addressedToMe: mark.isAddressedToMe, asUnread: mark.isUnread)
        }
        let known = Dictionary(marks.compactMap { mark in mark.marks.map { (mark.id, $0) } }) { $1 }
        for change in changes {
            let ids = (
                set: change.ids.filter { known[$0]?.contains(change.mark) ?? change.isSet },
                taken: change.ids.filter { !(known[$0]?.contains(change.mark) ?? change.isSet) }
            )
            apply(StateChange(mark: change.mark, isSet: true, ids: ids.set))
            apply(StateChange(mark: change.mark, isSet: false, ids: ids.taken))
        }
    }
}
