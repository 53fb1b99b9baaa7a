import JSON
import NIOPosix
import PusherCore
import Testing
import WebSocketCore

@testable import Sandbox

/// The server as whoever started it sees it.
@Suite struct SandboxServerTests {
    @Test func aPortInUseHasASentence() async throws {
        try await SandboxServer.withQuiet { server in
            await #expect(
                throws: SandboxError.cannotListen(
                    host: "127.0.0.1", port: server.port, reason: "the port is in use")
            ) {
                try await SandboxServer.withQuiet({ $0.port = server.port }, { _ in })
            }
        }
    }

    @Test func everybodyHasATokenThatIsTaken() async throws {
        try await SandboxServer.withQuiet { server in
            #expect(server.users.count > 2)
            #expect(Set(server.users.map(\.token)).count == server.users.count)
            for index in server.users.indices {
                let answer = try await HTTP(server, user: index)("GET", "/api/user")
                #expect(answer.json?["id"]?.identifier == server.users[index].id)
            }
        }
    }

    @Test func eachNodeHasAPort() async throws {
        try await SandboxServer.withQuiet {
            $0.nodes = 3
        } _: { server in
            #expect(Set(server.ports).count == 3 && server.port == server.ports.first)
            for node in 0..<3 {
                let answer = try await HTTP(server)("GET", "/up", node: node)
                #expect(answer.status == 200)
            }
        }
    }

    @Test func connectionsAreCountedAndCut() async throws {
        try await SandboxServer.withQuiet { server in
            let (one, other) = (try await Socket(server), try await Socket(server))
            for socket in [one, other] { _ = await socket.message(with: "connection_established") }
            #expect(await server.connectionCount() == 2)
            await server.dropConnections()
            #expect(await one.closed()?.code == .abnormalClosure)
            #expect(await other.closed()?.code == .abnormalClosure)
            #expect(await server.connectionCount() == 0)
        }
    }

    @Test func whatIsSubscribedIsLogged() async throws {
        try await SandboxServer.withQuiet { server in
            let socket = try await Socket(server)
            _ = await socket.message(with: "connection_established")
            for action in ["subscribe", "unsubscribe"] {
                try await socket.send(#"{"event":"pusher:\#(action)","data":{"channel":"news"}}"#)
            }
            try await socket.send(#"{"event":"pusher:ping","data":{}}"#)
            _ = await socket.message(with: "pong")
            let log = await server.subscriptionLog().filter { $0.channel == "news" }
            #expect(log.map(\.isSubscribe) == [true, false])
            await socket.close()
        }
    }

    @Test func whatIsPublishedComesToThoseWhoHoldTheChannel() async throws {
        try await SandboxServer.withQuiet { server in
            let socket = try await Socket(server)
            _ = await socket.message(with: "connection_established")
            try await socket.send(#"{"event":"pusher:subscribe","data":{"channel":"news"}}"#)
            _ = await socket.message(with: "subscription_succeeded")
            await server.publish("Other", channels: ["elsewhere"], data: "{}")
            await server.publish("Mine", channels: ["news"], data: #"{"a":1}"#)
            #expect(await socket.message(with: "Mine")?.contains(#""channel":"news""#) == true)
            #expect(!socket.messages.contains { $0.contains("Other") })
            await socket.close()
        }
    }

    /// A server that was stopped and started again knows its history and its tokens.
    @Test func anotherGoesOnWithItsWorld() async throws {
        try await SandboxServer.withQuiet { server in
            await server.comment(task: 142, author: 5, body: "before")
            var configuration = SandboxConfiguration(scenario: try Scenario.named("team"))
            configuration.plays = false
            let next = try await SandboxServer.start(
                configuration, group: MultiThreadedEventLoopGroup.singleton, resuming: server)
            let events = try await HTTP(next)("GET", "/api/workspaces/\(next.workspace)/events")
            #expect(events.text.contains("before"))
            #expect(next.users.map(\.token) == server.users.map(\.token))
            await next.stop()
        }
    }
}
