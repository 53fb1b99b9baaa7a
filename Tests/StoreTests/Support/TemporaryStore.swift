import Feed
import Foundation
import GRDB
import Store

/// A directory of its own with a store in it; it goes with the last reference.
final class TemporaryStore {
    let directory: String
    var path: String { directory + "/feed.sqlite" }

    init() throws {
        directory =
            FileManager.default.temporaryDirectory.appendingPathComponent(
                "craftdesk-store-\(UUID().uuidString)"
            ).path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    func open() throws -> FeedStore { try FeedStore(path: path) }

    /// The file without the store: as another program sees it.
    func raw() throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        // A test may leave one open, to be in the way.
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    static func event(
        _ id: String, kind: EventKind = .comment, project: String? = "3", task: String? = "1",
        actor: String = "Ana Souza", text: String? = nil, excerpt: String? = "body", at: Int64 = 1,
        forMe: Bool = false, mine: Bool = false
    ) -> Feed.Notification {
        Feed.Notification(
            id: id, kind: kind, name: "C", channel: "c", project: project,
            task: task.map { TaskReference(id: $0, key: "WEB-\($0)", title: "Checkout fails on iOS") },
            actor: Actor(id: "5", name: actor), text: text ?? "\(actor) \(id)", excerpt: excerpt,
            url: "https://a.example", occurredAt: Timestamp(seconds: at),
            receivedAt: Timestamp(seconds: at + 1),
            live: true, addressedToMe: forMe, mine: mine, cursor: "9", payload: [1, 2, 255]
        )
    }
}

extension FeedStore {
    /// What a query finds in all that is stored, newest first, page by page.
    func found(
        _ text: String, in scope: Scope = Scope(tab: .all, project: nil), limit: Int = 40,
        context: QueryContext = QueryContext(now: Timestamp(seconds: 10_000))
    ) throws -> [StoredEntry] {
        var scope = scope
        scope.filter = try Query(text, kinds: nil)
        var found: [StoredEntry] = []
        var next: Int64? = .max
        while let before = next {
            let page = try page(of: scope, before: before, limit: limit, context: context)
            found += page.entries
            next = page.next
        }
        return found
    }
}
