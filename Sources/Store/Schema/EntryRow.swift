public import Feed
import FoundationEssentials
import GRDB

/// How an entry stands in its table: the one place that knows the columns.
enum EntryRow {
    /// The columns in the order of `arguments`.
    static let columns = """
        id, kind, name, channel, project, task_id, task_key, task_title, actor_id, actor_name, text, excerpt, \
        url, occurred_at, received_at, live, for_me, mine, cursor, payload, marks
        """

    static let insertion =
        "INSERT OR IGNORE INTO entry (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

    static func arguments(_ entry: Feed.Notification, marks: Marks) -> StatementArguments {
        [
            entry.id, entry.kind.rawValue, entry.name, entry.channel, entry.project, entry.task?.id,
            entry.task?.key, entry.task?.title, entry.actor?.id, entry.actor?.name, entry.text,
            entry.excerpt, entry.url, entry.occurredAt.milliseconds, entry.receivedAt.milliseconds,
            entry.live, entry.addressedToMe, entry.mine, entry.cursor, Data(entry.payload),
            Int64(marks.rawValue),
        ]
    }
}

/// An entry as the store has it.
public struct StoredEntry: Equatable, Sendable {
    /// Its place in the order of storing; never given twice.
    public var sequence: Int64
    /// What happened.
    public var notification: Feed.Notification
    /// Its marks.
    public var marks: Marks

    init(_ row: GRDB.Row) {
        let task: String? = row["task_id"]
        let actor: String? = row["actor_name"]
        let payload: Data = row["payload"]
        sequence = row["sequence"]
        marks = Marks(rawValue: .init(truncatingIfNeeded: row["marks"] as Int64))
        notification = Feed.Notification(
            id: row["id"], kind: EventKind(rawValue: row["kind"]), name: row["name"], channel: row["channel"],
            project: row["project"],
            task: task.map { TaskReference(id: $0, key: row["task_key"], title: row["task_title"]) },
            actor: actor.map { Actor(id: row["actor_id"], name: $0) }, text: row["text"],
            excerpt: row["excerpt"], url: row["url"], occurredAt: Timestamp(milliseconds: row["occurred_at"]),
            receivedAt: Timestamp(milliseconds: row["received_at"]), live: row["live"],
            addressedToMe: row["for_me"], mine: row["mine"], cursor: row["cursor"], payload: Array(payload)
        )
    }
}
