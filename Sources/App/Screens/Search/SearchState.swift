import Feed

/// Looking through everything that was ever received: what is in memory at once, the store's as it answers.
struct SearchState: Equatable, Sendable {
    struct Hit: Equatable, Sendable {
        var notification: Feed.Notification
        var marks: Marks
    }

    var line = InputLine()
    /// The line is that of the last search: what is typed takes its place.
    var isRecalled = false
    /// What was found, newest first.
    var hits: [Hit] = []
    var index = 0
    /// What is wrong with the query.
    var error: String?
    /// Whether the store has still to answer.
    var isAsking = false

    /// Hits that are kept.
    static let limit = 500

    /// The plain words that are looked for, to be marked in what was found.
    var words: [String] {
        line.text.split(separator: " ").map { $0.lowercased().filter { $0 != "\"" } }
            .filter { $0.count > 1 && !$0.contains(":") && !$0.hasPrefix("-") }
    }

    /// The entry under the cursor.
    var selected: String? { hits.indices.contains(index) ? hits[index].notification.id : nil }
}
