import Dispatch
import Feed
import Foundation
import Store
import Testing

@testable import craftdesk

@MainActor @Suite struct LateOpeningTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
        "craftdesk-late-\(UUID().uuidString)"
    ).path
    private var away: String { directory + "-away" }
    private var path: String { directory + "/feed.sqlite" }

    private static func event(_ number: Int, cursor: String? = nil) -> Feed.Notification {
        Feed.Notification(
            id: "e\(number)", kind: .comment, name: "C", channel: "c", project: "3", text: "text",
            occurredAt: Timestamp(seconds: Int64(number)), receivedAt: Timestamp(seconds: Int64(number)),
            cursor: cursor)
    }

    /// A store that an earlier run has left, in a directory that isn't there at the start.
    private func leave() throws {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        let store = try FeedStore(path: path)
        try store.write([
            .append([Self.event(1), Self.event(2)], []), .append([Self.event(3)], .read),
            .fact(name: "cursor", value: "3"), .fact(name: "last_contact", value: "3000"),
        ])
        store.close()
        try FileManager.default.moveItem(atPath: directory, toPath: away)
    }

    private func comeBack() throws { try FileManager.default.moveItem(atPath: away, toPath: directory) }

    @Test(.timeLimit(.minutes(2))) func whatCameMeanwhileIsWrittenOnceWhenTheFileCanBeOpened() async throws {
        try leave()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let (stream, news) = AsyncStream.makeStream(of: StoreNews.self)
        let keeper = StoreKeeper(path: path, retention: Retention()) { news.yield($0) }
        #expect(keeper.complaint != nil && !keeper.isBacked)
        // What the first request brings is taken for history, and a mark is made of an entry the store has too.
        keeper.write([
            .append([Self.event(2, cursor: "2"), Self.event(4, cursor: "4")], .read),
            .append([Self.event(5, cursor: "5")], []),
            .change(StateChange(mark: .starred, isSet: true, ids: ["e2", "e5"])),
        ])
        keeper.keep("cursor", "5")
        keeper.keep("project", "3")
        #expect(keeper.join() == nil)
        keeper.settle()
        try comeBack()
        for await case .opened in stream { break }
        keeper.write([.append([Self.event(6)], [])])
        let joined = keeper.join()
        let contact = try #require(joined)
        #expect(contact == LateOpening.Contact(cursor: "3", last: Timestamp(seconds: 3)))
        #expect(keeper.isBacked && keeper.join() == nil)
        let start = try #require(keeper.start)
        let entries = start.page.entries.sorted { $0.notification.id < $1.notification.id }
        #expect(entries.map(\.notification.id) == ["e1", "e2", "e3", "e4", "e5", "e6"])
        #expect(entries.map(\.marks) == [[], .starred, .read, [], .starred, []])
        #expect(start.unread["3"] == UnreadCount(entries: 5))
        #expect(keeper.fact("project") == "3")
        // The point to go on from stays that of the earlier run until what was missed is here.
        #expect(keeper.fact("cursor") == "3")
        keeper.write([.append([Self.event(7)], [])])
        await keeper.close()
        #expect(try FeedStore(path: path).count() == 7)
    }

    /// Who ends the program while the file can be opened again loses nothing.
    @Test func theLastAttemptIsMadeAtTheEnd() async throws {
        try leave()
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let keeper = StoreKeeper(path: path, retention: Retention()) { _ in }
        keeper.write([.append([Self.event(9)], [])])
        try comeBack()
        await keeper.close()
        #expect(try FeedStore(path: path).entry("e9")?.marks == [])
    }

    /// A first start ever: what came is history, and where it ends is where the next run goes on.
    @Test func withoutAnEarlierRunHistoryStaysRead() {
        let writes: [StoreWrite] = [.append([Self.event(1)], .read), .fact(name: "cursor", value: "1")]
        #expect(writes.flatMap { LateOpening.fitted($0, nil) } == writes)
        let contact = LateOpening.Contact(cursor: nil, last: Timestamp(seconds: 1))
        #expect(
            LateOpening.fitted(.append([Self.event(1), Self.event(2)], .read), contact)
                == [.append([Self.event(1)], .read), .append([Self.event(2)], [])])
        #expect(LateOpening.fitted(writes[1], contact).isEmpty)
        #expect(
            LateOpening.fitted(.append([Self.event(2)], [.read, .muted]), contact)
                == [.append([Self.event(2)], .muted)])
    }
}
