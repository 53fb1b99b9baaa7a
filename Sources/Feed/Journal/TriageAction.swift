/// One thing a user did to entries or to a task, with all that undoing it needs.
public indirect enum TriageAction: Equatable, Sendable {
    /// Read, done, starred, muted or snoozed, set or taken.
    case mark(StateChange)
    /// An order given, changed or taken back: nil stands for its absence.
    case order(before: StandingOrder?, after: StandingOrder?)
    /// A task of the application's; the change itself goes over the network, not through the feed.
    case task(TaskEdit)
    /// Read, muted and the like for what only the store has.
    case sweep(Sweep)
    /// Several at once, in this order: a snooze is an order and a mark.
    case several([TriageAction])

    /// What takes it back.
    public var inverse: TriageAction {
        switch self {
        case .mark(let change): .mark(change.inverse)
        case .order(let before, let after): .order(before: after, after: before)
        case .task(let edit): .task(edit.inverse)
        case .sweep(let sweep): .sweep(sweep.inverse)
        case .several(let actions): .several(actions.reversed().map(\.inverse))
        }
    }

    /// The changes of marks in it, for what shows or counts them.
    public var changes: [StateChange] {
        switch self {
        case .mark(let change): [change]
        case .order, .task, .sweep: []
        case .several(let actions): actions.flatMap(\.changes)
        }
    }

    /// The changes of orders in it.
    public var orders: [OrderChange] {
        switch self {
        case .mark, .task, .sweep: []
        case .order(let before, let after): (after ?? before).map { [OrderChange($0.id, after)] } ?? []
        case .several(let actions): actions.flatMap(\.orders)
        }
    }

    /// The sweeps in it.
    public var sweeps: [Sweep] {
        switch self {
        case .mark, .order, .task: []
        case .sweep(let sweep): [sweep]
        case .several(let actions): actions.flatMap(\.sweeps)
        }
    }
}
