import Feed
import Foundation
import Store
import Testing

@Suite struct FeedStoreTests {
    private let directory = FileManager.default.temporaryDirectory.appendingPathComponent(
        "craftdesk-\(UUID().uuidString)")

    private func path() throws -> String {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        return directory.appendingPathComponent("feed.sqlite").path
    }

    private func event(_ id: String, project: String? = "3") -> Feed.Notification {
        Feed.Notification(
            id: id, kind: .comment, name: "C", channel: "c", project: project,
            task: TaskReference(id: "1", key: "WEB-1", title: "T"), actor: Actor(id: "5", name: "Ana"),
            text: "Ana \(id)",
            excerpt: "body", url: "https://a.example", occurredAt: Timestamp(seconds: 1),
            receivedAt: Timestamp(seconds: 2),
            live: true, addressedToMe: true, mine: false, cursor: "9", payload: [1, 2, 255]
        )
    }

    @Test func whatWasStoredComesBackTheSame() throws {
        let path = try path()
        let store = try FeedStore(path: path)
        try store.append([event("a"), event("b", project: nil)], marks: [])
        try store.append([event("a")], marks: .read)
        try store.apply(StateChange(mark: .starred, isSet: true, ids: ["b"]))
        try store.setFact("cursor", "9")
        // Another reader sees it without the writer having closed: as after a kill.
        let second = try FeedStore(path: path)
        let loaded = try second.load(limit: 10)
        #expect(loaded.map(\.notification) == [event("a"), event("b", project: nil)])
        #expect(loaded.map(\.marks) == [[], .starred])
        #expect(try second.unreadCounts() == ["3": 1, nil: 1])
        #expect(second.fact("cursor") == "9")
        try store.apply(StateChange(mark: .read, isSet: true, ids: ["a", "b"]))
        #expect(try second.unreadCounts().isEmpty)
    }

    @Test func unreadEntriesAreLoadedHoweverOldTheyAre() throws {
        let store = try FeedStore(path: path())
        try store.append([event("old")], marks: [])
        try store.append((0..<50).map { event("e\($0)") }, marks: .read)
        let loaded = try store.load(limit: 10)
        #expect(loaded.count == 11)
        #expect(loaded.first?.notification.id == "old")
    }

    @Test func aPathThatCannotBeOpenedIsASentence() throws {
        #expect(throws: StoreError.self) { try FeedStore(path: "/nonexistent/x.sqlite") }
        let path = try path()
        try Data("this is not a database, but long enough to be looked at".utf8).write(
            to: URL(fileURLWithPath: path))
        #expect(throws: StoreError.self) { try FeedStore(path: path) }
    }
}
