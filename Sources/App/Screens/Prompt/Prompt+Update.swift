import Feed
import Screen

extension Model {
    mutating func pressedInPrompt(_ key: KeyPress, _ state: PromptState) -> [Effect] {
        var state = state
        let outcome = state.line.pressed(key, multiline: state.kind.isMultiline)
        switch outcome {
        case .edited:
            state.recalled = nil
            replace(.prompt(state))
            return typed(state)
        case .moved, .unused:
            replace(.prompt(state))
            return []
        case .cancelled: return leave(state)
        case .submitted: return submit(state)
        case .editor:
            replace(.prompt(state))
            return [.edit(state.line.text)]
        case .previous, .next:
            recall(outcome == .previous ? 1 : -1, &state)
            replace(.prompt(state))
            return typed(state)
        case .complete:
            complete(&state)
            replace(.prompt(state))
            return typed(state)
        }
    }

    /// The line has changed: what is wrong with it, what it could become, and who should know.
    mutating func typed(_ state: PromptState) -> [Effect] {
        var state = state
        var effects: [Effect] = []
        state.error = nil
        state.completions = []
        switch state.kind {
        case .reply(let task, _):
            effects.append(.typing(task: task))
            // A draft survives whatever ends the program, at the price of a write every two seconds.
            if now.milliseconds - state.keptAt >= PromptState.draftPause {
                state.keptAt = now.milliseconds
                effects += keepDraft(task, state.line.text)
            }
        case .filter: state.error = queryError(state.line.text)
        case .command:
            state.completions = Array(CommandLineReader(self).completions(of: state.line.text).prefix(30))
        case .moment, .silence: break
        }
        replace(.prompt(state))
        return effects
    }

    private func queryError(_ text: String) -> String? {
        do throws(QueryError) {
            _ = try Query(text, kinds: preferences.catalogue.queryKinds)
            return nil
        } catch { return error.description }
    }

    private mutating func leave(_ state: PromptState) -> [Effect] {
        pop()
        guard case .reply(let task, let key) = state.kind else { return [] }
        let text = state.line.text
        if !text.trimmed.isEmpty {
            status = "your comment on \(key) is kept; \(label(.reply)) goes on with it"
        }
        return keepDraft(task, text)
    }

    /// When a draft that was typed on is to be kept; nil when it is.
    var draftDeadline: Timestamp? {
        guard case .prompt(let state) = screen, case .reply(let task, _) = state.kind,
            (drafts[task] ?? "") != state.line.text, !state.line.text.trimmed.isEmpty
        else { return nil }
        return Timestamp(milliseconds: state.keptAt + PromptState.draftPause)
    }

    /// What was typed last is kept although nothing is typed any more.
    mutating func keepDraftInTime() -> [Effect] {
        guard let due = draftDeadline, due <= now else { return [] }
        return keepWhatIsWritten()
    }

    /// The draft as it stands.
    mutating func keepWhatIsWritten() -> [Effect] {
        guard case .prompt(var state) = screen, case .reply(let task, _) = state.kind else { return [] }
        state.keptAt = now.milliseconds
        replace(.prompt(state))
        return keepDraft(task, state.line.text)
    }

    private mutating func keepDraft(_ task: String, _ text: String) -> [Effect] {
        let draft = text.trimmed.isEmpty ? nil : text
        guard drafts[task] != draft else { return [] }
        drafts[task] = draft
        return [.keepDraft(task: task, draft)]
    }

    private mutating func submit(_ state: PromptState) -> [Effect] {
        let text = state.line.text
        switch state.kind {
        case .reply(let task, let key):
            guard !text.trimmed.isEmpty else { return leave(state) }
            pop()
            return keepDraft(task, "") + act(.comment(text), task: task, key: key)
        case .filter:
            if let error = queryError(text) {
                status = error
                return []
            }
            pop()
            return remember(text, in: "filter") + filter(text, isAsked: false)
        case .command:
            pop()
            guard !text.trimmed.isEmpty else { return [] }
            return remember(text, in: "command") + run(text)
        case .moment(let entries):
            pop()
            return snooze(entries, untilText: text)
        case .silence:
            pop()
            return silence(untilText: text)
        }
    }

    // MARK: History

    private mutating func remember(_ text: String, in name: String) -> [Effect] {
        guard !text.trimmed.isEmpty else { return [] }
        var lines = histories[name] ?? []
        lines.removeAll { $0 == text }
        lines.append(text)
        if lines.count > 100 { lines.removeFirst() }
        histories[name] = lines
        return [.keepHistory(name, lines)]
    }

    private func recall(_ step: Int, _ state: inout PromptState) {
        guard let name = state.kind.history, let lines = histories[name], !lines.isEmpty else { return }
        let position = (state.recalled ?? 0) + step
        if state.recalled == nil || state.recalled == 0 { state.unsent = state.line.text }
        guard position >= 0, position <= lines.count else { return }
        state.recalled = position
        state.line = InputLine(position == 0 ? state.unsent : lines[lines.count - position])
    }

    /// The part that all completions share, else the first of them.
    private func complete(_ state: inout PromptState) {
        let completions = CommandLineReader(self).completions(of: state.line.text)
        guard case .command = state.kind, let first = completions.first else { return }
        let shared = completions.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
        state.line = InputLine(shared.count > state.line.text.count ? shared : first)
    }

    // MARK: Reply

    mutating func reply(_ text: String) -> [Effect] {
        withTask { model, task, key in
            guard text.isEmpty else { return model.act(.comment(text), task: task, key: key) }
            let draft = model.drafts[task] ?? ""
            // Without a line to type in, what is kept is sent as it is.
            if model.preferences.readsOut {
                guard !draft.isEmpty else {
                    model.status = "there is no comment to send; type it behind the number"
                    return []
                }
                return model.keepDraft(task, "") + model.act(.comment(draft), task: task, key: key)
            }
            model.push(.prompt(PromptState(kind: .reply(task: task, key: key), line: InputLine(draft))))
            return []
        }
    }

    /// What `$EDITOR` made of the text.
    mutating func edited(_ text: String?) {
        guard case .prompt(var state) = screen else { return }
        guard let text else {
            status = "the editor was left without a change"
            return
        }
        // Editors end a file with a line end.
        let body = text.last?.isNewline == true ? String(text.dropLast()) : text
        state.line = InputLine()
        state.line.paste(body, multiline: state.kind.isMultiline)
        replace(.prompt(state))
        _ = typed(state)
    }

    // MARK: Filter

    var filterText: String? { timeline.scope.filter?.text }

    mutating func filter(_ text: String, isAsked: Bool) -> [Effect] {
        if isAsked {
            push(.prompt(PromptState(kind: .filter, line: InputLine(filterText ?? ""))))
            return []
        }
        guard !text.trimmed.isEmpty else {
            clearFilter()
            return []
        }
        do throws(QueryError) {
            show(filter: try Query(text, kinds: preferences.catalogue.queryKinds))
        } catch { complain(error.description) }
        return []
    }

    mutating func clearFilter() {
        if filterText != nil { show(filter: nil) }
    }
}

extension String {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
