import Foundation
import Testing

@testable import WebSocketCore

/// Rules of the standard that belong to no single source file, and the table of all of them.
@Suite struct RFC6455Tests {
    /// Section 4.1: "Once the client's opening handshake has been sent, the client MUST wait for a response".
    /// Section 6.1: an endpoint "MUST ensure the WebSocket connection is in the OPEN state".
    @Test func nothingIsSentBeforeTheHandshakeIsDone() {
        for role in [Role.client, .server] {
            var peer = Peer(
                connection: role == .client
                    ? WebSocketConnection(client: HandshakeRequest(target: "/", host: "h"))
                    : WebSocketConnection(serverWith: .init()))
            let before = peer.send("x")
            _ = peer.start()
            let during = peer.send("x") + peer.ping([1])
            #expect(before.isEmpty && during.isEmpty)
            let closed = peer.close()
            #expect(closed.written.isEmpty)
            #expect(closed.closures == [Closure(code: .abnormalClosure, wasClean: false)])
        }
    }

    /// Section 4.2.2: a server that does not accept "MUST return an appropriate HTTP error code".
    @Test func aServerMayRefuseWithAStatusAndABody() {
        var server = Peer(connection: WebSocketConnection(serverWith: .init()))
        _ = server.start()
        _ = server.receive(Peer.request())
        var actions: [Peer.Action] = []
        server.connection.reject(status: 403, reason: "Forbidden", body: Array("no".utf8), into: &actions)
        let answer = String(decoding: actions.written, as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
        #expect(answer.hasSuffix("Content-Length: 2\r\nConnection: close\r\n\r\nno"))
        #expect(actions.last == .disconnect)
    }

    /// Section 9.1: a server "MUST NOT" use what was not offered.
    @Test func aServerUsesNoExtensionThatWasNotOffered() throws {
        var limits = ConnectionConfiguration()
        limits.compression = CompressionConfiguration()
        var server = try Peer.server(limits)
        let sent = server.send(String(repeating: "a", count: 1000)).written
        #expect(sent.first == 0x81)
        server = Peer(connection: WebSocketConnection(serverWith: limits))
        _ = server.start()
        _ = server.receive(Peer.request(["Sec-WebSocket-Extensions: x-other; a=1"]))
        let head = try HTTPHead(server.accept().written[...])
        #expect(head.headers.values("Sec-WebSocket-Extensions").isEmpty)
    }

    /// Section 9.1: a client "MUST NOT use them unless the server indicates that it wishes to".
    @Test func aClientUsesNoExtensionThatWasNotTaken() throws {
        var limits = ConnectionConfiguration()
        limits.compression = CompressionConfiguration()
        var client = try Peer.client(limits)
        #expect(client.send(String(repeating: "a", count: 1000)).written.first == 0x81)
    }

    /// Sections 5.4 and 6.1: each message is one frame with FIN set, so that nothing can be interleaved.
    @Test func everyMessageIsOneFrame() throws {
        var server = try Peer.server()
        for size in [0, 125, 126, 65_536, 300_000] {
            let bytes = server.send(String(repeating: "a", count: size)).written
            let (header, count) = try #require(try FrameHeader.parse(bytes.span, from: 0))
            #expect(header.isFinal)
            #expect(header.opcode == .text)
            #expect(header.payloadLength == bytes.count - count)
        }
    }

    /// Section 7.1.7: "MUST NOT continue to attempt to process data".
    @Test func nothingIsReadAfterAFailure() throws {
        var client = try Peer.client()
        _ = client.receive([0x83])
        let later = client.receive(text("x") + frame(9) + frame(8))
        #expect(later.isEmpty)
    }

    /// Every test that `Resources/rfc6455.md` names stands in the file of its suite.
    @Test func everyTestOfTheTableExists() throws {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let table = tests.deletingLastPathComponent().appendingPathComponent("Resources/rfc6455.md")
        let names = try String(contentsOf: table, encoding: .utf8)
            .matches(of: /`(?<suite>[A-Za-z0-9]+Tests)\.(?<test>[A-Za-z0-9]+)`/)
        #expect(names.count > 60)
        var sources: [String: String] = [:]
        for case let file as URL in FileManager.default.enumerator(at: tests, includingPropertiesForKeys: nil)
            ?? .init()
        where file.pathExtension == "swift" {
            sources[file.deletingPathExtension().lastPathComponent] = try String(
                contentsOf: file, encoding: .utf8)
        }
        for name in names {
            let source = sources[String(name.output.suite)] ?? ""
            #expect(source.contains("func \(name.output.test)("), "\(name.output.0)")
        }
    }
}
