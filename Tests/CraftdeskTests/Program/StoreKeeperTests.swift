import Feed
import Foundation
import Store
import Testing

@testable import craftdesk

@MainActor @Suite struct StoreKeeperTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
        "craftdesk-keeper-\(UUID().uuidString)"
    ).path

    private func path() throws -> String {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        return directory + "/feed.sqlite"
    }

    private func event(_ number: Int) -> Feed.Notification {
        Feed.Notification(
            id: "e\(number)", kind: .comment, name: "C", channel: "c", project: "3", text: "text",
            occurredAt: Timestamp(seconds: Int64(number)), receivedAt: Timestamp(seconds: Int64(number)))
    }

    @Test func withoutAFileNothingIsKeptAndNothingFails() async {
        let keeper = StoreKeeper(path: nil, retention: Retention()) { _ in }
        #expect(!keeper.isBacked)
        #expect(keeper.isOnDuty)
        keeper.settle()
        keeper.keep("cursor", "9")
        keeper.write([.append([event(1)], [])])
        #expect(keeper.fact("cursor") == "9")
        await keeper.close()
    }

    @Test func aFileThatCannotBeOpenedIsASentenceAndTheProgramGoesOn() async {
        let keeper = StoreKeeper(path: "/proc/feed.sqlite", retention: Retention()) { _ in }
        #expect(keeper.complaint != nil)
        #expect(!keeper.isBacked)
        keeper.write([.append([event(1)], [])])
        await keeper.close()
    }

    @Test(.timeLimit(.minutes(2))) func aStartReadsOneScreenThenMoreAndAScrollTheRest() async throws {
        let path = try path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = try FeedStore(path: path)
        try store.append((0..<3000).map(event), marks: [])
        store.close()
        let (stream, news) = AsyncStream.makeStream(of: StoreNews.self)
        let keeper = StoreKeeper(path: path, retention: Retention()) { news.yield($0) }
        var timeline = Timeline(bundleWindow: 0)
        let start = try #require(keeper.start)
        #expect(start.page.entries.count == StoreKeeper.firstPage)
        timeline.setUnloaded(start.unread)
        for entry in start.page.entries { timeline.load(entry.notification, marks: entry.marks) }
        keeper.settle()
        for await case .older(let entries, _) in stream {
            for entry in entries { timeline.load(entry.notification, marks: entry.marks) }
            if timeline.count == 3000 { break }
            #expect(timeline.unreadTotal == 3000)
            // The loop comes back for more once the page before is in.
            while true {
                let last = timeline.row(at: timeline.rowCount - 1)?.entries.last?.notification.id
                keeper.loadOlder(timeline.scope, after: last, context: timeline.context)
                if keeper.isBusy { break }
                await Task.yield()
            }
        }
        #expect(timeline.unloaded.isEmpty)
        await keeper.close()
    }

    @Test(.timeLimit(.minutes(2))) func aConversationIsBroughtHoweverFarBackItIs() async throws {
        let path = try path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let store = try FeedStore(path: path)
        func event(_ number: Int) -> Feed.Notification {
            Feed.Notification(
                id: "e\(number)", kind: .comment, name: "C", channel: "c", project: "3",
                task: TaskReference(id: "T\(number % 1000)"), text: "text", occurredAt: Timestamp(seconds: 1),
                receivedAt: Timestamp(seconds: 1))
        }
        try store.append((0..<3000).map(event), marks: [])
        store.close()
        let (stream, news) = AsyncStream.makeStream(of: StoreNews.self)
        let keeper = StoreKeeper(path: path, retention: Retention()) { news.yield($0) }
        let context = QueryContext(now: Timestamp(seconds: 2))
        keeper.loadConversation(Query(.term(.task("t7")), text: ""), context: context)
        var found: [String] = []
        for await case .older(let entries, _) in stream {
            found += entries.map(\.notification.id)
            if found.count >= 3 { break }
        }
        #expect(found == ["e2007", "e1007", "e7"])
        await keeper.close()
    }

    /// What many entries at once leave to be indexed is told of while it goes on, and told to be over.
    @Test(.timeLimit(.minutes(2))) func indexingIsTold() async throws {
        let path = try path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let (stream, news) = AsyncStream.makeStream(of: StoreNews.self)
        let keeper = StoreKeeper(path: path, retention: Retention()) { news.yield($0) }
        keeper.settle()
        keeper.write([.append((0..<7000).map(event), [])])
        var told: [Double] = []
        for await case .working("Indexing for search", let share?) in stream {
            told.append(share)
            if share >= 1 { break }
        }
        #expect(told.count > 1)
        #expect(told == told.sorted())
        #expect(told.allSatisfy { (0...1).contains($0) })
        await keeper.close()
    }

    @Test(.timeLimit(.minutes(2))) func aSecondInstanceHearsOfMarks() async throws {
        let path = try path()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let (firstStream, firstNews) = AsyncStream.makeStream(of: StoreNews.self)
        let (stream, news) = AsyncStream.makeStream(of: StoreNews.self)
        let first = StoreKeeper(path: path, retention: Retention()) { firstNews.yield($0) }
        first.settle()
        for await case .onDuty in firstStream { break }
        #expect(first.isOnDuty)
        first.write([.append([event(1)], [])])
        let second = StoreKeeper(path: path, retention: Retention()) { news.yield($0) }
        second.settle()
        #expect(!second.isOnDuty)
        let change = StateChange(mark: .read, isSet: true, ids: ["e1"])
        first.write([.change(change)])
        for await case .marks(let marks) in stream {
            #expect(marks.changes == [change])
            break
        }
        await first.close()
        // The duties go to the one that is left.
        for await case .onDuty in stream { break }
        #expect(second.isOnDuty)
        await second.close()
    }
}
