/// What is marked of a row, as far as memory has it; the store finds the rest, which goes on backwards from there just
/// as `Bundles` joins entries. What is newer nobody has seen: it is left alone.
public struct Stretch: Equatable, Sendable {
    let conversation: Bundles.Conversation
    /// Milliseconds of silence after which a conversation begins a new row.
    let window: Int64
    private(set) var first: Timestamp
    private(set) var last: Timestamp
    /// Entries of the row that memory has and that weren't marked.
    fileprivate(set) var spared: Set<String> = []

    /// The stretch of one entry; nil for one that is a row of its own.
    init?(_ notification: Notification, window: Int64) {
        guard Bundles.folds(notification) else { return nil }
        conversation = Bundles.conversation(of: notification)
        self.window = window
        (first, last) = (notification.standsAt, notification.standsAt)
    }

    init(
        _ conversation: Bundles.Conversation, window: Int64, from first: Timestamp, to last: Timestamp,
        sparing spared: Set<String> = []
    ) {
        self.spared = spared
        self.conversation = conversation
        self.window = window
        (self.first, self.last) = (first, last)
    }

    /// Takes in another part of memory's.
    mutating func join(_ other: Stretch) {
        first = min(first, other.first)
        last = max(last, other.last)
    }

    /// Whether an entry is of the conversation, and such that it can be folded into a row of it.
    public func admits(_ notification: Notification) -> Bool {
        Bundles.folds(notification) && Bundles.conversation(of: notification) == conversation
    }

    /// Whether an entry of these is of the conversation, where it can be folded into a row at all.
    public func admits(_ kind: EventKind, task: String?, project: String?, actor: Actor?) -> Bool {
        kind != .outage
            && Bundles.conversation(kind, task: task, project: project, actor: actor) == conversation
    }

    /// A query that holds for every entry of the conversation, perhaps for others too.
    public var query: Query.Expression {
        switch conversation {
        case .task(let id): return .term(.task(id.lowercased()))
        case .activity(let kind, let project, let actor):
            var terms: [Query.Expression] = [.term(.kind(kind))]
            if let project { terms.append(.term(.project(Name(project, isQuoted: true)))) }
            // `me` means something else in a query, and an index may know nothing of what isn't ASCII.
            let name = actor.lowercased()
            if !name.isEmpty, name != "me", name.utf8.allSatisfy({ $0 < 0x80 }) {
                terms.append(.term(.from(Name(name, isQuoted: true))))
            }
            return .all(terms)
        }
    }

    /// Whether an entry of the row is to be marked.
    public func takes(_ notification: Notification) -> Bool {
        notification.standsAt <= last && !spared.contains(notification.id)
    }

    /// When the row begins, given when the entries of the conversation happened, in any order.
    public func beginning(among times: [Timestamp]) -> Timestamp {
        var first = first
        for time in times.sorted().reversed()
        where time < first && first.milliseconds(since: time) <= window { first = time }
        return first
    }
}

extension Notification {
    /// The time at which it stands in the list: live ones at their arrival, recovered ones at their own.
    public var standsAt: Timestamp { live ? receivedAt : occurredAt }
}

extension Timeline {
    /// The stretches of the conversations that these entries are rows of.
    func stretches(of ids: [String]) -> [Stretch] {
        var found: [Stretch] = []
        var places: [Int: Int] = [:]
        for id in ids {
            guard let slot = slot(of: id),
                let stretch = Stretch(records[slot].notification, window: bundles.window)
            else { continue }
            let group = bundles.root(of: records[slot].group)
            if let place = places[group] {
                found[place].join(stretch)
            } else {
                places[group] = found.count
                found.append(stretch)
            }
        }
        let marked = Set(ids)
        for (group, place) in places {
            guard let row = index(ofRow: Row.ID(group: group)).flatMap({ row(at: $0) }) else { continue }
            found[place].spared = Set(row.entryIDs).subtracting(marked)
        }
        return found
    }

    /// Sets or takes a mark on whole rows: on these entries, and on what only the store has of the same rows.
    /// - Returns: the action that was done; nil where none of these entries changed.
    public mutating func markRows(of ids: [String], _ mark: Marks, _ isSet: Bool) -> TriageAction? {
        let stretches = stretches(of: ids)
        let hasMore = hasMore(ofRowsOf: ids, without: mark, isSet)
        guard let change = self.mark(ids, mark, isSet) else {
            // What memory has of the rows is so already; the rest may not be.
            return hasMore ? sweep(mark, isSet, stretches).map(TriageAction.sweep) : nil
        }
        guard let beyond = sweep(mark, isSet, stretches) else { return .mark(change) }
        return .several([.mark(change), .sweep(beyond)])
    }

    /// What finds the rest of a row's conversation in the store; nil without a store, and for a row that stands alone.
    public func conversation(of row: Row) -> Query? {
        guard isBacked, let stretch = Stretch(row.newest, window: bundles.window) else { return nil }
        return Query(stretch.query, text: "")
    }

    /// A sweep over what only the store has of these stretches and the list in view shows.
    mutating func sweep(_ mark: Marks, _ isSet: Bool, _ stretches: [Stretch]) -> Sweep? {
        stretches.isEmpty ? nil : sweep(mark, isSet, .rows(stretches, scope), context)
    }
}
