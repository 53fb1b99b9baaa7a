import Feed
import Foundation
import Store
import Testing

@testable import craftdesk

@MainActor @Suite struct RowCounterTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
        "craftdesk-counter-\(UUID().uuidString)"
    ).path

    private static func event(_ number: Int) -> Feed.Notification {
        Feed.Notification(
            id: "e\(number)", kind: .comment, name: "C", channel: "c", project: "3",
            task: TaskReference(id: "T\(number % 3)"), text: "text",
            occurredAt: Timestamp(seconds: Int64(number)), receivedAt: Timestamp(seconds: Int64(number)))
    }

    /// The answers come without the loop waiting for them; meanwhile nothing else is asked.
    @Test(.timeLimit(.minutes(2))) func whatTheStoreHasOfRowsIsToldToTheLoop() async throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = directory + "/feed.sqlite"
        let store = try FeedStore(path: path)
        try store.append((0..<4000).map(Self.event), marks: .read)
        while try store.tidy(Retention()) {}
        store.close()
        let (stream, news) = AsyncStream.makeStream(of: StoreNews.self)
        let keeper = StoreKeeper(path: path, retention: Retention()) { news.yield($0) }
        var timeline = Timeline(bundleWindow: 60_000)
        timeline.isBacked = true
        let start = try #require(keeper.start)
        timeline.setHoldsAll(start.page.next == nil)
        for entry in start.page.entries { timeline.load(entry.notification, marks: entry.marks) }
        let rows = (0..<3).compactMap { timeline.rowID(at: $0) }
        keeper.count({ timeline.questions(about: rows) }, context: timeline.context)
        keeper.count(
            {
                Issue.record("asked while an answer is on its way")
                return []
            }, context: timeline.context)
        var isOver = false
        for await case .counted(let answers) in stream {
            timeline.take(answers)
            isOver = answers.isEmpty
            if isOver { break }
        }
        #expect(isOver)
        #expect((0..<3).compactMap { timeline.row(at: $0)?.eventCount } == [1334, 1333, 1333])
        var asks = 0
        keeper.count(
            {
                asks += 1
                return timeline.questions(about: rows)
            }, context: timeline.context)
        #expect(asks == 1)
        await keeper.close()
    }
}
