import Feed
import PusherCore
import Sandbox
import Testing

@testable import craftdesk

/// The shapes in which Laravel sends events (protocol notes 7), from a server's socket to the feed's entry.
@Suite struct EventShapesTests {
    struct Shape: Sendable, CustomTestStringConvertible {
        var name: String
        var data: String
        var kind: EventKind
        /// What the row says.
        var text: String
        var channel = "private-workspace.7"
        var forMe = false
        var task: String?
        var id: String?

        var testDescription: String { "\(name) \(data)" }
    }

    private static let notified = #"Illuminate\Notifications\Events\BroadcastNotificationCreated"#

    static let shapes: [Shape] = [
        // 7.1: a class, `broadcastAs`, queue properties that leak, escapes as PHP writes them.
        Shape(
            name: #"App\Events\CommentCreated"#,
            data:
                #"{"comment":{"id":1,"task_id":142,"body":"Caf\u00e9 \/ bar","author":{"id":5,"name":"Zo\u00eb"}},"task":{"id":142,"title":"T","project_id":3},"connection":null,"queue":null,"afterCommit":false}"#,
            kind: .comment, text: #"Zoë commented on "T""#, task: "142"),
        Shape(
            name: "comment.created",
            data: #"{"comment":{"id":2,"task_id":142,"author":{"id":5,"name":"Ana"}}}"#, kind: .comment,
            text: "Ana commented", task: "142"),
        // No data is the text of an empty list.
        Shape(name: #"App\Events\CacheCleared"#, data: "[]", kind: .unknown, text: "Cache cleared"),
        Shape(name: "AnonymousEvent", data: #"{"message":"Deployed"}"#, kind: .unknown, text: "Deployed"),
        // What publishers send besides JSON.
        Shape(name: "motd", data: "plain text", kind: .unknown, text: "plain text"),
        Shape(name: "answer", data: "42", kind: .unknown, text: "answer"),
        // 7.2: a namespace below the application's, and another one.
        Shape(name: #"App\Events\Orders\Shipped"#, data: #"{"id":7}"#, kind: .unknown, text: "Orders"),
        Shape(
            name: #"Acme\Billing\QuotaWarning"#, data: #"{"resource":"seats"}"#, kind: .quota, text: "eats"),
        Shape(name: "order.shipped", data: #"{"title":"Order 7"}"#, kind: .unknown, text: "Order 7"),
        // 7.3: a notification, with and without what is written over its data.
        Shape(
            name: notified,
            data:
                #"{"invoice_id":311,"id":"6b0f1c52-0a77-4d0e-9a53-6f3c2c1f9b10","type":"App\\Notifications\\InvoicePaid"}"#,
            kind: .notification, text: "Invoice paid", channel: "private-App.Models.User.42", forMe: true,
            id: "6b0f1c52-0a77-4d0e-9a53-6f3c2c1f9b10"),
        Shape(
            name: notified, data: #"{"message":"No id, no type"}"#, kind: .notification,
            text: "No id, no type", channel: "private-App.Models.User.42", forMe: true),
        // 7.4: a model, by its class's base name and the verb.
        Shape(
            name: "PostUpdated",
            data:
                #"{"model":{"id":5,"title":"Roadmap","updated_at":"2026-11-23T15:55:01.000000Z"},"connection":null,"queue":null,"afterCommit":false}"#,
            kind: .unknown, text: "Roadmap", channel: "private-App.Models.User.42",
            id: "PostUpdated/5/2026-11-23T15:55:01.000000Z"),
        Shape(
            name: "PostCreated", data: #"{"model":{"id":6,"title":"Plan"}}"#, kind: .unknown,
            text: "Post created: Plan"),
        Shape(
            name: "PostTrashed", data: #"{"model":{"id":6,"title":"Plan"}}"#, kind: .unknown,
            text: "Post trashed: Plan"),
        Shape(
            name: "PostRestored", data: #"{"model":{"id":6,"title":"Plan"}}"#, kind: .unknown,
            text: "Post restored: Plan"),
        Shape(
            name: "PostDeleted", data: #"{"model":{"id":6,"title":"Plan"}}"#, kind: .unknown,
            text: "Post deleted: Plan"),
    ]

    @Test func eachIsAnEntryThatSaysWhatItIs() async throws {
        let probe = try await EngineProbe()
        for channel in ["private-workspace.7", "private-App.Models.User.42"] {
            try await probe.waitForSubscription(channel)
        }
        for shape in Self.shapes {
            await probe.server.publish(shape.name, channels: [shape.channel], data: shape.data)
        }
        try await probe.wait("all of them came") { _ in probe.arrived.count >= Self.shapes.count }
        await probe.end()
        #expect(probe.arrived.count == Self.shapes.count)
        for (shape, entry) in zip(Self.shapes, probe.arrived) {
            #expect(entry.name == shape.name && entry.channel == shape.channel, "\(shape)")
            #expect(entry.kind == shape.kind, "\(shape)")
            #expect(entry.text.contains(shape.text), "\(shape.name): \(entry.text)")
            #expect(entry.addressedToMe == shape.forMe, "\(shape)")
            #expect(entry.task?.id == shape.task, "\(shape)")
            if let id = shape.id { #expect(entry.id == id) }
        }
    }
}
