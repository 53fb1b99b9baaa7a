// What a row of several entries says: what changed in the end, how many, who.
extension Row {
    /// Who did something in it, once each, the latest first.
    public var people: [Actor] {
        var people: [Actor] = []
        for entry in entries {
            guard let actor = entry.notification.actor, !people.contains(where: { $0.isSame(as: actor) })
            else { continue }
            people.append(actor)
        }
        return people
    }

    /// The status its task went from and to in the end; nil when no entry changes one.
    public var change: Change? {
        let changes = entries.filter { $0.notification.kind == .status }
        guard let last = changes.first.flatMap({ EventCatalogue.change(of: $0.notification) }),
            let first = changes.last.flatMap({ EventCatalogue.change(of: $0.notification) })
        else { return nil }
        return Change(from: first.from, to: last.to)
    }

    /// The row's sentence: the entry's own where there is one, else all of them in short. Status changes are
    /// told from the first to the last; those that end where they began are only counted.
    public var summary: String {
        guard entries.count > 1, newest.task != nil else { return newest.text }
        var parts: [String] = []
        let moves = count(of: .status)
        if moves > 0 {
            let who = names(of: .status)
            if let change {
                if change.from == change.to {
                    parts.append("\(who) moved it back to \(change.to) (\(moves) changes)")
                } else {
                    parts.append("\(who) moved it " + (change.from.map { "\($0) > " } ?? "to ") + change.to)
                }
            } else {
                parts.append("\(who) changed its status")
            }
        }
        if let assignment = entries.first(where: { $0.notification.kind == .assignment }) {
            parts.append(sentenceWithoutSubject(assignment.notification))
        }
        let comments = count(of: .comment) + count(of: .reply)
        if comments > 0 {
            parts.append(
                "\(names(of: .comment, .reply)): \(comments) comment\(comments == 1 ? "" : "s")")
        }
        let told: Set<EventKind> = [.status, .assignment, .comment, .reply]
        let others = entries.filter { !told.contains($0.notification.kind) }
        if let other = others.first {
            parts.append(others.count == 1 ? other.notification.text : "\(others.count) other events")
        }
        guard !parts.isEmpty else { return newest.text }
        return parts.joined(separator: "; ") + (subject.map { "   \($0)" } ?? "")
    }

    private var subject: String? {
        entries.lazy.compactMap { $0.notification.task?.title }.first ?? newest.task?.key
    }

    /// `Bo assigned Kim`: the title stands at the row's end once.
    private func sentenceWithoutSubject(_ notification: Notification) -> String {
        guard let subject = notification.task.flatMap({ $0.title ?? $0.key }),
            notification.text.hasSuffix(": \(subject)")
        else { return notification.text }
        return String(notification.text.dropLast(subject.count + 2))
    }

    private func count(of kind: EventKind) -> Int { entries.count { $0.notification.kind == kind } }

    /// `Ana`, `Ana, Bo`, `Ana, Bo and 3 more`, the latest first.
    private func names(of kinds: EventKind...) -> String {
        var names: [String] = []
        for entry in entries where kinds.contains(entry.notification.kind) {
            if let name = entry.notification.actor?.name, !names.contains(name) { names.append(name) }
        }
        switch names.count {
        case 0: return "Someone"
        case 1...3: return names.joined(separator: ", ")
        default: return "\(names[0]), \(names[1]) and \(names.count - 2) more"
        }
    }
}

extension Actor {
    /// Whether it is the same person: by id where both have one, else by name.
    fileprivate func isSame(as other: Actor) -> Bool {
        if let id, let otherID = other.id { return id == otherID }
        return name == other.name
    }
}
