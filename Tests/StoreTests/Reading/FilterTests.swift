import Feed
import GRDB
import Testing

@testable import Store

@Suite struct FilterTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private static let context = QueryContext(
        now: Timestamp(seconds: 10_000),
        projects: [Project(id: "3", key: "WEB", name: "Website"), Project(id: "4", key: "API", name: "Api")])

    private func fill(_ store: FeedStore, _ number: Int, seed: UInt64) throws {
        var random = Seeded(state: seed)
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
        "-(from:ana OR checkout)", "kind:member_added", "a-b -kind:reply",
    ]

    @Test(arguments: queries)
    func theStoreFindsWhatTheQueryHoldsFor(_ text: String) throws {
        let store = try place.open()
        try fill(store, 300, seed: 11)
        let query = try Query(text)
        for tab in Tab.allCases {
            for project in [nil, "3"] {
                let scope = Scope(tab: tab, project: project, filter: query)
                var found: [String] = []
                var next: Int64? = .max
                while let before = next {
                    let page = try store.page(of: scope, before: before, limit: 40, context: Self.context)
                    found += page.entries.map(\.notification.id)
                    next = page.next
                }
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
        #expect(unread.index == "entry_unread")
        #expect(unread.match == nil)
        #expect(FilterPlan(try Query("-from:ana").expression, Self.context).condition == "TRUE")
        #expect(FilterPlan(try Query("-kind:comment").expression, Self.context).isExact)
        #expect(FilterPlan(try Query("from:ana OR is:read").expression, Self.context).match == nil)
        let plan = try store.reading { database in
            try String.fetchAll(
                database,
                sql: """
                    EXPLAIN QUERY PLAN SELECT * FROM entry INDEXED BY entry_unread
                    WHERE marks & 27 = 0 AND sequence < 9 AND sequence >= 0 ORDER BY sequence DESC LIMIT 5
                    """, adapter: SuffixRowAdapter(fromIndex: 3))
        }
        #expect(plan.joined().contains("USING INDEX entry_unread"))
        #expect(!plan.joined().contains("TEMP B-TREE"))
    }
}
