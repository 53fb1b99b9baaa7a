import Feed
import Foundation
import JSON
import Store
import Synchronization
import Testing

@testable import craftdesk

/// `tail` decides as the screen does: rules and mutes hold for what it prints and for what it keeps.
@Suite struct TailWriterTests {
    private final class Lines: Sendable {
        let texts = Mutex<[String]>([])

        func events() throws -> [JSONValue] {
            try texts.withLock { $0 }.joined().split(separator: "\n").map {
                try JSONValue(parsing: Array($0.utf8))
            }
            .filter { $0["type"]?.string == "event" }
        }
    }

    private let tool: CommandLineTool
    private let store: FeedStore
    private let lines = Lines()

    init() throws {
        tool = try CommandLineTool()
        store = try FeedStore(path: tool.directory.path + "/feed.sqlite")
    }

    private func writer(_ policy: DeliveryPolicy, keeps: Bool = true) throws -> TailWriter {
        var choice = TailWriter.Choice(isJSON: true)
        choice.policy = policy
        let writer = TailWriter(choice) { [lines] bytes, _ in
            lines.texts.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) }
        }
        if keeps { try writer.load(store) }
        return writer
    }

    private static func event(
        _ id: String, _ kind: EventKind = .comment, task: String = "1", by name: String = "Ana",
        mine: Bool = false,
        payload: String = "{}"
    ) -> Feed.Notification {
        Feed.Notification(
            id: id, kind: kind, name: "E", channel: "c", project: "3", task: TaskReference(id: task),
            actor: Actor(id: nil, name: name), text: id, occurredAt: Timestamp(seconds: 100),
            receivedAt: Timestamp(seconds: 100), mine: mine, payload: Array(payload.utf8))
    }

    private static func rule(_ query: String, _ change: DeliveryChange) throws -> Rule {
        Rule(name: query, query: try Query(query), change: change)
    }

    @Test func rulesDecideAndAreNamed() throws {
        let policy = DeliveryPolicy(rules: [
            try Self.rule("from:bo", DeliveryChange(show: false)),
            try Self.rule("kind:quota", DeliveryChange(star: true)),
        ])
        try writer(policy).write([
            .arrived([
                Self.event("a"), Self.event("b", by: "Bo"), Self.event("c", .quota),
                Self.event("d", mine: true),
            ])
        ])
        let told = try lines.events().map { event in
            (event["why"]?.elements.compactMap(\.string) ?? [], event["unread"]?.bool)
        }
        #expect(
            told.map(\.0) == [
                ["rule:default"], ["rule:from:bo"], ["rule:kind:quota"], ["rule:default", "own"],
            ])
        #expect(told.map(\.1) == [true, false, true, false])
        #expect(try store.entry("b")?.marks == .muted)
        #expect(try store.entry("c")?.marks == .starred)
        #expect(try store.entry("d")?.marks == .read)
        #expect(try store.unreadCounts() == ["3": 2])
    }

    /// A mute of the screen holds while only `tail --store` runs, and ends by what it waits for.
    @Test func mutesOfTheScreenHoldAndEnd() throws {
        let mute = Mute(Query(field: "task", value: "1"), until: Until(condition: try Query("from:zoe")))
        let over = Mute(Query(field: "task", value: "2"), until: Until(time: Timestamp(seconds: 99)))
        try store.write([.order(id: "mute:task:1", .mute(mute)), .order(id: "mute:task:2", .mute(over))])
        let writer = try writer(DeliveryPolicy())
        writer.write([.arrived([Self.event("a"), Self.event("b", task: "2")])])
        #expect(try store.unreadCounts() == ["3": 1])
        writer.write([.arrived([Self.event("c"), Self.event("d", by: "Zoe"), Self.event("e")])])
        #expect(
            try lines.events().map { $0["why"]?.elements.last?.string } == [
                "mute:task:1", "rule:default", "mute:task:1", "rule:default", "rule:default",
            ])
        #expect(try lines.events().map { $0["unread"]?.bool } == [false, true, false, true, true])
        // What it had kept out is back.
        #expect(try store.unreadCounts() == ["3": 5])
        #expect(try store.orders().map(\.id) == ["mute:task:2"])
    }

    @Test func anOutageHasItsRowInTheStore() throws {
        let outage = Outage(
            from: Timestamp(seconds: 10), to: Timestamp(seconds: 90), isComplete: true, recovered: 1)
        try writer(DeliveryPolicy()).write([.recovered([Self.event("a")], outage)])
        let kept = try store.page(before: .max, limit: 9).entries
        #expect(kept.map(\.notification.kind) == [.outage, .comment])
        #expect(kept.first?.marks == .read)
        #expect(try store.unreadCounts() == ["3": 1])
    }

    @Test func whatIsKnownOfTheWorkspaceIsKept() throws {
        let projects = [Project(id: "3", key: "WEB", name: "Website")]
        try writer(DeliveryPolicy()).write([
            .projects(projects), .identity(Identity(userID: "42", name: "Zoe")),
        ])
        #expect(KnownWorkspace(store).projects == projects)
        #expect(KnownWorkspace(store).identity?.userID == "42")
    }
}
