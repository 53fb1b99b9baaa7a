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
        let decision = decision(on: entry, marks)
        document.add("Why did I get this", Style(.heading))
        document.add(entry.text)
        document.heading("What decided")
        // What is for me is told of for that, and not for its kind.
        let reasons = decision.reasons.filter { $0 != .standard || !entry.addressedToMe }
        for reason in reasons { document.add("- \(sentence(reason))") }
        document.heading("What it does")
        let delivery = decision.delivery
        document.fact(
            "inbox", delivery.isShown ? "shown and counted" : "kept out; the tab of all has it", column: 14)
        for (name, isOn) in [
            ("toast", delivery.toast), ("bell", delivery.bell), ("notification", delivery.notification),
            ("hook", delivery.hook), ("title", delivery.title),
        ] { document.fact(name, isOn ? "yes" : "no", column: 14) }
        document.fact("priority", delivery.priority.rawValue, column: 14)
        document.gap()
        document.add(
            "\(label(.mute)) mutes, \(label(.unsubscribe)) leaves the conversation, \(label(.delivery)) changes what its kind does.",
            Style(.weak))
        return document
    }

    /// What the rules decide, less what a burst has held back.
    private func decision(on entry: Feed.Notification, _ marks: Marks) -> Decision {
        var decision = policy.decide(entry, marks, timeline.context)
        guard heldInBursts.contains(entry.id) else { return decision }
        decision.reasons.append(.burst)
        decision.delivery.toast = false
        decision.delivery.bell = false
        decision.delivery.notification = false
        return decision
    }

    private func sentence(_ reason: Reason) -> String {
        switch reason {
        case .standard: "no rule holds for it: its kind decides"
        case .rule(let name): "the rule \"\(name)\" holds"
        case .addressedToMe: "it is addressed to you"
        case .own: "you did it yourself"
        case .edit: "it only changes what is known already"
        case .mute(let text): "you muted \(text)"
        case .quietHours: "it is a quiet hour"
        case .doNotDisturb: "do not disturb is on"
        case .passes: "it may pass quiet hours"
        case .burst: "it came with so many that one notice told of all"
        }
    }
}
