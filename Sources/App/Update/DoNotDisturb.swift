import Feed

/// Do not disturb: on until a time, a condition or another word, with what may pass.
extension Model {
    /// Asks until when, or takes what was typed; where it is on, it is taken back, as by `off`.
    mutating func doNotDisturb(_ argument: String) -> [Effect] {
        let isOn = policy.silence != nil
        switch argument.lowercased().trimmed {
        case "off", "": if isOn { return disturbAgain() }
        default: return silence(untilText: argument)
        }
        guard argument.isEmpty else {
            status = "do not disturb is off"
            return []
        }
        var items = times(MenuState.Choice.silence)
        items.append(.init(key: "0", label: "until you take it back", choice: .silence(.forever)))
        items.append(
            .init(key: "t", label: "another time or condition (2h, fri, from:ana)", choice: .typeSilence))
        push(.menu(MenuState(title: "Do not disturb (\(passWords))", items: items)))
        return []
    }

    mutating func silence(untilText text: String) -> [Effect] {
        do throws(QueryError) {
            return silence(
                try Until(text, context: timeline.context, kinds: preferences.catalogue.queryKinds))
        } catch {
            complain(error.description)
            return []
        }
    }

    mutating func silence(_ until: Until) -> [Effect] {
        let label = "do not disturb \(words(until))"
        status = "\(label): \(passWords); \(self.label(.undo)) takes it back"
        toasts = []
        return record(timeline.silence(until, policy: &policy), label)
    }

    private mutating func disturbAgain() -> [Effect] {
        // What the configuration starts with holds for a run alone: it is no step of undo.
        policy.doNotDisturb = nil
        status = "do not disturb is off"
        guard let order = policy.order(StandingOrder.silenceID),
            let action = timeline.end([order], policy: &policy, context: timeline.context)
        else { return [] }
        return record(action, "do not disturb off")
    }

    /// `only mention:me passes`, `nothing passes`.
    private var passWords: String { policy.passes.map { "only \($0.text) passes" } ?? "nothing passes" }

    /// What the status line says while it is on; nil while it is off.
    var silenceSentence: String? {
        policy.silence.map { "do not disturb \(words($0)): \(passWords); \(label(.doNotDisturb)) ends it" }
    }
}
