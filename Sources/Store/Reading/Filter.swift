import Feed

/// What a query is in SQLite: a match that every entry it holds for has (nil: nothing is known), and a
/// condition on the row. Both may let more through than the query, never less: each found entry is asked again.
struct FilterPlan: Equatable {
    /// What the full-text index says of them.
    var match: Match?
    /// The condition; bound to nothing.
    var condition = "TRUE"
    /// Whether the condition alone is just what the query says, so that its opposite can be asked for.
    var isExact = false
    /// The partial index that lists all of them, where there is one.
    var index: PartialIndex?

    /// An index of the few entries that a condition holds for.
    enum PartialIndex: String {
        case unread = "entry_unread"
        case starred = "entry_starred"
        case forMe = "entry_for_me"

        /// The condition it is made for, as SQLite has to find it in the query.
        var condition: String {
            switch self {
            case .unread: Schema.isUnread
            case .starred: "marks & 4 <> 0"
            case .forMe: "for_me <> 0"
            }
        }
    }

    init(_ expression: Query.Expression, _ context: QueryContext) {
        switch expression {
        case .term(let term): self.init(term, context)
        case .not(let inner):
            let plan = FilterPlan(inner, context)
            self.init(plan.isExact ? "NOT (\(plan.condition))" : "TRUE", isExact: plan.isExact)
        case .all(let parts):
            let plans = parts.map { FilterPlan($0, context) }
            let matches = plans.compactMap(\.match)
            self.init(
                plans.isEmpty ? "TRUE" : plans.map { "(\($0.condition))" }.joined(separator: " AND "),
                isExact: plans.allSatisfy(\.isExact), match: matches.isEmpty ? nil : .all(matches),
                index: plans.compactMap(\.index).first)
        case .any(let parts):
            let plans = parts.map { FilterPlan($0, context) }
            let matches = plans.compactMap(\.match)
            self.init(
                plans.isEmpty ? "FALSE" : plans.map { "(\($0.condition))" }.joined(separator: " OR "),
                isExact: plans.allSatisfy(\.isExact),
                match: matches.isEmpty || matches.count < plans.count ? nil : .any(matches))
        }
    }

    private init(
        _ condition: String, isExact: Bool = true, match: Match? = nil, index: PartialIndex? = nil
    ) {
        self.condition = condition
        self.isExact = isExact
        self.match = match
        self.index = index
    }

    private init(of match: Match?, where condition: String = "TRUE") {
        self.init(condition, isExact: false, match: match)
    }

    private init(_ term: Query.Term, _ context: QueryContext) {
        switch term {
        case .kind(let kind):
            self.init("kind = \(Self.text(kind.rawValue))", match: .facet("k", kind.rawValue))
        case .mine: self.init("mine <> 0")
        case .from(let name): self.init(of: Match.actor(name), where: "actor_name IS NOT NULL")
        case .project(let name):
            let ids = context.projectIDs(called: name).sorted()
            let facets = ids.compactMap { Match.facet("p", $0.lowercased()) }
            self.init(
                "(project IS NOT NULL AND project IN (\(ids.map(Self.text).joined(separator: ", "))))",
                match: facets.count == ids.count ? .any(facets) : nil)
        case .task(let name):
            let facets = [Match.facet("t", name), .facet("y", name)].compactMap { $0 }
            self.init(of: facets.isEmpty ? nil : .any(facets), where: "task_id IS NOT NULL")
        case .mention("me"): self.init("for_me <> 0", index: .forMe)
        case .mention(let name): self.init(of: Match.phrase("excerpt", name))
        case .state(let state):
            switch state {
            case .unread: self.init(Schema.isUnread, index: .unread)
            case .read: self.init("marks & 1 <> 0")
            case .done: self.init("marks & 2 <> 0")
            case .starred: self.init("marks & 4 <> 0", index: .starred)
            case .muted: self.init("marks & 8 <> 0")
            case .snoozed: self.init("marks & 16 <> 0")
            }
        case .before(let moment): self.init("occurred_at < \(moment.timestamp(context).milliseconds)")
        case .after(let moment): self.init("occurred_at >= \(moment.timestamp(context).milliseconds)")
        case .status: self.init(of: .facet("k", EventKind.status.rawValue), where: "kind = 'status'")
        case .quota: self.init(of: .facet("k", EventKind.quota.rawValue), where: "kind = 'quota'")
        case .words(let words):
            self.init(of: Match.begun(words.text, in: Match.words))
        }
    }

    private static func text(_ text: String) -> String {
        "'" + text.filter { $0 != "\0" }.replacing("'", with: "''") + "'"
    }

    /// The condition of a tab, its project's own and the workspace's entries.
    init(_ scope: Scope) {
        switch scope.tab {
        case .inbox: condition = "marks & 26 = 0"
        case .mentions: (condition, index) = (PartialIndex.forMe.condition, .forMe)
        case .starred: (condition, index) = (PartialIndex.starred.condition, .starred)
        case .all: condition = "TRUE"
        }
        isExact = true
        guard let project = scope.project else { return }
        condition += " AND (project IS NULL OR project = \(Self.text(project)))"
        // The workspace's own have the facet of an empty id.
        if let own = Match.facet("p", project.lowercased()), let shared = Match.facet("p", "") {
            match = .any([own, shared])
        }
    }

    /// A tab with its filter.
    init(_ scope: Scope, _ context: QueryContext) {
        self.init(scope)
        guard let filter = scope.filter else { return }
        let asked = FilterPlan(filter.expression, context)
        condition = "(\(condition)) AND (\(asked.condition))"
        let matches = [match, asked.match].compactMap { $0 }
        match = matches.isEmpty ? nil : .all(matches)
        index = index ?? asked.index
        isExact = isExact && asked.isExact
    }
}
