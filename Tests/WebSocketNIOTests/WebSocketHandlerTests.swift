import NIOCore
import Synchronization
import Testing
import WebSocketCore

@testable import WebSocketNIO

@Suite struct WebSocketHandlerTests {
    @Test func messagesGoBothWaysAndTheCloseIsClean() async throws {
        let server = try await Socket.server { event, socket in
            if case .message(let message) = event { socket.send(text: message.payload) }
        }
        let client = try await Socket.client(port: server.port) { event, socket in
            switch event {
            case .opened:
                for size in [0, 5, 126, 70_000] { socket.send(text: [UInt8](repeating: 65, count: size)) }
            case .message(let message) where message.payload.count == 70_000:
                socket.close(code: .goingAway, reason: "done")
            default: break
            }
        }
        var told: [Socket.Told] = []
        for await event in client.told {
            told.append(event)
            if case .closed = event { break }
        }
        #expect(
            told == [
                .opened, .text(0), .text(5), .text(126), .text(70_000),
                .closed(Closure(code: .goingAway, wasClean: true)),
            ])
        try await client.channel.closeFuture.get()
        let serverSide = await server.closure()
        #expect(serverSide == Closure(code: .goingAway, reason: "done", wasClean: true))
        try await server.channel.close()
    }

    /// What one read is answered with goes out in one write.
    @Test func answersToOneReadAreOneWrite() async throws {
        let server = try await Socket.server { event, socket in
            if case .message(let message) = event { socket.send(text: message.payload) }
        }
        let peer = RawPeer()
        let channel = try await peer.connect(to: server.port)
        var bytes = request
        for _ in 0..<100 { bytes += masked(0x81, [65, 66]) }
        bytes += masked(0x88, [])
        try await channel.send(bytes)
        try await channel.closeFuture.get()
        let head = peer.received.count - 100 * 4 - 2
        #expect(peer.received[head...].starts(with: [0x81, 2, 65, 66, 0x81, 2]))
        #expect(peer.received.suffix(2) == [0x88, 0])
        try await server.channel.close()
    }

    /// What waits to be sent is bounded: the connection ends rather than grows.
    @Test func aPeerThatDoesNotReadEndsTheConnection() async throws {
        let server = try await Socket.server(maximumPendingWriteBytes: 1 << 20) { event, socket in
            guard case .opened = event else { return }
            // More than the kernel's buffers and the queue take together.
            for _ in 0..<64 { socket.send(binary: [UInt8](repeating: 0, count: 1 << 18)) }
        }
        let channel = try await RawPeer().connect(to: server.port)
        try await channel.setOption(.autoRead, value: false).get()
        try await channel.send(request)
        let closure = await server.closure()
        #expect(closure?.error == .peerTooSlow(limit: 1 << 20))
        try? await channel.close()
        try await server.channel.close()
    }

    @Test func aRefusalOfTheServerIsToldToTheClient() async throws {
        let refusing = try await Socket.refusingServer()
        let client = try await Socket.client(port: refusing.localAddress?.port ?? 0)
        guard case .refused(let response)? = await client.closure()?.error else {
            Issue.record("it was not refused")
            return
        }
        #expect(response.status == 404)
        #expect(response.bodyLine == "Not found.")
        try await refusing.close()
    }
}
