import Feed
import Screen

extension Model {
    mutating func search(_ text: String) -> [Effect] {
        let last = text.isEmpty ? histories["search"]?.last : nil
        let state = SearchState(line: InputLine(last ?? text), isRecalled: last != nil)
        push(.search(state))
        return look(state)
    }

    mutating func pressedInSearch(_ key: KeyPress, _ state: SearchState) -> [Effect] {
        var state = state
        if state.isRecalled, case .character = key { state.line = InputLine() }
        state.isRecalled = false
        switch key {
        case .pageDown: state.index = min(state.index + 10, max(0, state.hits.count - 1))
        case .pageUp: state.index = max(0, state.index - 10)
        default:
            switch state.line.pressed(key, multiline: false) {
            case .edited: return look(state)
            case .next, .complete: state.index = min(state.index + 1, max(0, state.hits.count - 1))
            case .previous: state.index = max(0, state.index - 1)
            case .cancelled:
                pop()
                return []
            case .submitted: return open(state)
            case .moved, .editor, .unused: break
            }
        }
        replace(.search(state))
        return []
    }

    /// Looks in memory and asks the store.
    mutating func look(_ state: SearchState) -> [Effect] {
        var state = state
        let text = state.line.text.trimmed
        state.index = 0
        state.error = nil
        state.hits = []
        state.isAsking = false
        defer { replace(.search(state)) }
        guard !text.isEmpty else { return [] }
        do throws(QueryError) {
            let query = try Query(text, kinds: preferences.catalogue.queryKinds)
            state.hits = timeline.search(query, limit: SearchState.limit).map {
                .init(notification: $0, marks: $1)
            }
            state.isAsking = preferences.hasStore
            return preferences.hasStore ? [.search(query)] : []
        } catch {
            state.error = error.description
            return []
        }
    }

    /// What the store found joins what was found in memory.
    mutating func found(_ text: String, _ entries: [(notification: Feed.Notification, marks: Marks)]) {
        // It may come when a hit is open already.
        let place = stack.lastIndex { if case .search = $0 { true } else { false } }
        guard let place, case .search(var state) = stack[place], state.line.text.trimmed == text else {
            return
        }
        let selected = state.selected
        var known = Set(state.hits.map(\.notification.id))
        for entry in entries where known.insert(entry.notification.id).inserted {
            // What is in memory has the newer marks.
            let marks = timeline.entry(entry.notification.id)?.marks ?? entry.marks
            state.hits.append(.init(notification: entry.notification, marks: marks))
        }
        state.hits.sort { $0.notification.occurredAt > $1.notification.occurredAt }
        state.hits = Array(state.hits.prefix(SearchState.limit))
        state.index = selected.flatMap { id in state.hits.firstIndex { $0.notification.id == id } } ?? 0
        state.isAsking = false
        stack[place] = .search(state)
    }

    /// Opens what is under the cursor; leaving it comes back to what was found.
    mutating func open(_ state: SearchState) -> [Effect] {
        guard state.hits.indices.contains(state.index) else {
            if let error = state.error { complain(error) } else { status = "nothing was found" }
            return []
        }
        let hit = state.hits[state.index]
        var lines = (histories["search"] ?? []).filter { $0 != state.line.text }
        lines.append(state.line.text)
        histories["search"] = Array(lines.suffix(100))
        var effects: [Effect] = [.keepHistory("search", histories["search"] ?? [])]
        timeline.load(hit.notification, marks: hit.marks)
        let screens = stack
        effects += reveal(hit.notification.id)
        // The list now shows it; the search stays under the detail.
        stack = screens
        if let row = row(ofEntry: hit.notification.id) { effects += open(row) }
        return effects
    }
}
