import App
import Feed
import Store

/// The feed in memory on a big store, as the screen has it: 10,000 entries, each thing a key asks of them at most 16 ms.
struct FeedFigures {
    var store: FeedStore

    func measure() throws -> [Figure] {
        let size = Model.backedCapacity
        let goal = Figure.Goal.atMost(16)
        let context = QueryContext(now: Timestamp(seconds: 1_795_000_000))
        let start = try store.start(limit: size)
        var feed = Timeline(scope: Scope(tab: .all, project: nil), capacity: size)
        feed.context = context
        feed.setUnloaded(start.unread)
        feed.isBacked = true
        for entry in start.page.entries { feed.load(entry.notification, marks: entry.marks) }
        let older = try store.page(before: start.page.next ?? .max, limit: 1000).entries
        let all = Scope(tab: .all, project: nil)
        func scope(_ query: String) throws -> Scope {
            Scope(tab: .all, project: nil, filter: try Query(query, kinds: nil))
        }
        let filters = [
            "kind:status", "is:unread from:ana", "screenshot", "needle99", "project:77", "-from:me before:2h",
        ]
        var tasks: [(String, () throws -> Void)] = [
            (
                "count: every project and tab",
                {
                    for project in 0..<500 { _ = feed.unread(inProject: "\(3 + project)") }
                    for tab in Tab.allCases { _ = feed.unread(in: Scope(tab: tab, project: nil)) }
                }
            ),
            (
                "rows: another tab and back",
                {
                    feed.show(Scope(tab: .inbox, project: nil))
                    feed.show(all)
                }
            ),
            (
                "rows: another project and back",
                {
                    feed.show(Scope(tab: .all, project: "77"))
                    feed.show(all)
                }
            ),
            (
                "scroll: a screen of 50 rows from the middle",
                {
                    let top = feed.rowCount / 2
                    for row in top..<top + 50 { _ = feed.row(at: row)?.summary }
                }
            ),
            (
                "scroll: a page of 1,000 from the store",
                {
                    // Reading it and joining it: what is seen when the end of the list comes near.
                    var feed = feed
                    feed.capacity += older.count
                    for entry in older { feed.load(entry.notification, marks: entry.marks) }
                }
            ),
        ]
        for text in filters {
            let filtered = try scope(text)
            tasks.append(
                (
                    "filter \(text), and without",
                    {
                        feed.show(filtered)
                        feed.show(all)
                    }
                ))
            let query = try Query(text, kinds: nil)
            tasks.append(("search \(text)", { _ = feed.search(query, limit: 200) }))
        }
        return try tasks.map { name, work in
            Figure("\(size) in memory, \(name)", try Measuring.best(of: 5, work), "ms", goal)
        }
    }
}
