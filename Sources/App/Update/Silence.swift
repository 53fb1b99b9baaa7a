import Feed
import Screen

/// Putting off, muting and rules: what is to be quiet, and until when.
extension Model {
    // MARK: Snooze

    /// Asks until when, or takes what was typed. What is put off comes back.
    mutating func snooze(count: Int, until text: String) -> [Effect] {
        let rows = targets(count: count)
        guard let first = rows.first else {
            status = "nothing is selected"
            return []
        }
        let entries = rows.flatMap(\.entryIDs)
        if text.isEmpty, rows.allSatisfy(\.isSnoozed) { return wake(entries) }
        guard text.isEmpty else { return snooze(entries, untilText: text) }
        push(.menu(snoozeMenu(first, entries, count: rows.count)))
        return []
    }

    mutating func snooze(_ entries: [String], untilText text: String) -> [Effect] {
        // What ends it happens to the rows' task, where they have one.
        let tasks = Set(entries.map { timeline.entry($0)?.notification.task })
        let task = tasks.count == 1 ? tasks.first?.flatMap { $0 } : nil
        do throws(QueryError) {
            return snooze(entries, until: try until(text, task: task))
        } catch {
            complain(error.description)
            return []
        }
    }

    /// A time or a condition as it was typed.
    private func until(_ text: String, task: TaskReference?) throws(QueryError) -> Until {
        try Until(
            text, context: timeline.context, task: task.map { $0.key ?? $0.id },
            kinds: preferences.catalogue.queryKinds)
    }

    mutating func snooze(_ entries: [String], until: Until) -> [Effect] {
        let rows = entries.compactMap { row(ofEntry: $0) }
        guard let action = timeline.snooze(entries, until: until, policy: &policy) else { return [] }
        let label = "snoozed \(words(until))"
        status = "\(label); \(self.label(.undo)) takes it back"
        settle(after: rows)
        return record(action, label)
    }

    /// What was put off comes back now.
    private mutating func wake(_ entries: [String]) -> [Effect] {
        let ids = Set(entries)
        let orders = policy.orders.filter {
            if case .snooze(let snooze) = $0 { return snooze.entries.contains(where: ids.contains) }
            return false
        }
        return end(orders)
    }

    /// The times that a menu offers.
    func times(_ choice: (Until) -> MenuState.Choice) -> [MenuState.Item] {
        let times: [(Character, String, String)] = [
            ("1", "for an hour", "1h"), ("2", "for three hours", "3h"), ("3", "until 18:00", "18:00"),
            ("4", "until tomorrow, 9:00", "tomorrow"), ("5", "until Monday, 9:00", "monday"),
        ]
        return times.compactMap { key, label, text in
            (try? Until(text, context: timeline.context)).map {
                .init(key: key, label: label, choice: choice($0))
            }
        }
    }

    private func snoozeMenu(_ row: Row, _ entries: [String], count: Int) -> MenuState {
        var items = times(MenuState.Choice.snooze)
        func add(_ key: Character, _ label: String, _ text: String) {
            guard let until = try? Until(text, context: timeline.context) else { return }
            items.append(.init(key: key, label: label, choice: .snooze(until)))
        }
        if let task = row.newest.task {
            let name = task.key ?? taskName(task.id)
            add("6", "until somebody writes in \(name)", "task:\(Self.quoted(task.id)) kind:comment,reply")
            add("7", "until \(name) is done", "task:\(Self.quoted(task.id)) status:done")
        }
        if row.newest.kind == .quota { add("8", "until a quota passes 90%", "quota:90") }
        items.append(
            .init(key: "t", label: "another time or condition (2h, fri, from:ana)", choice: .typeMoment))
        return MenuState(title: count > 1 ? "Snooze \(count) rows" : "Snooze", items: items, entries: entries)
    }

