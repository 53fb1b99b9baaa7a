import Feed
import Screen

extension Painter {
    mutating func why(_ state: WhyState) {
        show(model.whyText(state, in: document(layout.body)), from: state.scroll, in: layout.body)
    }
}

extension Model {
    /// What decided about an entry, and what it led to.
    func whyText(_ state: WhyState, in document: Document) -> Document {
        var document = document
        guard let (entry, marks) = timeline.entry(state.entry) else { return document }
        let decision = decision(on: entry)
        document.add("Why did I get this", Style(.heading))
        document.add(entry.text)
        document.heading("What decided")
        // What is for me is told of for that, and not for its kind.
        let reasons = decision.reasons.filter { $0 != .standard || !entry.addressedToMe }
        for reason in reasons { document.add("- \(sentence(reason))") }
        for until in snoozes(of: entry.id) { document.add("- you put it off \(words(until))") }
        document.heading("What it does")
        let delivery = decision.delivery
        document.fact(
            "inbox",
            marks.contains(.muted)
                ? "kept out; the tab of all has it"
                : marks.isInInbox ? "shown and counted" : "put off or done; the tab of all has it", column: 14
        )
        for (name, isOn) in [
            ("toast", delivery.toast), ("bell", delivery.bell), ("notification", delivery.notification),
            ("hook", delivery.hook), ("title", delivery.title),
        ] { document.fact(name, isOn ? "yes" : "no", column: 14) }
        document.fact("priority", delivery.priority.rawValue, column: 14)
        others(of: entry, decision, &document)
        document.gap()
        document.add(
            "\(label(.mute)) mutes, \(label(.unsubscribe)) leaves the conversation, \(label(.delivery)) changes what its kind does.",
            Style(.weak))
        return document
    }

    /// The other events of the row about which something else decided.
    private func others(of entry: Feed.Notification, _ decision: Decision, _ document: inout Document) {
        guard let row = row(ofEntry: entry.id) else { return }
        let others = row.entries.prefix(500).lazy.map(\.notification).filter { $0.id != entry.id }
            .map { (text: $0.text, reasons: self.decision(on: $0).reasons) }
            .filter { $0.reasons != decision.reasons }.prefix(20)
        guard !others.isEmpty else { return }
        document.heading("Otherwise in this row")
        for other in others {
            document.add(other.text)
            for reason in other.reasons { document.add("- \(sentence(reason))") }
        }
    }

    /// Until when an entry was put off.
    private func snoozes(of id: String) -> [Until] {
        policy.orders.compactMap {
            if case .snooze(let snooze) = $0, snooze.entries.contains(id) { snooze.until } else { nil }
        }
    }

    /// What the rules decide, less what a burst has held back.
    private func decision(on entry: Feed.Notification) -> Decision {
        var decision = policy(of: entry).explain(entry, timeline.context)
        guard heldInBursts.contains(entry.id) else { return decision }
        decision.reasons.append(.burst)
        decision.delivery.toast = false
        decision.delivery.bell = false
        decision.delivery.notification = false
        return decision
    }

    /// What held when an entry came: do-not-disturb doesn't for what came before it was turned on.
    private func policy(of entry: Feed.Notification) -> DeliveryPolicy {
        let given = journal.entries.last { step in
            step.action.orders.contains { $0.id == StandingOrder.silenceID && $0.order != nil }
        }
        guard policy.order(StandingOrder.silenceID) != nil, let given, entry.receivedAt < given.at else {
            return policy
        }
        var before = policy
        before.apply([OrderChange(StandingOrder.silenceID, nil)])
        return before
    }

    private func sentence(_ reason: Reason) -> String {
        switch reason {
        case .standard: "no rule holds for it: its kind decides"
        case .rule(let name): "the rule \"\(name)\" holds"
        case .addressedToMe: "it is addressed to you"
        case .own: "you did it yourself"
        case .edit: "it only changes what is known already"
        case .mute(let text): "you muted \(text)"
        case .quietHours: "it came in a quiet hour"
        case .doNotDisturb: "do not disturb is on"
        case .passes: "it may pass quiet hours"
        case .burst: "it came with so many that one notice told of all"
        }
    }
}
