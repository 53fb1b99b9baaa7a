import NIOCore
import NIOPosix
import Testing
import WebSocketCore
import WebSocketNIO

/// Peers that keep no rule, on real sockets: each ends the connection with one documented error and holds no
/// more memory than the limits say.
@Suite struct HostilePeerTests {
    private func closure(
        ofServerThatReceives bytes: [UInt8], _ limits: ConnectionConfiguration = .patient,
        request head: [UInt8] = request,
        then: (any Channel) async throws -> Void = { _ in }
    ) async throws -> (Closure?, received: [UInt8]) {
        let server = try await Socket.server(limits)
        let peer = RawPeer()
        let channel = try await peer.connect(to: server.port)
        try await channel.send(head + bytes)
        try await then(channel)
        let closure = await server.closure()
        try? await channel.closeFuture.get()
        try await server.channel.close()
        return (closure, peer.received)
    }

    private func closure(
        ofClientThatReceives bytes: [UInt8], _ limits: ConnectionConfiguration = .patient,
        extensions: String = "",
        afterwards: @escaping @Sendable (any Channel) -> Void = { _ in }
    ) async throws -> Closure? {
        let server = try await Socket.hostileServer(bytes, extensions: extensions, afterwards: afterwards)
        let client = try await Socket.client(port: server.localAddress?.port ?? 0, limits)
        let closure = await client.closure()
        client.channel.close(promise: nil)
        try await server.close()
        return closure
    }

    @Test func oneByteAtATimeIsNoHandshakeWithinItsTime() async throws {
        var limits = ConnectionConfiguration.patient
        limits.handshakeTimeout = .milliseconds(300)
        let server = try await Socket.server(limits)
        let channel = try await RawPeer().connect(to: server.port)
        let slow = Task {
            // It ends with an error when the server has had enough.
            for byte in request.dropLast() {
                try await channel.send([byte])
                try await Task.sleep(for: .milliseconds(20))
            }
            try await Task.sleep(for: .seconds(60))
        }
        #expect(await server.closure()?.error == .handshakeTimedOut)
        slow.cancel()
        try await server.channel.close()
    }

    @Test func oneByteAtATimeIsAMessageAllTheSame() async throws {
        let (closure, received) = try await closure(ofServerThatReceives: []) { channel in
            for byte in masked(0x89, [1, 2, 3]) + masked(0x88, [3, 232]) { try await channel.send([byte]) }
        }
        #expect(closure == Closure(code: .normalClosure, wasClean: true))
        #expect(received.suffix(9) == [0x8A, 3, 1, 2, 3, 0x88, 2, 3, 232])
    }

    @Test func endlessFragments() async throws {
        var limits = ConnectionConfiguration.patient
        limits.maximumFragments = 100
        var bytes = masked(0x02, [1])
        for _ in 0..<200 { bytes += masked(0x00, []) }
        let (closure, received) = try await closure(ofServerThatReceives: bytes, limits)
        #expect(closure?.error == .tooManyFragments(limit: 100))
        #expect(received.suffix(4) == [0x88, 2, 0x03, 0xF1])
    }

    @Test func aLengthOf2To63() async throws {
        let length: [UInt8] = [0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        #expect(try await closure(ofServerThatReceives: length).0?.error == .malformedLength)
        let almost: [UInt8] = [0x82, 0x7F, 0x7F, 255, 255, 255, 255, 255, 255, 255]
        #expect(try await closure(ofClientThatReceives: almost)?.error == .messageTooLong(limit: 8 << 20))
    }

    @Test func aCompressionBomb() async throws {
        var limits = ConnectionConfiguration.patient
        limits.compression = CompressionConfiguration()
        limits.maximumMessageSize = 1 << 20
        let payload = bomb(16 << 20)
        let bytes = [0xC2, 0x7E, UInt8(payload.count >> 8), UInt8(payload.count & 255)] + payload
        let closure = try await closure(ofClientThatReceives: bytes, limits, extensions: "permessage-deflate")
        #expect(closure?.error == .messageTooLong(limit: 1 << 20))
    }

    @Test func controlFramesInsideFragments() async throws {
        let bytes =
            masked(0x01, [65]) + masked(0x89, [7]) + masked(0x00, [66]) + masked(0x80, [67])
            + masked(0x88, [])
        let (closure, received) = try await closure(ofServerThatReceives: bytes)
        #expect(closure == Closure(code: .noStatusReceived, wasClean: true))
        #expect(received.suffix(5) == [0x8A, 1, 7, 0x88, 0])
        #expect(
            try await self.closure(ofServerThatReceives: masked(0x09, [7])).0?.error == .malformedControlFrame
        )
    }

    @Test func dataAfterClose() async throws {
        let bytes = masked(0x88, [3, 232]) + masked(0x81, [65])
        let (closure, received) = try await closure(ofServerThatReceives: bytes)
        #expect(closure == Closure(code: .normalClosure, wasClean: true))
        #expect(received.suffix(4) == [0x88, 2, 3, 232])
    }

    @Test func noCloseAtAll() async throws {
        // An end of what it sends: closed with unread bytes, it would be a reset.
        let (closure, _) = try await closure(ofServerThatReceives: masked(0x81, [65])) {
            try await $0.close(mode: .output)
        }
        #expect(closure == Closure(code: .abnormalClosure, wasClean: false, error: .connectionLost))
        // A peer that does not answer our Close, and does not end TCP.
        var limits = ConnectionConfiguration.patient
        limits.closeTimeout = .milliseconds(100)
        let server = try await Socket.server(limits) { event, socket in
            if case .opened = event { socket.close() }
        }
        let channel = try await RawPeer().connect(to: server.port)
        try await channel.send(request)
        #expect(await server.closure()?.error == .closeTimedOut)
        try? await channel.close()
        try await server.channel.close()
    }

    @Test func aResetInTheMiddleOfAFrame() async throws {
        let server = try await Socket.server()
        let peer = RawPeer()
        let channel = try await peer.connect(to: server.port)
        try await channel.send(request + [0x81, 0xFE, 0x10])
        // Only once the server is open does the reset meet the frame.
        for await event in server.told where event == .opened { break }
        try await channel.reset()
        let closure = await server.closure()
        #expect(closure?.code == .abnormalClosure)
        #expect(closure?.error != nil)
        try await server.channel.close()
    }

    @Test func badTextEndsTheConnectionBeforeTheFrameIsComplete() async throws {
        // 125 bytes are announced, three come.
        let (closure, received) = try await closure(ofServerThatReceives: [0x81, 0xFD, 0, 0, 0, 0, 65, 0xFF])
        #expect(closure?.error == .invalidUTF8)
        #expect(received.suffix(4) == [0x88, 2, 0x03, 0xEF])
    }

    @Test func anEndlessHead() async throws {
        let head = Array(("GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 20_000)).utf8)
        let (closure, received) = try await closure(ofServerThatReceives: [], request: head)
        #expect(closure?.error == .headTooLong(limit: 16 << 10))
        #expect(String(decoding: received, as: UTF8.self).hasPrefix("HTTP/1.1 431 "))
    }
}
