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
        let moves = told(.status)
        guard let last = moves.newest.flatMap(EventCatalogue.change(of:)) else { return nil }
        guard moves.count > 1 else { return last }
        return moves.oldest.flatMap(EventCatalogue.change(of:)).map { Change(from: $0.from, to: last.to) }
    }

    /// The row's sentence: the entry's own where there is one, else all of them in short. Status changes are
    /// told from the first to the last; those that end where they began are only counted. As long as it isn't known
    /// what the store has of the row it is the newest entry's own.
    public var summary: String {
        guard isWhole, eventCount > 1, newest.task != nil else { return newest.text }
        var parts: [String] = []
        let moves = told(.status)
        if moves.count > 0 {
            let who = names(of: .status)
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
        if let assignment = told(.assignment).newest { parts.append(sentenceWithoutSubject(assignment)) }
        let comments = told(.comments).count
        if comments > 0 {
            parts.append("\(names(of: .comments)): \(comments) comment\(comments == 1 ? "" : "s")")
        }
        let others = told(.others)
        if let other = others.newest {
            parts.append(others.count == 1 ? other.text : "\(others.count) other events")
        }
        guard !parts.isEmpty else { return newest.text }
        return parts.joined(separator: "; ") + (subject.map { "   \($0)" } ?? "")
    }

    private func notification(_ slot: Int) -> Notification { entries.records[slot].notification }

    /// The entries of one part, with those that only the store has.
    private func told(_ part: RowTally.Part) -> (count: Int, oldest: Notification?, newest: Notification?) {
        let here = tally[part]
        let beyond = remainder?[part] ?? Remainder.Told()
        let (first, last) =
            here.count > 0 ? (notification(here.oldest), notification(here.newest)) : (nil, nil)
        func isOlder(_ a: Notification?, _ b: Notification?) -> Bool {
            guard let a, let b else { return a != nil }
            return a.standsAt <= b.standsAt
        }
        return (
            here.count + beyond.count, isOlder(beyond.oldest, first) ? beyond.oldest : first,
            last.map { isOlder(beyond.newest, $0) || beyond.newest == nil } ?? false ? last : beyond.newest
        )
    }

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
    private func names(of part: RowTally.Part) -> String {
        let here: [Remainder.Person] = tally[part].people.sorted {
            entries.records.position(of: $1.newest) < entries.records.position(of: $0.newest)
        }.compactMap { person in
            notification(person.newest).actor.map {
                Remainder.Person(
                    name: $0.name, newest: entries.records.position(of: person.newest).time)
            }
        }
        let names = Self.joined(here, remainder?[part].people ?? []).map(\.name)
        switch names.count {
        case 0: return "Someone"
        case 1...3: return names.joined(separator: ", ")
        default: return "\(names[0]), \(names[1]) and \(names.count - 2) more"
        }
    }

    /// Who did something here, with those who did beyond memory, the latest first.
    private static func joined(_ here: [Remainder.Person], _ beyond: [Remainder.Person]) -> [Remainder.Person]
    {
        guard !beyond.isEmpty else { return here }
        var people = here
        for person in beyond {
            if let index = people.firstIndex(where: { $0.name == person.name }) {
                people[index].newest = max(people[index].newest, person.newest)
            } else {
                people.append(person)
            }
        }
        return people.enumerated().sorted {
            ($1.element.newest, $0.offset) < ($0.element.newest, $1.offset)
        }.map(\.element)
    }
}

extension Actor {
    /// Whether it is the same person: by id where both have one, else by name.
    fileprivate func isSame(as other: Actor) -> Bool {
        if let id, let otherID = other.id { return id == otherID }
        return name == other.name
    }
}
