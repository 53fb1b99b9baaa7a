import PusherCore
import Testing
import WebSocketCore

@testable import Sandbox

/// What goes over the wire where something is wrong with the server.
@Suite struct NodeFaultsTests {
    @Test(
        arguments: [
            (.close4001, 4001), (.close4100, 4100), (.close4000, 4000), (.close4003, 4003),
            (.close4004, 4004),
            (.close4009, 4009),
        ] as [(Fault, UInt16)])
    func aCodeComesWithItsErrorAsAnObject(_ fault: Fault, _ code: UInt16) async throws {
        try await SandboxServer.withQuiet {
            $0.faults = [fault]
        } _: { server in
            let socket = try await Socket(server)
            #expect(await socket.closed()?.code == CloseCode(rawValue: code))
            #expect(socket.messages.first?.contains(#""data":{"code":\#(code)"#) == true)
        }
    }

    @Test(
        arguments: [
            (.close4200, 4200), (.close4202, 4202), (.close4301, 4301), (.hangUp, 1006),
        ] as [(Fault, UInt16)])
    func theFirstSubscriptionIsTheLast(_ fault: Fault, _ code: UInt16) async throws {
        try await SandboxServer.withQuiet {
            $0.faults = [fault]
        } _: { server in
            let socket = try await Socket(server)
            try await socket.subscribe("news")
            #expect(await socket.closed()?.code == CloseCode(rawValue: code))
        }
    }

    @Test func aFullOrChoosyReverbLeavesTheSocketOpen() async throws {
        for (fault, code) in [(Fault.quotaOpen, "4004"), (.originOpen, "4009")] {
            try await SandboxServer.withQuiet {
                $0.faults = [fault]
            } _: { server in
                let socket = try await Socket(server)
                #expect(await socket.message(with: code) != nil && socket.closure == nil)
                #expect(socket.messages.count == 1)
                await socket.close()
            }
        }
    }

    @Test(arguments: [(Fault.rateLimit, false), (.rateLimitEnd, true)])
    func theSixtyFirstMessageIsOneTooMany(_ fault: Fault, _ ends: Bool) async throws {
        try await SandboxServer.withQuiet {
            $0.faults = [fault]
        } _: { server in
            let socket = try await Socket(server)
            _ = await socket.message(with: "connection_established")
            for _ in 0..<61 { try await socket.send(#"{"event":"pusher:ping","data":{}}"#) }
            if ends {
                #expect(await socket.closed()?.code == .abnormalClosure)
                #expect(socket.messages.count == 61)
            } else {
                #expect(await socket.message(with: "Rate limit exceeded") != nil && socket.closure == nil)
                await socket.close()
            }
        }
    }

    @Test func eventsComeTwiceOrEncryptedOrNotAtAll() async throws {
        try await SandboxServer.withQuiet {
            $0.faults = [.duplicates, .emptyHash, .noWhispers, .noPong]
        } _: { server in
            let socket = try await Socket(server)
            try await socket.subscribe("presence-project.3", user: "42")
            #expect(await socket.message(with: "subscription_succeeded")?.contains(#"\"hash\":[]"#) == true)
            try await socket.subscribe("private-encrypted-workspace.7")
            await server.publish("E", channels: ["private-encrypted-workspace.7"], data: #"{"secret":1}"#)
            _ = await socket.message(with: "ciphertext")
            try await socket.send(#"{"event":"pusher:ping","data":{}}"#)
            try await socket.send(#"{"event":"client-typing","channel":"presence-project.3","data":{}}"#)
            #expect(await socket.message(with: "client messaging") != nil)
            #expect(socket.messages.filter { $0.contains("ciphertext") }.count == 2)
            #expect(!socket.messages.contains { $0.contains("secret\\\":1") || $0.contains("pong") })
            await socket.close()
        }
    }

    @Test func everyNoiseIsSent() { #expect(Node.noises.count > 10) }
}
