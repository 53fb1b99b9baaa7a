public import Feed
import GRDB

/// Questions about rows being answered, piece by piece, so that whatever is to be written meanwhile gets its turn. Used
/// on one thread at a time: a long conversation isn't copied for each piece.
public final class RowCounting: @unchecked Sendable {
    private var counts: [RemainderCount]
    private var answers: [RowAnswer] = []
    /// Where the conversation of the next question is gone on with.
    private var next = Int64.max

    /// Nothing counted yet.
    public init(_ questions: [RowQuestion]) { counts = questions.map(RemainderCount.init) }

    /// The answers, once there is nothing more to count.
    public var answered: [RowAnswer]? { counts.isEmpty ? answers : nil }

    /// Entries gone through in a piece: a few milliseconds.
    static let step = 2000

    /// Counts a piece.
    fileprivate func step(_ store: FeedStore, _ context: QueryContext, _ database: Database) throws {
        var budget = Self.step
        while budget > 0, let question = counts.first?.question {
            var plan = FilterPlan(question.stretch.query, context)
            // An id of which the index says nothing would have everything looked at.
            guard try plan.match?.resolved(database) != nil else {
                finish(nil)
                continue
            }
            plan.condition = "for_me = 0"
            plan.index = nil
            let place = try store.walkRows(plan, before: next, database) { sequence, row in
                budget -= 1
                if let row { Self.add(row, sequence, to: &counts[0], context) }
                return budget > 0
            }
            guard let place else {
                finish(
                    try counts[0].remainder { sequence in
                        try GRDB.Row.fetchOne(
                            try database.cachedStatement(sql: "SELECT * FROM entry WHERE sequence = ?"),
                            arguments: [sequence]
                        ).map { StoredEntry($0).notification }
                    })
                continue
            }
            next = place
        }
    }

    private func finish(_ remainder: Remainder?) {
        let count = counts.removeFirst()
        answers.append(RowAnswer(to: count.question, remainder))
        next = .max
    }

    private static func add(
        _ row: GRDB.Row, _ sequence: Int64, to count: inout RemainderCount, _ context: QueryContext
    ) {
        let question = count.question
        let kind = EventKind(rawValue: row["kind"])
        let (task, project): (String?, String?) = (row["task_id"], row["project"])
        let name: String? = row["actor_name"]
        let actor = name.map { Actor(id: row["actor_id"], name: $0) }
        guard question.stretch.admits(kind, task: task, project: project, actor: actor) else { return }
        let marks = Marks(rawValue: .init(truncatingIfNeeded: row["marks"] as Int64))
        let isShown: Bool
        if question.scope.filter == nil {
            isShown = question.scope.includes(project: project, isForMe: false, marks)
        } else {
            isShown = question.scope.includes(StoredEntry(row).notification, marks, context)
        }
        let time: Int64 = row["live"] ? row["received_at"] : row["occurred_at"]
        count.add(
            row["id"], place: sequence, at: Timestamp(milliseconds: time), kind: kind, actor: name,
            marks: marks, isShown: isShown)
    }
}

extension FeedStore {
    /// Entries that wait for their words to go into the index at most, where rows are counted: each of those is looked
    /// at for each row.
    static let unindexedWhileCounting = 1000

    /// Counts a piece of what rows have beyond memory; `RowCounting.answered` says when that is all.
    /// - Returns: whether anything was counted; not while so much waits for the index that it takes too long.
    public func count(_ counting: RowCounting, context: QueryContext) throws(StoreError) -> Bool {
        guard try unindexed() <= Self.unindexedWhileCounting else { return false }
        try reading { try counting.step(self, context, $0) }
        return true
    }
}
