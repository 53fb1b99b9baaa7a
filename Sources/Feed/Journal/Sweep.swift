/// A mark for entries that only the store has, set or taken by what they are like: memory doesn't know them.
/// The store finds them, remembers them under the sweep's id, and tells of each as of another screen's mark.
public struct Sweep: Equatable, Sendable {
    /// Which entries.
    public enum Selection: Equatable, Sendable {
        /// The unread ones of a list.
        case unread(Scope)
        /// Those that a mute covers.
        case covered(Mute)
        /// Muted ones that the query holds for and that the policy shows now.
        case released(Query, DeliveryPolicy)
        /// What a list shows of these stretches of conversations.
        case rows([Stretch], Scope)
        /// These.
        case entries([String])
        /// Those that it chose before: for undo and redo.
        case before
    }

    /// Tells it from others.
    public var id: String
    /// The one mark that changes.
    public var mark: Marks
    /// Set, or taken.
    public var isSet: Bool
    /// Which entries; nothing where the sweep of this id has chosen already.
    public var selection: Selection
    /// What the selection's queries need to know.
    public var context: QueryContext

    /// A sweep of this mark.
    public init(id: String, mark: Marks, isSet: Bool, selection: Selection, context: QueryContext) {
        self.id = id
        self.mark = mark
        self.isSet = isSet
        self.selection = selection
        self.context = context
    }

    /// What takes it back: the same entries, the mark as it was.
    public var inverse: Sweep {
        var sweep = self
        sweep.isSet.toggle()
        sweep.selection = .before
        return sweep
    }
}

extension Timeline {
    /// A sweep with an id of its own; nil where memory has everything.
    mutating func sweep(
        _ mark: Marks, _ isSet: Bool, _ selection: Sweep.Selection, _ context: QueryContext
    ) -> Sweep? {
        guard isBacked else { return nil }
        sweepCount += 1
        return Sweep(
            id: "\(context.now.milliseconds).\(instance).\(sweepCount)", mark: mark, isSet: isSet,
            selection: selection, context: context)
    }

    /// An action as the store has to do it: marks of entries that aren't in memory become sweeps, so that the
    /// counts hear of them.
    public mutating func located(_ action: TriageAction) -> TriageAction {
        switch action {
        case .order, .task, .sweep: return action
        case .several(let actions): return .several(actions.map { located($0) })
        case .mark(let change):
            let isHere = change.ids.map { entry($0) != nil }
            guard isBacked, isHere.contains(false) else { return action }
            func ids(_ here: Bool) -> [String] {
                zip(change.ids, isHere).filter { $0.1 == here }.map(\.0)
            }
            let here = StateChange(mark: change.mark, isSet: change.isSet, ids: ids(true))
            let beyond = sweep(change.mark, change.isSet, .entries(ids(false)), context)
            return .several((here.ids.isEmpty ? [] : [.mark(here)]) + (beyond.map { [.sweep($0)] } ?? []))
        }
    }
}
