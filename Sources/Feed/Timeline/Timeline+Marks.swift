// Marks and what is counted by them.
extension Timeline {
    /// Sets or takes a mark; entries that have it so already don't change.
    public mutating func mark(_ ids: [String], _ mark: Marks, _ isSet: Bool) -> StateChange? {
        self.mark(ids.compactMap { slots[$0] }, mark, isSet)
    }

    mutating func mark(_ slots: [Int], _ mark: Marks, _ isSet: Bool) -> StateChange? {
        var changed: [String] = []
        for slot in slots {
            var record = records[slot]
            guard record.marks.contains(mark) != isSet else { continue }
            let wasIncluded = includes(record)
            let old = record.marks
            if isSet { record.marks.insert(mark) } else { record.marks.remove(mark) }
            records.setMarks(record.marks, at: slot)
            unreadIndex.update(slot, record)
            let isIncluded = includes(record)
            let group = bundles.root(of: record.group)
            if wasIncluded, !isIncluded { rows.remove(slot, group, records) }
            if wasIncluded, isIncluded { rows.remark(group, from: old, to: record.marks) }
            if !wasIncluded, isIncluded {
                rows.add(slot, group, records)
                remainders.shown(group)
            }
            changed.append(record.notification.id)
        }
        if !changed.isEmpty { noteCount() }
        rows.countAgain(records)
        return changed.isEmpty ? nil : StateChange(mark: mark, isSet: isSet, ids: changed)
    }

    /// Applies a change that was made elsewhere: by another screen, or by undo.
    public mutating func apply(_ change: StateChange) { _ = mark(change.ids, change.mark, change.isSet) }

    /// Marks everything of the scope in view read, in the store too.
    public mutating func markAllRead() -> TriageAction? {
        let unread = records.slots.filter { records[$0].marks.isUnread && includes(records[$0]) }
        var actions = mark(unread, .read, true).map { [TriageAction.mark($0)] } ?? []
        let places = scope.project == nil ? Array(unloaded.keys) : [scope.project, nil]
        if places.contains(where: { unloaded[$0] != nil }),
            let beyond = sweep(.read, true, .unread(scope), context)
        {
            actions.append(.sweep(beyond))
        }
        return actions.count > 1 ? .several(actions) : actions.first
    }

    // MARK: Unread

    /// Unread entries in all.
    public var unreadTotal: Int { unreadIndex.total + unloaded.values.reduce(0) { $0 + $1.entries } }

    /// Unread entries addressed to me.
    public var unreadForMeTotal: Int {
        unreadIndex.forMeTotal + unloaded.values.reduce(0) { $0 + $1.forMe }
    }

    /// Unread entries of one project; nil for those of the workspace itself.
    public func unread(inProject project: String?) -> Int {
        unreadIndex[project].all.count + (unloaded[project]?.entries ?? 0)
    }

    /// Unread entries of one project that are addressed to me; nil for those of the workspace itself.
    public func unreadForMe(inProject project: String?) -> Int {
        unreadIndex[project].forMe.count + (unloaded[project]?.forMe ?? 0)
    }

    /// Unread entries by project; the workspace's own under nil.
    public var unreadCounts: [String?: Int] {
        var counts = unloaded.mapValues(\.entries)
        for project in unreadIndex.projects { counts[project, default: 0] += unreadIndex[project].all.count }
        return counts.filter { $0.value > 0 }
    }

    /// Unread entries a tab shows with the scope's project.
    public func unread(in scope: Scope) -> Int {
        let sets = unreadIndex.sets(of: scope.project)
        if scope.filter != nil {
            return sets.reduce(0) { sum, set in
                sum
                    + set.all.count {
                        scope.includes(records[$0].notification, records[$0].marks, context)
                    }
            }
        }
        let places = scope.project == nil ? Array(unloaded.keys) : [scope.project, nil]
        let beyond = places.compactMap { unloaded[$0] }
        return switch scope.tab {
        case .inbox, .all:
            sets.reduce(0) { $0 + $1.all.count } + beyond.reduce(0) { $0 + $1.entries }
        case .mentions: sets.reduce(0) { $0 + $1.forMe.count } + beyond.reduce(0) { $0 + $1.forMe }
        case .starred: sets.reduce(0) { $0 + $1.starred.count }
        }
    }
}