    private static func quoted(_ id: String) -> String { "\"\(id.filter { $0 != "\"" && $0 != "\\" })\"" }

    /// `until 18:00`, `until from:ana`, `until it is taken back`.
    func words(_ until: Until) -> String {
        switch (until.time, until.condition) {
        case (let time?, nil): "until \(self.time(time))"
        case (nil, let condition?): "until \(condition.text)"
        case (let time?, let condition?): "until \(self.time(time)) or \(condition.text)"
        case (nil, nil): "until you take it back"
        }
    }

    // MARK: Mute

    /// Asks what to mute, or takes what was typed: `task 2h`, `person`, a query, or `off` to let it speak again.
    mutating func mute(_ argument: String) -> [Effect] {
        if argument == "off" { return end(target.map { mutes(of: $0) } ?? []) }
        let words = argument.split(separator: " ", maxSplits: 1).map(String.init)
        if let word = words.first, Self.muteWords.contains(word) {
            guard let query = muteQuery(word) else {
                status = target == nil ? "nothing is selected" : "this row has no \(word)"
                return []
            }
            return mute(
                query, untilText: words.count > 1 ? words[1] : "",
                task: word == "task" ? target?.newest.task : nil)
        }
        if !argument.isEmpty {
            let parts = argument.split(separator: " until ", maxSplits: 1).map(String.init)
            do throws(QueryError) {
                let query = try Query(parts[0], kinds: preferences.catalogue.queryKinds)
                return mute(query, untilText: parts.count > 1 ? parts[1] : "")
            } catch {
                complain(error.description)
                return []
            }
        }
        guard let row = target else {
            status = "nothing is selected"
            return []
        }
        push(.menu(muteMenu(row)))
        return []
    }

    /// What `mute` takes for a part of what is selected.
    private static let muteWords = ["task", "person", "project", "kind"]

    private mutating func mute(
        _ query: Query, untilText text: String, task: TaskReference? = nil
    ) -> [Effect] {
        do throws(QueryError) {
            return mute(Mute(query, until: try until(text, task: task)))
        } catch {
            complain(error.description)
            return []
        }
    }

    mutating func mute(_ mute: Mute) -> [Effect] {
        let rows = targets()
        let action = timeline.mute(mute, policy: &policy, context: timeline.context)
        let label = "muted \(mute.query.text) \(words(mute.until))"
        status = "\(label); \(self.label(.undo)) takes it back"
        settle(after: rows)
        return record(action, label)
    }

    /// A query for what is selected, by one of the words task, project, person and kind.
    private func muteQuery(_ word: String) -> Query? {
        guard let entry = target?.newest else { return nil }
        switch word {
        case "task": return entry.task.map { Query(field: "task", value: $0.key ?? $0.id) }
        case "project":
            return entry.project.map { Query(field: "project", value: project($0)?.key ?? $0) }
        case "person": return entry.actor.map { Query(field: "from", value: $0.name) }
        case "kind": return Query(field: "kind", value: entry.kind.rawValue)
        default: return nil
        }
    }

    /// The mutes that keep a row out.
    private func mutes(of row: Row) -> [StandingOrder] {
        policy.orders.filter {
            guard case .mute(let mute) = $0 else { return false }
            return row.entries.contains { mute.covers($0.notification, $0.marks, timeline.context) }
        }
    }

    private func muteMenu(_ row: Row) -> MenuState {
        var items: [MenuState.Item] = []
        func add(_ key: Character, _ label: String, _ query: Query, _ end: String, _ task: TaskReference?) {
            guard let until = try? until(end, task: task) else { return }
            items.append(.init(key: key, label: label, choice: .mute(Mute(query, until: until))))
        }
        let muted = mutes(of: row)
        if !muted.isEmpty {
            let texts = muted.compactMap { if case .mute(let mute) = $0 { mute.query.text } else { nil } }
            items.append(
                .init(
                    key: "u", label: "let it speak again: \(texts.joined(separator: ", "))",
                    choice: .unmute(muted)))
        }
        for (key, word) in zip("tfpk", Self.muteWords) {
            guard let query = muteQuery(word) else { continue }
            items.append(.init(key: key, label: "the \(word): \(query.text)", choice: .mute(Mute(query))))
            if word == "task", let task = row.newest.task {
                add("d", "the task until tomorrow, 9:00", query, "tomorrow", task)
                add("s", "the task until it is done", query, "status:done", task)
                if let actor = row.newest.actor, !row.newest.mine {
                    let person = Query(field: "from", value: actor.name).text
                    add(
                        "a", "the task until \(actor.name) writes", query, "kind:comment,reply \(person)",
                        task)
                }
            }
            if word == "kind", row.newest.kind == .quota {
                add("9", "the kind until a quota passes 90%", query, "quota:90", nil)
            }
        }
        return MenuState(
            title: "Mute (what is for you still comes through)", items: items, entries: row.entryIDs)
    }

    /// Leaves the task's conversation, or comes back to it: only what is for me comes through.
    mutating func unsubscribe() -> [Effect] {
        guard let row = target else {
            status = "nothing is selected"
            return []
        }
        guard let query = muteQuery(row.newest.task == nil ? "kind" : "task") else { return [] }
        let mute = Mute(query)
        if let order = policy.order(StandingOrder.mute(mute).id) { return end([order]) }
        let action = timeline.mute(mute, policy: &policy, context: timeline.context)
        let label = "left \(query.text)"
        status = "\(label): only what is for you comes through; \(self.label(.undo)) takes it back"
        settle(after: [row])
        return record(action, label)
    }

    /// Orders end by hand.
    mutating func end(_ orders: [StandingOrder]) -> [Effect] {
        guard let action = timeline.end(orders, policy: &policy, context: timeline.context) else {
            status = "nothing of the kind holds"
            return []
        }
        let count = action.changes.reduce(0) { $0 + $1.ids.count }
        status = "taken back; \(count) entr\(count == 1 ? "y is" : "ies are") here again"
        return record(action, "taken back")
    }

    /// Orders whose time has come end by themselves: no step of undo, but kept.
    mutating func endOrdersInTime() -> [Effect] {
        guard let end = policy.nextEnd, end <= now else { return [] }
        return endByThemselves(policy.ended(at: now))
    }

    mutating func endByThemselves(_ orders: [StandingOrder]) -> [Effect] {
        guard !orders.isEmpty, let action = timeline.end(orders, policy: &policy, context: timeline.context)
        else { return [] }
        let count = action.changes.reduce(0) { $0 + $1.ids.count }
        if orders.contains(where: { $0.id == StandingOrder.silenceID }) { status = "do not disturb is over" }
        if count > 0 { status = "\(count) snoozed or muted entr\(count == 1 ? "y is" : "ies are") back" }
        return [.triage(action, nil)]
    }

    // MARK: Rules

    /// `kind:comment project:web -> no toast, bell`; with nothing behind the arrow the rule goes.
    mutating func makeRule(_ text: String) -> [Effect] {
        let parts = text.split(separator: "->", maxSplits: 1, omittingEmptySubsequences: false)
            .map { $0.trimmed }
        guard parts.count == 2, !parts[0].isEmpty else {
            status = "a rule is a query, ->, and what to do: kind:comment project:web -> no toast, bell"
            return []
        }
        do throws(QueryError) {
            let query = try Query(parts[0], kinds: preferences.catalogue.queryKinds)
            if parts[1].isEmpty { return set(nil, named: query.text) }
            guard let change = DeliveryChange(words: parts[1]) else {
                status =
                    "after -> write "
                    + DeliveryChange.switches.map { "\($0.name) or no \($0.name)" }.joined(separator: ", ")
                    + ", priority low, normal or high"
                return []
            }
            return set(Rule(name: query.text, query: query, change: change), named: query.text)
        } catch {
            complain(error.description)
            return []
        }
    }

    mutating func set(_ rule: Rule?, named name: String) -> [Effect] {
        guard
            let action = timeline.setRule(rule, named: name, policy: &policy)
        else {
            status = rule == nil ? "there is no rule \(name)" : "the rule is there already"
            return []
        }
        untitled.keep(timeline, policy)
        let label = rule.map { "rule \(name): \($0.change.description)" } ?? "rule \(name) is gone"
        status = "\(label); \(self.label(.undo)) takes it back"
        return record(action, label)
    }
}

extension DeliveryChange {
    /// Reads `no toast, bell, priority high`; nil for words that mean nothing.
    init?(words text: String) {
        self.init()
        for part in text.lowercased().split(separator: ",").map(\.trimmed) where !part.isEmpty {
            let words = part.split(separator: " ").map(String.init)
            if words.count == 2, words[0] == "priority", let priority = Priority(rawValue: words[1]) {
                self.priority = priority
                continue
            }
            let isOff = words.first == "no"
            let name = part == "hide" ? "show" : words.last ?? ""
            guard words.count == (isOff ? 2 : 1),
                let part = Self.switches.first(where: { $0.name == name })?.part
            else { return nil }
            self[keyPath: part] = !(isOff || words.first == "hide")
        }
        if isEmpty { return nil }
    }
}

extension StringProtocol {
    /// Without blanks at its ends.
    var trimmed: String {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map { index(after: $0) } ?? start
        return String(self[start..<end])
    }
}
