import PusherCore
import Testing
import WebSocketCore

@testable import Sandbox

/// What goes over the wire, by imitation and fault.
@Suite struct NodeTests {
    @Test func greetsAsReverbDoes() async throws {
        try await SandboxServer.withQuiet { server in
            let socket = try await Socket(server)
            let greeting = await socket.message(with: "connection_established") ?? ""
            #expect(
                greeting.contains(#""data":"{\"socket_id\":\""#)
                    && greeting.contains(#"\"activity_timeout\":30}"#))
            try await socket.send(#"{"event":"pusher:ping","data":{}}"#)
            #expect(await socket.message(with: "pong") == #"{"event":"pusher:pong"}"#)
            try await socket.send("nonsense")
            #expect(await socket.message(with: "4200")?.contains(#""data":"{\"code\":4200"#) == true)
            await socket.close()
        }
    }

    @Test func errorsAndEndsDifferByServer() async throws {
        for (dialect, code) in [
            (Dialect.reverb, CloseCode.abnormalClosure), (.pusher, CloseCode(rawValue: 4200)),
            (.soketi, CloseCode(rawValue: 4200)),
        ] {
            try await SandboxServer.withQuiet {
                $0.imitates = dialect
            } _: { server in
                let socket = try await Socket(server)
                _ = await socket.message(with: "connection_established")
                try await socket.send(
                    #"{"event":"pusher:subscribe","data":{"channel":"private-a","auth":"k:x"}}"#)
                switch dialect {
                case .reverb: #expect(await socket.message(with: "4009")?.contains("private-a") == false)
                case .pusher:
                    #expect(await socket.message(with: "Invalid signature")?.contains("private-a") == true)
                case .soketi:
                    #expect(await socket.message(with: "subscription_error")?.contains("private-a") == true)
                }
                await server.shutDown()
                #expect(await socket.closed()?.code == code, "\(dialect)")
            }
        }
    }

    @Test func aClientEventReachesTheOtherNode() async throws {
        try await SandboxServer.withQuiet {
            $0.nodes = 2
        } _: { server in
            #expect(Set(server.ports).count == 2)
            let here = try await Socket(server, node: 0)
            let there = try await Socket(server, node: 1)
            try await here.subscribe("private-a")
            try await there.subscribe("private-a")
            try await here.send(#"{"event":"client-typing","channel":"private-a","data":{"a":1}}"#)
            #expect(await there.message(with: "client-typing") != nil)
            #expect(!here.messages.contains { $0.contains("client-typing") })
            await here.close()
            await there.close()
        }
    }
}
