import Feed
import Foundation
import Store

/// The store with a million entries of 500 projects: what a person waits for, each at most 16 ms.
struct StoreFigures {
    var entries: Int

    func measure() throws -> [Figure] {
        let directory = NSTemporaryDirectory() + "craftdesk-bench-store-\(getpid())"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = directory + "/feed.sqlite"
        var figures: [Figure] = []
        let filling = Measuring.now
        let cpu = Measuring.threadCPU
        try Self.fill(path, entries: entries, projects: 500, unreadEvery: 3)
        figures.append(
            Figure("CPU of storing an entry", (Measuring.threadCPU - cpu) / Double(entries) * 1e6, "us"))
        figures.append(Figure("storing \(entries) entries", Measuring.now - filling, "s"))
        let store = try FeedStore(path: path)
        let indexing = Measuring.threadCPU
        while try store.tidy(Retention()) {}
        figures.append(
            Figure(
                "CPU of indexing an entry in idle time",
                (Measuring.threadCPU - indexing) / Double(entries) * 1e6, "us"))
        let size = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
        figures.append(Figure("size of an entry on disk", Double(size) / Double(entries), "bytes"))
        store.close()
        let goal = Figure.Goal.atMost(16)
        figures.append(
            Figure(
                "start: open, first page of 200, all counts",
                try Measuring.best(of: 5) {
                    let store = try FeedStore(path: path)
                    _ = try store.start(limit: 200)
                    store.close()
                }, "ms", goal))
        let again = try FeedStore(path: path)
        defer { again.close() }
        let context = QueryContext(now: Timestamp(seconds: 1_795_000_000))
        func page(_ query: String?, tab: Tab = .all, project: String? = nil, before: Int64 = .max) throws {
            let filter = try query.map { try Query($0, kinds: nil) }
            _ = try again.page(
                of: Scope(tab: tab, project: project, filter: filter), before: before, limit: 200,
                context: context)
        }
        let middle = Int64(entries / 2)
        let tasks: [(String, () throws -> Void)] = [
            ("count: unread of every project", { _ = try again.unread() }),
            ("scroll: a page from the middle", { _ = try again.page(before: middle, limit: 200) }),
            ("scroll: a project's page from the middle", { try page(nil, project: "7", before: middle) }),
            ("filter project:7 from the middle", { try page("project:7", before: middle) }),
            ("filter kind:status", { try page("kind:status") }),
            ("filter is:unread from:ana", { try page("is:unread from:ana") }),
            ("filter is:starred", { try page("is:starred") }),
            ("filter is:starred from:bo", { try page("is:starred from:bo") }),
            ("filter project:77 kind:comment", { try page("project:77 kind:comment") }),
            ("filter task:web-77 -from:me", { try page("task:web-77 -from:me") }),
            ("search, a frequent word", { try page("screenshot") }),
            ("search, a frequent word that is begun", { try page("screensh") }),
            ("search, a word of a million endings", { try page("needle") }),
            ("search, two letters", { try page("ne") }),
            ("search, a rare word", { try page("needle\(entries / 3)") }),
            ("search, a word that nobody wrote", { try page("haystack") }),
            ("search, two words, the second begun", { try page("screenshot need") }),
            ("search, a phrase", { try page("\"second screenshot shows\"") }),
        ]
        for (name, work) in tasks {
            figures.append(Figure(name, try Measuring.best(of: 5, work), "ms", goal))
        }
        figures.append(
            Figure(
                "rows: what 40 rows have beyond memory",
                try Measuring.best(of: 5) { try Self.count(again, context) },
                "ms"))
        return figures + (try FeedFigures(store: again).measure())
    }

    /// The rows weren't counted: too much waits for the index.
    private struct Uncounted: Error {}

    private static func count(_ store: FeedStore, _ context: QueryContext) throws {
        let start = try store.start(limit: 200)
        var timeline = Timeline(scope: Scope(tab: .inbox, project: nil))
        timeline.isBacked = true
        timeline.setHoldsAll(false)
        for entry in start.page.entries { timeline.load(entry.notification, marks: entry.marks) }
        let rows = (0..<40).compactMap { timeline.rowID(at: $0) }
        let counting = RowCounting(timeline.questions(about: rows))
        while counting.answered == nil, try store.count(counting, context: context) {}
        guard counting.answered?.count == rows.count else { throw Uncounted() }
    }

    /// A store of made-up entries. The newest one says so.
    static func fill(_ path: String, entries: Int, projects: Int, unreadEvery: Int) throws {
        let store = try FeedStore(path: path)
        defer { store.close() }
        let kinds: [EventKind] = [.comment, .reply, .assignment, .status]
        let people = ["Ana Souza", "Bo Li", "Chidi Okafor", "Dana Weiss", "Eero Koskinen"]
        let payload = Array(EventStream.data(1).utf8)
        for start in stride(from: 0, to: entries, by: 2000) {
            let batch = (start..<min(entries, start + 2000)).map { number in
                Feed.Notification(
                    id: "01JD\(number)", kind: kinds[number % 4], name: EventStream.event,
                    channel: EventStream.channel, project: "\(3 + number % projects)",
                    task: TaskReference(
                        id: "\(number % 5000)", key: "WEB-\(number % 5000)", title: "Checkout fails on iOS"),
                    actor: Actor(id: "\(number % 5)", name: people[number % 5]),
                    text: number == entries - 1
                        ? "newest of \(entries)"
                        : "\(people[number % 5]) commented on \"Checkout fails on iOS\"",
                    excerpt: "Looks good to me, the second screenshot shows needle\(number) best.",
                    occurredAt: Timestamp(seconds: 1_790_000_000 + Int64(number)),
                    receivedAt: Timestamp(seconds: 1_790_000_000 + Int64(number)),
                    addressedToMe: number % 50 == 0, payload: payload)
            }
            var writes: [StoreWrite] = [
                .append(batch.enumerated().filter { $0.offset % unreadEvery == 0 }.map(\.element), [])
            ]
            writes.append(
                .append(batch.enumerated().filter { $0.offset % unreadEvery != 0 }.map(\.element), .read))
            try store.write(writes)
        }
        let newest = "01JD\(entries - 1)"
        try store.write([
            .change(StateChange(mark: .starred, isSet: true, ids: ["01JD1", newest])),
            .fact(name: "project", value: ""),
        ])
    }
}
