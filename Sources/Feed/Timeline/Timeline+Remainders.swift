// Rows of which the store has more than memory.
extension Timeline {
    /// What to ask the store about these rows; each is asked about once, until it may be another.
    public mutating func questions(about rows: [Row.ID]) -> [RowQuestion] {
        guard isBacked, !holdsAll else { return [] }
        let groups = rows.map { bundles.root(of: $0.group) }
        var questions: [RowQuestion] = []
        for group in groups where remainders.isWanted(group) {
            guard let row = index(ofRow: Row.ID(group: group)).flatMap({ row(at: $0) }),
                let span = bundles.span(of: group, with: row.newest)
            else { continue }
            let number = remainders.ask(group, upTo: span.stretch.last)
            questions.append(
                RowQuestion(
                    group: group, number: number, scope: scope, stretch: span.stretch, floor: span.floor,
                    known: row.entryIDs))
        }
        if !questions.isEmpty { remainders.keep(Set(groups)) }
        return questions
    }

    /// Takes in what the store says; an answer that came too late is left out.
    public mutating func take(_ answers: [RowAnswer]) {
        for answer in answers { remainders.answer(answer) }
    }

    /// What was said counts until it is asked for anew: the store has changed by itself.
    public mutating func askAgain() { remainders.remarked() }

    /// What only the store has of a row; nil where that isn't known.
    func remainder(of group: Int, _ newest: Notification) -> Remainder? {
        guard isBacked, !holdsAll, Bundles.folds(newest) else { return Remainder() }
        return remainders[group]
    }

    /// Whether the store is known to have entries, in the rows that these are in, that a change of a mark is for.
    func hasMore(ofRowsOf ids: [String], without mark: Marks, _ isSet: Bool) -> Bool {
        guard isBacked, !holdsAll else { return false }
        return ids.contains { id in
            guard let slot = slot(of: id), Bundles.folds(records[slot].notification) else { return false }
            return remainders[bundles.root(of: records[slot].group)]?.changes(by: mark, isSet) ?? false
        }
    }
}
