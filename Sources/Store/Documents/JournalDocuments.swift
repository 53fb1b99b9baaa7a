public import Feed
import JSON

extension FeedStore {
    /// Undo's journal as it was left; what can't be read, and everything before it, is left out.
    public func journal() throws(StoreError) -> Journal {
        let steps = try documents(.journal).map { key, value in
            (id: Int(key) ?? 0, step: (try? JSONValue(parsing: Array(value.utf8))).flatMap(JournalStep.init))
        }.sorted { $0.id < $1.id }
        // Undo goes back step by step: beyond one that is missing it would turn around the wrong things.
        let readable = steps.reversed().prefix { $0.step != nil }.reversed()
        return Journal(
            entries: readable.compactMap { id, step in
                step.map { JournalEntry(id: id, at: $0.at, action: $0.action, label: $0.label) }
            },
            undone: Set(readable.filter { $0.step?.isUndone == true }.map(\.id)),
            instance: Int(truncatingIfNeeded: origin))
    }

    /// The standing orders, oldest first; one that can't be read is left out.
    public func orders() throws(StoreError) -> [StandingOrder] {
        try documents(.order).compactMap { document in
            (try? JSONValue(parsing: Array(document.value.utf8))).flatMap(StandingOrder.init(json:))
        }
    }
}

/// A step of the journal as its document has it.
private struct JournalStep {
    var at: Timestamp
    var label: String
    var action: TriageAction
    var isUndone: Bool

    init?(_ json: JSONValue) {
        guard let at = json["at"]?.int, let label = json["label"]?.string,
            let action = json["action"].flatMap(TriageAction.init(json:))
        else { return nil }
        self.at = Timestamp(milliseconds: Int64(at))
        self.label = label
        self.action = action
        isUndone = json["undone"]?.bool ?? false
    }
}

extension JournalChange {
    var json: JSONTree {
        [
            "at": .integer(Int(entry.at.milliseconds)), "label": .string(entry.label),
            "action": entry.action.json, "undone": .bool(isUndone),
        ]
    }
}
