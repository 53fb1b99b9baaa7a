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
        let moves = tally[.status]
        guard moves.count > 0, let last = EventCatalogue.change(of: notification(moves.newest)) else {
            return nil
        }
        guard moves.count > 1 else { return last }
        return EventCatalogue.change(of: notification(moves.oldest)).map {
            Change(from: $0.from, to: last.to)
        }
    }

    /// The row's sentence: the entry's own where there is one, else all of them in short. Status changes are
    /// told from the first to the last; those that end where they began are only counted.
    public var summary: String {
        guard entries.count > 1, newest.task != nil else { return newest.text }
        var parts: [String] = []
        let moves = tally[.status]
        if moves.count > 0 {
            let who = names(of: moves)
            if let change {
                if change.from == change.to {
                    parts.append("\(who) moved it back to \(change.to) (\(moves.count) changes)")
                } else {
                    parts.append("\(who) moved it " + (change.from.map { "\($0) > " } ?? "to ") + change.to)
                }
            } else {
                parts.append("\(who) changed its status")
            }
        }
        if tally[.assignment].count > 0 {
            parts.append(sentenceWithoutSubject(notification(tally[.assignment].newest)))
        }
        let comments = tally[.comments]
        if comments.count > 0 {
            parts.append("\(names(of: comments)): \(comments.count) comment\(comments.count == 1 ? "" : "s")")
        }
        let others = tally[.others]
        if others.count > 0 {
            parts.append(
                others.count == 1 ? notification(others.newest).text : "\(others.count) other events")
        }
        guard !parts.isEmpty else { return newest.text }
        return parts.joined(separator: "; ") + (subject.map { "   \($0)" } ?? "")
    }

    private func notification(_ slot: Int) -> Notification { entries.records[slot].notification }

    private var subject: String? {
        tally.titled.flatMap { notification($0).task?.title } ?? newest.task?.key
    }

    /// `Bo assigned Kim`: the title stands at the row's end once.
    private func sentenceWithoutSubject(_ notification: Notification) -> String {
        guard let subject = notification.task.flatMap({ $0.title ?? $0.key }),
            notification.text.hasSuffix(": \(subject)")
        else { return notification.text }
        return String(notification.text.dropLast(subject.count + 2))
    }

    /// `Ana`, `Ana, Bo`, `Ana, Bo and 3 more`, the latest first.
    private func names(of told: RowTally.Told) -> String {
        let names = told.people.sorted {
            entries.records.position(of: $1.newest) < entries.records.position(of: $0.newest)
        }.compactMap { notification($0.newest).actor?.name }
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
