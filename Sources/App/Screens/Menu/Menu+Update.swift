import Feed
import Screen

extension Model {
    mutating func pressedInMenu(_ key: KeyPress, _ state: MenuState) -> [Effect] {
        var state = state
        switch key {
        case .enter, .control("j"):
            guard state.items.indices.contains(state.index) else { return [] }
            pop()
            return choose(state.items[state.index].choice, state)
        case .down, .control("n"), .tab: state.index = (state.index + 1) % max(1, state.items.count)
        case .up, .control("p"):
            state.index = (state.index + max(1, state.items.count) - 1) % max(1, state.items.count)
        case .escape, .control("c"), .control("g"), .character("q"):
            pop()
            return []
        case .character(let character):
            if let item = state.items.first(where: { $0.key == character }) {
                pop()
                return choose(item.choice, state)
            }
            // The list's own keys move in menus too, where no choice has them.
            if key == .character("j") {
                state.index = (state.index + 1) % max(1, state.items.count)
            } else if key == .character("k") {
                state.index = (state.index + max(1, state.items.count) - 1) % max(1, state.items.count)
            }
        default: break
        }
        replace(.menu(state))
        return []
    }

    private mutating func choose(_ choice: MenuState.Choice, _ state: MenuState) -> [Effect] {
        switch choice {
        case .snooze(let until): return snooze(state.entries, until: until)
        case .typeMoment:
            push(.prompt(PromptState(kind: .moment(entries: state.entries))))
            return []
        case .mute(let mute): return self.mute(mute)
        case .silence(let until): return silence(until)
        case .typeSilence:
            push(.prompt(PromptState(kind: .silence)))
            return []
        case .unmute(let orders): return end(orders)
        case .status(let status):
            return withTask { model, task, key in model.act(.status(status), task: task, key: key) }
        }
    }

    // MARK: Status

    /// The application's own words for statuses, as the newest events have them.
    private mutating func learnStatuses() {
        for notification in timeline.newest(500) {
            if let status = EventCatalogue.statusIdentifier(of: notification) { learn(status: status) }
        }
    }

    mutating func changeStatus(_ argument: String) -> [Effect] {
        withTask { model, task, key in
            model.learnStatuses()
            let known = model.preferences.statuses + model.statuses
            guard argument.isEmpty else {
                let wanted = argument.lowercased().replacing(" ", with: "_").replacing("-", with: "_")
                let status = known.first { $0 == wanted } ?? known.first { $0.hasPrefix(wanted) }
                guard let status else {
                    model.status = "the statuses are \(known.joined(separator: ", "))"
                    return []
                }
                return model.act(.status(status), task: task, key: key)
            }
            let current =
                model.task?.id == task ? model.task?.with(model.pending, me: model.myName).status : nil
            let items = known.prefix(9).enumerated().map { index, status in
                MenuState.Item(
                    key: Character(String(index + 1)),
                    label: Self.words(status) + (status == current ? " (now)" : ""), choice: .status(status))
            }
            let index = current.flatMap { known.firstIndex(of: $0) } ?? 0
            model.push(
                .menu(
                    MenuState(
                        title: "\(key): status", items: items, index: min(index, max(0, items.count - 1)))))
            return []
        }
    }
}
