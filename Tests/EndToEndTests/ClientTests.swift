import Foundation
import NIOPosix
import PusherCore
import Sandbox
import TestSupport
import Testing

/// The client by its configuration file against a server of this process.
@Suite(.serialized) struct ClientTests {
    @Test func switchesProjectsOnOneSocketAndKeepsWhatItHas() async throws {
        let server = try await TestServer.start()
        let environment = try TestServer.home(server)
        let screen = try TmuxScreen([BuiltProduct.path("craftdesk")], environment: environment)
        try await screen.wait(for: "the history") {
            $0.contains("live") && $0.contains("1 WEB") && $0.contains("Website")
        }
        try await screen.wait(for: "the first project") { _ in true }
        for _ in 0..<200
        where await !server.subscriptionLog().contains(where: { $0.channel == "private-project.3" }) {
            try await Task.sleep(for: .milliseconds(50))
        }
        try screen.type("2")
        try await screen.wait(for: "the other project") { $0.contains("Public API") }
        let wanted = [
            SubscriptionRecord(connection: 1, channel: "private-project.3", isSubscribe: true),
            SubscriptionRecord(connection: 1, channel: "private-project.3", isSubscribe: false),
            SubscriptionRecord(connection: 1, channel: "private-project.4", isSubscribe: true),
        ]
        for _ in 0..<200 where await !Self.isInOrder(wanted, server.subscriptionLog()) {
            try await Task.sleep(for: .milliseconds(50))
        }
        #expect(Self.isInOrder(wanted, await server.subscriptionLog()))

        // An event of the project that is not in view: a badge and a toast; one for me rings too.
        await server.comment(task: 142, author: 5, body: "only a badge")
        try await screen.wait(for: "the badge") { $0.contains("1 WEB 1") }
        try await screen.wait(for: "the toast") { $0.contains("Ana Souza commented on") }
        try screen.type("T")
        try await screen.wait(for: "no toast") { !$0.contains("Ana Souza commented on") }
        // The next one goes by itself.
        await server.comment(task: 142, author: 6, body: "only a badge")
        try await screen.wait(for: "the other toast") { $0.contains("Bo Lindqvist commented on") }
        try await screen.wait(for: "its end") { !$0.contains("Bo Lindqvist commented on") }
        try screen.type("1")
        try await screen.wait(for: "the row") {
            $0.contains("Bo Lindqvist, Ana") && $0.contains("[Inbox 2]")
        }
        #expect(try screen.title().contains("craftdesk (2)"))
        try screen.type("r")
        try await screen.wait(for: "no unread") { $0.contains("[Inbox]") && !$0.contains("1 WEB 2") }

        // The server dies under the client; what happened meanwhile is recovered.
        await server.stop()
        try await screen.wait(for: "offline") { $0.contains("offline") }
        let again = try await TestServer.start(resuming: server, port: server.port)
        await again.assign(task: 142, to: 42, by: 6)
        try await screen.wait(for: "the connection, and what was missed") {
            $0.contains("live") && $0.contains("assigned you")
        }

        // A restart shows the old feed before the network, with the same counts.
        try screen.type("q")
        try await screen.wait(for: "the end") { $0.contains("exited 0") }
        await again.stop()
        let second = try TmuxScreen([BuiltProduct.path("craftdesk")], environment: environment)
        try await second.wait(for: "the stored feed") {
            $0.contains("assigned you") && $0.contains("[Inbox 1]")
        }
        try second.type("q")
        try await second.wait(for: "the end") { $0.contains("exited 0") }
    }

    private static func isInOrder(_ wanted: [SubscriptionRecord], _ log: [SubscriptionRecord]) -> Bool {
        var rest = wanted[...]
        for record in log where record == rest.first { rest = rest.dropFirst() }
        return rest.isEmpty
    }

    @Test func tailPrintsWhatTheWireSays() async throws {
        let server = try await TestServer.start()
        let environment = try TestServer.home(server)
        async let outcome = BuiltProduct.run(
            "craftdesk", ["tail", "--json", "--count", "2", "--project", "3", "--for", "60s"],
            environment: environment
        )
        for _ in 0..<400
        where await !server.subscriptionLog().contains(where: { $0.channel == "private-project.3" }) {
            try await Task.sleep(for: .milliseconds(50))
        }
        // Both channels carry it; it is one event.
        await server.comment(task: 142, author: 5, body: "hello @zoe")
        await server.assign(task: 142, to: 42, by: 6)
        let lines = try await outcome.output.split(separator: "\n")
        #expect(try await outcome.status == 0)
        let events = lines.filter { $0.contains("\"type\":\"event\"") }
        #expect(events.count == 2)
        #expect(events.first?.contains("\"kind\":\"comment\"") == true)
        #expect(events.last?.contains("Bo Lindqvist assigned you") == true)
        #expect(lines.contains { $0.contains("\"state\":\"connected\"") })
        await server.stop()
    }

    @Test func badInputIsOneSentence() async throws {
        let server = try await TestServer.start()
        var environment = try TestServer.home(server, more: "chanel = \"x\"")
        var outcome = try await BuiltProduct.run("craftdesk", ["tail"], environment: environment)
        #expect(outcome.status == 78)
        #expect(
            outcome.errors.contains(
                "config.toml:8:1: unknown key \"chanel\"; the nearest known name is \"channel\""))

        environment = try TestServer.home(server)
        outcome = try await BuiltProduct.run(
            "craftdesk", ["tail", "--set", "server.key=nobody", "--for", "30s"], environment: environment)
        #expect(outcome.status == 77)
        #expect(outcome.errors.contains("Application does not exist"))

        environment = try TestServer.home(server, token: "17|wrong")
        outcome = try await BuiltProduct.run("craftdesk", ["tail", "--for", "30s"], environment: environment)
        #expect(outcome.status == 77)
        #expect(outcome.errors.contains("craftdesk login"))
        #expect(!outcome.errors.contains("17|wrong"))

        environment = try TestServer.home(server)
        outcome = try await BuiltProduct.run(
            "craftdesk", ["tail", "--config", "/nonexistent.toml"], environment: environment)
        #expect(outcome.status == 78)
        outcome = try await BuiltProduct.run(
            "craftdesk", ["tail", "--set", "server.url=ws://127.0.0.1:1", "--for", "2s"],
            environment: environment)
        #expect(outcome.errors.contains("connection refused"))
        await server.stop()
    }
}
