public import Feed
import GRDB

/// What a query is in SQLite: an FTS5 expression that every entry it holds for matches (nil: all do), and a
/// condition on the row. Both may let more through than the query, never less: each found entry is asked again.
struct FilterPlan: Equatable {
    /// The FTS5 expression.
    var match: String?
    /// The condition; bound to nothing.
    var condition = "TRUE"
    /// Whether the condition alone is just what the query says, so that its opposite can be asked for.
    var isExact = false
    /// The partial index that lists all of them, where there is one.
    var index: String?

    init(_ expression: Query.Expression, _ context: QueryContext) {
        switch expression {
        case .term(let term): self.init(term, context)
        case .not(let inner):
            let plan = FilterPlan(inner, context)
            self.init(condition: plan.isExact ? "NOT (\(plan.condition))" : "TRUE", isExact: plan.isExact)
        case .all(let parts):
            let plans = parts.map { FilterPlan($0, context) }
            let matches = plans.compactMap(\.match).map { "(\($0))" }
            self.init(
                condition: plans.isEmpty
                    ? "TRUE" : plans.map { "(\($0.condition))" }.joined(separator: " AND "),
                isExact: plans.allSatisfy(\.isExact),
                match: matches.isEmpty ? nil : matches.joined(separator: " AND "),
                index: plans.compactMap(\.index).first)
        case .any(let parts):
            let plans = parts.map { FilterPlan($0, context) }
            // One branch without an expression lets everything through.
            let matches = plans.compactMap(\.match).map { "(\($0))" }
            self.init(
                condition: plans.isEmpty
                    ? "FALSE" : plans.map { "(\($0.condition))" }.joined(separator: " OR "),
                isExact: plans.allSatisfy(\.isExact),
                match: matches.isEmpty || matches.count < plans.count
                    ? nil : matches.joined(separator: " OR "))
        }
    }

    private init(condition: String, isExact: Bool = true, match: String? = nil, index: String? = nil) {
        self.condition = condition
        self.isExact = isExact
        self.match = match
        self.index = index
    }

    private init(_ term: Query.Term, _ context: QueryContext) {
        func text(_ text: String) -> String {
            "'" + text.filter { $0 != "\0" }.replacing("'", with: "''") + "'"
        }
        func phrase(_ column: String, _ words: String) -> String { "\(column) : \(FeedStore.quoted(words))" }
        func facet(_ name: String, _ value: String) -> String { phrase("facets", "\(name) \(value) zz") }
        switch term {
        case .kind(let kind):
            self.init(condition: "kind = \(text(kind.rawValue))", match: facet("kind", kind.rawValue))
        case .from("me"): self.init(condition: "mine <> 0")
        case .from(let name):
            self.init(
                condition: "TRUE", isExact: false,
                match: "(\(phrase("actor", name))) OR (\(facet("actor", name)))")
        case .project(let name):
            let named = context.projects.first {
                [$0.id, $0.key, $0.name].map { $0.lowercased() }.contains(name)
            }
            let id = named?.id ?? name
            self.init(
                condition: "lower(project) = \(text(id.lowercased()))", isExact: false,
                match: facet("project", id))
        case .task(let name):
            self.init(
                condition: "TRUE", isExact: false,
                match: "(\(phrase("task", name))) OR (\(facet("task", name)))")
        case .mention("me"): self.init(condition: "for_me <> 0", index: "entry_for_me")
        case .mention(let name):
            self.init(condition: "TRUE", isExact: false, match: phrase("excerpt", name))
        case .state(let state):
            switch state {
            case .unread: self.init(condition: Schema.isUnread, index: "entry_unread")
            case .read: self.init(condition: "marks & 1 <> 0")
            case .done: self.init(condition: "marks & 2 <> 0")
            case .starred: self.init(condition: "marks & 4 <> 0", index: "entry_starred")
            case .muted: self.init(condition: "marks & 8 <> 0")
            case .snoozed: self.init(condition: "marks & 16 <> 0")
            }
        case .before(let moment):
            self.init(condition: "occurred_at < \(moment.timestamp(context).milliseconds)")
        case .after(let moment):
            self.init(condition: "occurred_at >= \(moment.timestamp(context).milliseconds)")
        case .status:
            self.init(
                condition: "kind = 'status'", isExact: false, match: facet("kind", EventKind.status.rawValue))
        case .quota:
            self.init(
                condition: "kind = 'quota'", isExact: false, match: facet("kind", EventKind.quota.rawValue))
        case .words(let words):
            let terms = words.text.split(whereSeparator: \.isWhitespace).map(String.init)
            guard !terms.isEmpty else {
                self.init(condition: "TRUE")
                return
            }
            self.init(
                condition: "TRUE", isExact: false,
                match: "{text excerpt actor task} : \(FeedStore.quoted(terms.joined(separator: " "))) *")
        }
    }

    /// The condition of a tab, its project's own and the workspace's entries.
    init(_ scope: Scope) {
        switch scope.tab {
        case .inbox: condition = "marks & 26 = 0"
        case .mentions: (condition, index) = ("for_me <> 0", "entry_for_me")
        case .starred: (condition, index) = ("marks & 4 <> 0", "entry_starred")
        case .all: condition = "TRUE"
        }
        isExact = true
        guard let project = scope.project else { return }
        let id = project.filter { $0 != "\0" }.replacing("'", with: "''")
        condition += " AND (project = '\(id)' OR project IS NULL)"
    }
}

extension FeedStore {
    /// Rows looked at for one page where no index lists the wanted ones: an answer in a few milliseconds, with
    /// a point to go on from, rather than all of it late.
    static let scan: Int64 = 10_000

    /// Entries of a tab, of a project and of the scope's filter, stored before a point, newest first.
    ///
    /// Words are looked for from their beginning, which is what FTS5 can; in memory a filter finds them in the
    /// middle of others too.
    /// - Returns: at most `limit` entries; fewer with a `next` where the search goes on from there.
    public func page(
        of scope: Scope, before sequence: Int64 = .max, limit: Int, context: QueryContext
    ) throws(StoreError) -> StoredPage {
        var plan = FilterPlan(scope)
        if let filter = scope.filter {
            let asked = FilterPlan(filter.expression, context)
            plan.match = asked.match
            plan.condition = "(\(plan.condition)) AND (\(asked.condition))"
            plan.index = plan.index ?? asked.index
        }
        var found = try page(of: plan, before: sequence, limit: max(1, limit))
        if let filter = scope.filter {
            found.entries.removeAll { !filter.matches($0.notification, $0.marks, context) }
        }
        return found
    }

    private func page(of plan: FilterPlan, before sequence: Int64, limit: Int) throws(StoreError)
        -> StoredPage
    {
        if let match = plan.match {
            return try search(match: match, and: plan.condition, before: sequence, limit: limit)
        }
        return try reading { database in
            let last = try Int64.fetchOne(database, sql: "SELECT MAX(sequence) FROM entry") ?? 0
            let before = min(sequence, last + 1)
            let floor = plan.index == nil ? before - Self.scan : 0
            let statement = try database.cachedStatement(
                sql: """
                    SELECT * FROM entry \(plan.index.map { "INDEXED BY \($0)" } ?? "NOT INDEXED")
                    WHERE \(plan.condition) AND sequence < ? AND sequence >= ? ORDER BY sequence DESC LIMIT ?
                    """)
            var page = try Self.page(statement, [before, floor, limit], limit: limit)
            if page.next == nil, floor > 1 { page.next = floor }
            return page
        }
    }
}
