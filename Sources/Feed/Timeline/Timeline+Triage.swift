// What a user does to entries, as values that can be taken back and stored.
extension Timeline {
    /// Applies an action: one of the journal's, its inverse, or one of another screen.
    /// - Returns: whether anything is another than before, or may be: what isn't in memory is the store's to know.
    @discardableResult
    public mutating func apply(_ action: TriageAction, to policy: inout DeliveryPolicy) -> Bool {
        switch action {
        case .mark(let change):
            let isBeyond = change.ids.contains { slot(of: $0) == nil }
            return mark(change.ids, change.mark, change.isSet) != nil || isBeyond
        case .order(let before, let after):
            guard let id = (after ?? before)?.id, policy.order(id) != after else { return false }
            policy.set(after, for: id)
            return true
        case .task, .sweep: return true
        case .several(let actions):
            return actions.reduce(false) { apply($1, to: &policy) || $0 }
        }
    }

    /// Puts entries off until then, with what only the store has of their rows.
    /// - Returns: the action that was done, for the journal and the store; nil where no entry changed.
    public mutating func snooze(
        _ ids: [String], until: Until, policy: inout DeliveryPolicy
    ) -> TriageAction? {
        let stretches = stretches(of: ids)
        guard let change = mark(ids, .snoozed, true) else { return nil }
        let beyond = sweep(.snoozed, true, stretches)
        let order = StandingOrder.snooze(Snooze(entries: change.ids, until: until, sweep: beyond?.id))
        let before = policy.order(order.id)
        policy.set(order, for: order.id)
        return .several(
            [.order(before: before, after: order), .mark(change)] + (beyond.map { [.sweep($0)] } ?? []))
    }

    /// Mutes what a query holds for: what is here leaves the inbox, what comes stays out of it.
    public mutating func mute(_ mute: Mute, policy: inout DeliveryPolicy, context: QueryContext)
        -> TriageAction
    {
        let order = StandingOrder.mute(mute)
        var actions = [TriageAction.order(before: policy.order(order.id), after: order)]
        policy.set(order, for: order.id)
        actions += keepOut(mute, context)
        return .several(actions)
    }

    /// Gives, changes or takes back a rule of the program's own. It counts for what comes from now on; what it has
    /// hidden comes back with its end.
    public mutating func setRule(
        _ rule: Rule?, named name: String, policy: inout DeliveryPolicy
    ) -> TriageAction? {
        let before = policy.order("rule:\(name)")
        let after = rule.map(StandingOrder.rule)
        guard before != after else { return nil }
        policy.set(after, for: "rule:\(name)")
        let action = TriageAction.order(before: before, after: after)
        guard case .rule(let rule)? = before, rule.change.show == false else { return action }
        let released = release(rule.query, policy, context)
        return released.isEmpty ? action : .several([action] + released)
    }

    private mutating func keepOut(_ mute: Mute, _ context: QueryContext) -> [TriageAction] {
        let covered = records.slots.filter {
            mute.covers(records[$0].notification, records[$0].marks, context)
        }
        let here = mark(covered, .muted, true).map(TriageAction.mark)
        let beyond = sweep(.muted, true, .covered(mute), context).map(TriageAction.sweep)
        return [here, beyond].compactMap { $0 }
    }

    /// What a query holds for comes back unless something else keeps it out.
    private mutating func release(
        _ query: Query, _ policy: DeliveryPolicy, _ context: QueryContext
    ) -> [TriageAction] {
        let shown = records.slots.filter { slot in
            let record = records[slot]
            return record.marks.contains(.muted)
                && query.matches(record.notification, record.marks, context)
                && policy.decide(record.notification, record.marks, context).delivery.isShown
        }
        let here = mark(shown, .muted, false).map(TriageAction.mark)
        let beyond = sweep(.muted, false, .released(query, policy), context).map(TriageAction.sweep)
        return [here, beyond].compactMap { $0 }
    }

    /// Turns do-not-disturb on until then.
    public mutating func silence(_ until: Until, policy: inout DeliveryPolicy) -> TriageAction {
        let order = StandingOrder.silence(until)
        let before = policy.order(order.id)
        policy.set(order, for: order.id)
        return .order(before: before, after: order)
    }

    /// Ends orders: by hand, because their time has come (`DeliveryPolicy.ended(at:)`), or because of what
    /// arrived (`ended(by:)`). Snoozed entries come back as they were; muted ones come back unless another
    /// mute or rule still keeps them out.
    /// - Returns: the action that was done; nil where there was nothing to end.
    public mutating func end(
        _ orders: [StandingOrder], policy: inout DeliveryPolicy, context: QueryContext
    ) -> TriageAction? {
        var actions: [TriageAction] = []
        for order in orders where policy.order(order.id) == order {
            policy.set(nil, for: order.id)
            actions.append(.order(before: order, after: nil))
            let ids: [String]
            switch order {
            case .rule, .silence: ids = []
            case .snooze(let snooze): ids = snooze.entries
            case .mute:
                ids = records.slots.filter { slot in
                    let record = records[slot]
                    return record.marks.contains(.muted)
                        && policy.decide(record.notification, record.marks, context).delivery.isShown
                }.map { records[$0].notification.id }
            }
            let mark: Marks = if case .snooze = order { .snoozed } else { .muted }
            if let change = self.mark(ids, mark, false) { actions.append(.mark(change)) }
            let beyond: Sweep.Selection
            switch order {
            case .rule, .silence: continue
            case .mute(let mute): beyond = .released(mute.query, policy)
            case .snooze(let snooze):
                if let id = snooze.sweep {
                    actions.append(
                        .sweep(
                            Sweep(
                                id: id, mark: .snoozed, isSet: false, selection: .before, context: context)))
                }
                let missing = ids.filter { entry($0) == nil }
                if missing.isEmpty { continue }
                beyond = .entries(missing)
            }
            if let sweep = sweep(mark, false, beyond, context) { actions.append(.sweep(sweep)) }
        }
        return actions.isEmpty ? nil : .several(actions)
    }
}
