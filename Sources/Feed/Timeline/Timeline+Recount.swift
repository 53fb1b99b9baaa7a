/// An entry that was to be stored and that the store had already: another program on the file was first, or it came
/// again after it had left memory.
public struct KnownEntry: Equatable, Sendable {
    /// The entry.
    public var id: String
    /// The marks it was to be stored with.
    public var given: Marks
    /// Those that the store has.
    public var stored: Marks

    /// An entry with both its marks.
    public init(id: String, given: Marks, stored: Marks) {
        self.id = id
        self.given = given
        self.stored = stored
    }
}

// Counts of what memory hasn't got are kept up by steps; where a step may be missing the store says what they are.
extension Timeline {
    /// The store had these already: what it says of their marks holds, unless they were changed here since.
    public mutating func adopt(_ known: [KnownEntry]) {
        for entry in known {
            guard let slot = slot(of: entry.id), records.marks(of: slot) == entry.given else { continue }
            for bit in 0..<5 {
                let mark = Marks(rawValue: 1 << bit)
                _ = self.mark([slot], mark, entry.stored.contains(mark))
            }
        }
        needsRecount = true
    }

    /// The counts may be wrong.
    public mutating func doubtCounts() { needsRecount = true }

    /// Takes what is unread in all of the store.
    /// - Parameter moment: `countMoment` of when the store was asked; where something was counted since, nothing is
    ///   taken, and it is to be asked again.
    public mutating func recount(_ unread: [String?: UnreadCount], asked moment: Int) {
        guard moment == countMoment else { return }
        var beyond = unread
        for project in unreadIndex.projects {
            let here = unreadIndex[project]
            let all = beyond[project] ?? UnreadCount()
            beyond[project] = UnreadCount(
                entries: all.entries - here.all.count, forMe: all.forMe - here.forMe.count)
        }
        setUnloaded(beyond)
        needsRecount = false
    }
}
