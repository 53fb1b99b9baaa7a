/// Everything that decides what becomes of an entry: the configuration's rules, the user's standing orders,
/// quiet hours and do-not-disturb. Later rules overrule earlier ones; those of the program come after the
/// configuration's; mutes come after rules; silence comes last.
public struct DeliveryPolicy: Equatable, Sendable {
    /// The rules of the configuration, in its order.
    public var rules: [Rule]
    /// Priorities of kinds that `[[event]]` maps.
    public var priorities: [EventKind: Priority]
    /// When nothing disturbs.
    public var quietHours: [QuietHours]
    /// What the configuration says of do-not-disturb: nothing disturbs until then; nil when it is off.
    public var doNotDisturb: Until?
    /// What may pass quiet hours and do-not-disturb; nil lets nothing pass.
    public var passes: Query?
    /// Mutes, snoozes and rules made in the program, in the order they were made.
    public private(set) var orders: [StandingOrder] = []

    private static let standard: [Reason] = [.standard]
    private static let mention: [Reason] = [.standard, .addressedToMe]

    /// A policy of these parts; with none of them the kinds decide.
    public init(
        rules: [Rule] = [], priorities: [EventKind: Priority] = [:], quietHours: [QuietHours] = [],
        doNotDisturb: Until? = nil, passes: Query? = nil, orders: [StandingOrder] = []
    ) {
        self.rules = rules
        self.priorities = priorities
        self.quietHours = quietHours
        self.doNotDisturb = doNotDisturb
        self.passes = passes
        for order in orders { set(order, for: order.id) }
    }

    /// The policy with these orders in the place of its own.
    public func adding(_ orders: [StandingOrder]) -> DeliveryPolicy {
        DeliveryPolicy(
            rules: rules, priorities: priorities, quietHours: quietHours, doNotDisturb: doNotDisturb,
            passes: passes, orders: orders)
    }

    /// An order by its id.
    public func order(_ id: String) -> StandingOrder? { orders.first { $0.id == id } }

    /// Puts an order in the place of the one with that id; nil takes it away.
    mutating func set(_ order: StandingOrder?, for id: String) {
        let place = orders.firstIndex { $0.id == id }
        switch (place, order) {
        case (let place?, let order?): orders[place] = order
        case (let place?, nil): orders.remove(at: place)
        case (nil, let order?): orders.append(order)
        case (nil, nil): break
        }
    }

    /// Whether a rule has a say in what the title counts.
    public var hasRulesOfTitle: Bool {
        rules.contains { $0.change.title != nil }
            || orders.contains { if case .rule(let rule) = $0 { rule.change.title != nil } else { false } }
    }

    /// What becomes of an entry by all that holds now, as at the moment it came: its hour may have been a quiet one,
    /// and nothing had marked it.
    public func explain(_ notification: Notification, _ context: QueryContext) -> Decision {
        var context = context
        context.now = notification.receivedAt
        return decide(notification, [], context)
    }

    /// What becomes of an entry, and why.
    public func decide(_ notification: Notification, _ marks: Marks, _ context: QueryContext) -> Decision {
        let priority: Priority =
            notification.addressedToMe ? .high : priorities[notification.kind] ?? .normal
        var decision = Decision(
            delivery: Delivery(priority: priority),
            reasons: notification.addressedToMe ? Self.mention : Self.standard
        )
        applyRules(notification, marks, context, &decision)
        // What ends a mute may have been asleep when its time came.
        for case .mute(let mute) in orders
        where !mute.until.hasEnded(at: context.now) && mute.covers(notification, marks, context) {
            decision.delivery.isShown = false
            decision.reasons.append(.mute(mute.query.text))
        }
        if !decision.delivery.isShown {
            decision.delivery.title = false
            decision.delivery.silence()
        }
        if notification.mine {
            decision.delivery.silence()
            decision.reasons.append(.own)
        } else if EventCatalogue.isEdit(notification.kind) {
            decision.delivery.silence()
            decision.reasons.append(.edit)
        }
        applySilence(notification, marks, context, &decision)
        return decision
    }

    private func applyRules(
        _ notification: Notification, _ marks: Marks, _ context: QueryContext, _ decision: inout Decision
    ) {
        guard !rules.isEmpty || !orders.isEmpty else { return }
        func apply(_ rule: Rule) -> Bool {
            guard rule.query.matches(notification, marks, context) else { return false }
            rule.change.apply(to: &decision.delivery)
            if decision.reasons.first == .standard { decision.reasons.removeFirst() }
            decision.reasons.append(.rule(rule.name))
            return rule.isLast
        }
        for rule in rules where apply(rule) { return }
        for case .rule(let rule) in orders where apply(rule) { return }
    }

    private func applySilence(
        _ notification: Notification, _ marks: Marks, _ context: QueryContext, _ decision: inout Decision
    ) {
        let isQuiet = quietHours.contains {
            $0.contains(context.now, secondsFromUTC: context.secondsFromUTC)
        }
        let isOff = silence.map { !$0.hasEnded(at: context.now) } ?? false
        guard isQuiet || isOff else { return }
        if let passes, passes.matches(notification, marks, context) {
            decision.reasons.append(.passes)
            return
        }
        decision.delivery.silence()
        decision.reasons.append(isOff ? .doNotDisturb : .quietHours)
    }

    /// Until when do-not-disturb is on, by an order or by the configuration; nil when it is off.
    public var silence: Until? {
        if case .silence(let until)? = order(StandingOrder.silenceID) { return until }
        return doNotDisturb
    }

    /// Takes over orders that another screen has given or taken back.
    public mutating func apply(_ orders: [OrderChange]) {
        for change in orders { set(change.order, for: change.id) }
    }

    /// The orders whose time has come.
    public func ended(at now: Timestamp) -> [StandingOrder] {
        orders.filter { $0.until?.hasEnded(at: now) ?? false }
    }

    /// The orders that waited for this entry.
    public func ended(by notification: Notification, _ context: QueryContext) -> [StandingOrder] {
        orders.filter { $0.until?.isEnded(by: notification, context) ?? false }
    }

    /// The next time at which an order ends, for the program's timer.
    public var nextEnd: Timestamp? {
        (orders.compactMap { $0.until?.time } + [doNotDisturb?.time].compactMap { $0 }).min()
    }
}
