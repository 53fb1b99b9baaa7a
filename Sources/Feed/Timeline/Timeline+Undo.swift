// Orders that are taken back, or given again, hold for what came meanwhile too.
extension Timeline {
    /// What else follows where a step of the journal is undone or redone: what an order that is taken back has hidden
    /// or starred is as it would be without it, and the other way round. Call it once the action is applied.
    /// - Parameters:
    ///   - action: what was applied, with its orders.
    ///   - start: when the step was done first: a rule counts for what came since.
    public mutating func follow(_ action: TriageAction, since start: Timestamp, policy: DeliveryPolicy)
        -> TriageAction?
    {
        var actions: [TriageAction] = []
        for case .order(let before, let after) in action.parts {
            for case let order? in [before, after] {
                for mark in [Marks.muted, .starred] where order.decides(mark) {
                    // A mute that is given hides, and one that is taken back releases; a rule may do either.
                    for isSet in [true, false] where order.isRule || isSet == (order == after) {
                        let slots = slots(of: order, since: start, to: mark, isSet, policy)
                        if let change = self.mark(slots, mark, isSet) { actions.append(.mark(change)) }
                    }
                }
            }
            for selection in Self.beyond(before, after, since: start, policy) {
                guard let sweep = sweep(.muted, selection.isSet, selection.entries, context) else { continue }
                actions.append(.sweep(sweep))
            }
        }
        return actions.count > 1 ? .several(actions) : actions.first
    }

    /// The entries of an order that lack a mark which they should have by now, or the other way round.
    private func slots(
        of order: StandingOrder, since start: Timestamp, to mark: Marks, _ isSet: Bool,
        _ policy: DeliveryPolicy
    ) -> [Int] {
        records.slots.filter { slot in
            guard records.marks(of: slot).contains(mark) != isSet else { return false }
            let (notification, marks) = (records[slot].notification, records[slot].marks)
            return order.covers(notification, marks, since: start, context)
                && policy.decide(notification, marks, context).marks.contains(mark) == isSet
        }
    }

    /// The same for what only the store has; what a rule given again would hide stays as it is.
    private static func beyond(
        _ before: StandingOrder?, _ after: StandingOrder?, since start: Timestamp, _ policy: DeliveryPolicy
    ) -> [(isSet: Bool, entries: Sweep.Selection)] {
        var found: [(isSet: Bool, entries: Sweep.Selection)] = []
        switch before {
        case .mute(let mute): found.append((false, .released(mute.query, policy)))
        case .rule(let rule) where rule.change.show == false:
            let recent = Query.Expression.all([rule.query.expression, .term(.after(.at(start)))])
            found.append(
                (false, .released(Query(recent, text: "(\(rule.query.text)) after:\(start.iso8601)"), policy))
            )
        case .rule, .snooze, .silence, nil: break
        }
        if case .mute(let mute) = after { found.append((true, .covered(mute))) }
        return found
    }
}

extension StandingOrder {
    fileprivate var isRule: Bool { if case .rule = self { true } else { false } }

    /// Whether it has a say in a mark of what comes.
    fileprivate func decides(_ mark: Marks) -> Bool {
        switch self {
        case .mute: mark == .muted
        case .rule(let rule): (mark == .muted ? rule.change.show : rule.change.star) != nil
        case .snooze, .silence: false
        }
    }

    fileprivate func covers(
        _ notification: Notification, _ marks: Marks, since start: Timestamp, _ context: QueryContext
    ) -> Bool {
        switch self {
        case .mute(let mute): mute.covers(notification, marks, context)
        case .rule(let rule):
            notification.receivedAt >= start && rule.query.matches(notification, marks, context)
        case .snooze, .silence: false
        }
    }
}

extension TriageAction {
    /// The actions in it, one by one.
    fileprivate var parts: [TriageAction] {
        if case .several(let actions) = self { return actions.flatMap(\.parts) }
        return [self]
    }
}
