import Feed
import GRDB
import SeededRandom
import Testing

@testable import Store

@Suite struct FilterTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private static let context = QueryContext(
        now: Timestamp(seconds: 10_000),
        projects: [Project(id: "3", key: "WEB", name: "Website"), Project(id: "4", key: "API", name: "Api")])

    private func fill(_ store: FeedStore, _ number: Int, seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let kinds: [EventKind] = [.comment, .reply, .assignment, .status, .memberAdded]
        for index in 0..<number {
            let words =
                ["checkout", "search", "Böse", "plan's \"end\"", "a-b"].randomElement(using: &random) ?? ""
            try store.append(
                [
                    TemporaryStore.event(
                        "e\(index)", kind: kinds.randomElement(using: &random) ?? .comment,
                        project: [nil, "3", "4"].randomElement(using: &random) ?? nil,
                        task: ["1", "14", "142"].randomElement(using: &random),
                        actor: ["Ana Souza", "Bo Li", "Anatol"].randomElement(using: &random) ?? "",
                        text: "said \(words)", excerpt: index % 2 == 0 ? "@zoe look" : nil,
                        at: Int64(index), forMe: Bool.random(using: &random), mine: index % 9 == 0)
                ], marks: Marks(rawValue: UInt8.random(in: 0..<32, using: &random)))
        }
    }

    private static let queries = [
        "kind:comment", "kind:comment,reply", "-kind:comment", "from:ana", "from:me", "from:\"bo li\"",
        "project:website", "project:4", "-project:web", "task:142", "task:web-14", "mention:me",
        "mention:zoe",
        "is:unread", "is:read -is:done", "is:starred from:ana", "is:muted OR is:snoozed", "before:2h",
        "after:2h",
        "checkout", "search kind:status", "\"plan's \\\"end\\\"\"", "böse",
        "(kind:comment OR from:bo) project:web",
        "-(from:ana OR checkout)", "kind:member_added", "a-b -kind:reply", "che", "ch", "\"said check\"",
        "from:anasouza", "from:5", "task:WEB-1", "is:starred checkout", "project:none", "-project:none",
        "project:web kind:comment search", "from:an", "from:ana -from:\"ana souza\"", "from:\"ana\"", "bose",
        "kout",
    ]

    @Test(arguments: queries)
    func theStoreFindsWhatTheQueryHoldsFor(_ text: String) throws {
        let store = try place.open()
        try fill(store, 300, seed: 11)
        // Two thirds are in the full-text index.
        _ = try store.index(limit: 200)
        let query = try Query(text)
        for tab in Tab.allCases {
            for project in [nil, "3"] {
                let scope = Scope(tab: tab, project: project, filter: query)
                let found = try store.found(
                    text, in: Scope(tab: tab, project: project), context: Self.context
                ).map(\.notification.id)
                // What the feed itself makes of the scope.
                var timeline = Timeline(scope: Scope(tab: tab, project: project), bundleWindow: 0)
                timeline.context = Self.context
                for entry in try store.page(before: .max, limit: 1000).entries {
                    timeline.load(entry.notification, marks: entry.marks)
                }
                timeline.show(scope)
                let shown = (0..<timeline.rowCount).flatMap { timeline.row(at: $0)?.entryIDs ?? [] }
                #expect(Set(found) == Set(shown), "\(text) in \(scope.tab) of \(project ?? "all")")
                #expect(found.count == Set(found).count)
            }
        }
    }

    @Test func anIndexListsWhatIsRare() throws {
        let store = try place.open()
        let unread = FilterPlan(try Query("is:unread from:me").expression, Self.context)
        #expect(unread.index == .unread)
        #expect(unread.match == nil)
        #expect(FilterPlan(try Query("-from:ana").expression, Self.context).condition == "TRUE")
        #expect(FilterPlan(try Query("-kind:comment").expression, Self.context).isExact)
        #expect(FilterPlan(try Query("from:ana OR is:read").expression, Self.context).match == nil)
        let condition = FilterPlan(Scope(tab: .all, project: "3"))
        for index in [FilterPlan.PartialIndex.unread, .starred, .forMe] {
            let plan = try store.plan(FeedStore.rows(of: index, condition), [9, 0])
            #expect(plan.contains("USING INDEX \(index.rawValue)"))
            #expect(!plan.contains("TEMP B-TREE"))
        }
        let all = try store.plan(FeedStore.rows(of: nil, condition), [9, 0])
        #expect(all.contains("USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"))
        // The match walks backwards by itself: nothing is sorted.
        let matches = try store.plan(FeedStore.matches(condition), ["a", 9])
        #expect(matches.contains("SCAN entry_text VIRTUAL TABLE INDEX"))
        #expect(!matches.contains("TEMP B-TREE"))
    }
}

extension FeedStore {
    /// How SQLite goes about a statement.
    func plan(_ sql: String, _ arguments: StatementArguments) throws -> String {
        try reading { database in
            try String.fetchAll(
                database, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments,
                adapter: SuffixRowAdapter(fromIndex: 3)
            ).joined(separator: "; ")
        }
    }
}
