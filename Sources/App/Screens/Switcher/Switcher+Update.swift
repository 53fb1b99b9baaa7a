import Feed
import Screen

extension Model {
    /// Entries that are looked through for tasks and people: what is older is found by searching.
    private static let switcherReach = 2000

    mutating func openSwitcher() {
        var items: [SwitcherState.Item] = [.init(label: "all projects", kind: "", destination: .all)]
        for (index, project) in projects.enumerated() {
            let label = "\(project.key)  \(project.name)"
            items.append(
                .init(label: label, kind: index < 9 ? "\(index + 1)" : "", destination: .project(project.id)))
        }
        var tasks: Set<String> = []
        var people: Set<String> = []
        var persons: [SwitcherState.Item] = []
        for notification in timeline.newest(Self.switcherReach) {
            if let task = notification.task, tasks.insert(task.id).inserted {
                let label = [task.key ?? "task \(task.id)", task.title].compactMap { $0 }.joined(
                    separator: "  ")
                items.append(.init(label: label, kind: "task", destination: .task(entry: notification.id)))
            }
            if let actor = notification.actor, people.insert(actor.name).inserted {
                persons.append(.init(label: actor.name, kind: "person", destination: .person(actor.name)))
            }
        }
        push(.switcher(SwitcherState(items: items + persons + profileItems)))
    }

    /// The profiles that aren't in view.
    private var profileItems: [SwitcherState.Item] {
        let names: [String?] = preferences.profiles.isEmpty ? [] : [nil] + preferences.profiles
        return names.filter { $0 != preferences.profile }.map { name in
            .init(label: name ?? "default", kind: "profile", destination: .profile(name))
        }
    }

    mutating func pressedInSwitcher(_ key: KeyPress, _ state: SwitcherState) -> [Effect] {
        var state = state
        let count = max(1, state.matches.count)
        switch state.line.pressed(key, multiline: false) {
        case .edited: state.index = 0
        case .next, .complete: state.index = (state.index + 1) % count
        case .previous: state.index = (state.index + count - 1) % count
        case .cancelled:
            pop()
            return []
        case .submitted:
            pop()
            guard state.matches.indices.contains(state.index) else {
                status = "nothing is called \(state.line.text)"
                return []
            }
            return go(to: state.matches[state.index].destination)
        case .moved, .editor, .unused: break
        }
        replace(.switcher(state))
        return []
    }

    private mutating func go(to destination: SwitcherState.Destination) -> [Effect] {
        switch destination {
        case .all: return view(project: nil)
        case .project(let id): return view(project: id)
        case .task(let entry):
            let effects = reveal(entry)
            return effects + (row(ofEntry: entry).map { open($0) } ?? [])
        case .person(let name):
            stack = []
            show(filter: Query(field: "from", value: name))
            return []
        case .profile(let name): return [.openProfile(name)]
        }
    }
}
