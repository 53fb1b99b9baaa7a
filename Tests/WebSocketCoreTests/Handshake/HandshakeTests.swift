import SeededRandom
import Testing

@testable import WebSocketCore

@Suite struct HandshakeTests {
    /// Section 1.3, and protocol notes 14.
    @Test func theAcceptOfTheStandard() {
        #expect(Handshake.accept(for: "dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
        #expect(Handshake.accept(for: "Dx4tPEtaaXiHlqW0w9Lh8A==") == "kSYS0T+ExGwDh4fQ23bKanDhJ7o=")
    }

    @Test func theRequestHasWhatTheStandardAsksFor() throws {
        var client = Peer(
            connection: WebSocketConnection(
                client: HandshakeRequest(
                    target: "/app/k?protocol=7", host: "h:8080",
                    headers: [HeaderField("Origin", "https://a")],
                    subprotocols: ["a", "b"])))
        let head = try HTTPHead(client.start().written[...])
        #expect(head.startLine == "GET /app/k?protocol=7 HTTP/1.1")
        #expect(head.headers.values("Host") == ["h:8080"])
        #expect(head.headers.values("Upgrade") == ["websocket"])
        #expect(head.headers.values("Connection") == ["Upgrade"])
        #expect(head.headers.values("Sec-WebSocket-Version") == ["13"])
        #expect(head.headers.values("Sec-WebSocket-Protocol") == ["a, b"])
        #expect(head.headers.values("Origin") == ["https://a"])
        #expect(head.headers.values("Sec-WebSocket-Extensions").isEmpty)
        #expect(Base64.decodedCount(head.headers.values("Sec-WebSocket-Key").first ?? "") == 16)
    }

    /// The head of the request that a client sends for these.
    private func head(target: String, subprotocols: [String] = []) throws -> HTTPHead {
        let request = HandshakeRequest(target: target, host: "h", subprotocols: subprotocols)
        var client = Peer(connection: WebSocketConnection(client: request))
        return try HTTPHead(client.start().written[...])
    }

    /// Section 3: a fragment "MUST NOT be used".
    @Test func aFragmentIsNotSent() throws {
        #expect(try head(target: "/app/k?a=1#part").startLine == "GET /app/k?a=1 HTTP/1.1")
        #expect(try head(target: "#part").startLine == "GET / HTTP/1.1")
    }

    /// Section 4.1, item 10: tokens, none twice.
    @Test func onlySubprotocolsThatMayBeOfferedAre() throws {
        let offered = try head(target: "/", subprotocols: ["a", "", "b c", "a", "d\r\nX: y", "e"])
        #expect(offered.headers.values("Sec-WebSocket-Protocol") == ["a, e"])
        let none = try head(target: "/", subprotocols: ["", "ä"])
        #expect(none.headers.values("Sec-WebSocket-Protocol").isEmpty)
    }

    /// Section 4.1: "a nonce consisting of a randomly selected 16-byte value".
    @Test func everyAttemptHasItsOwnKey() {
        var keys: Set<String> = []
        for seed in 0..<50 {
            var client = Peer(
                connection: WebSocketConnection(client: HandshakeRequest(target: "/", host: "h")))
            client.random = SplitMix64(seed: UInt64(seed))
            _ = client.start()
            keys.insert(client.connection.request.key)
        }
        #expect(keys.count == 50)
    }

    /// An answer in which one line is another; nil takes the line out.
    private func answer(_ name: String, _ replacement: String?, more: [String] = []) -> WebSocketError? {
        var client = Peer(
            connection: WebSocketConnection(
                client: HandshakeRequest(target: "/", host: "h", subprotocols: ["a"])))
        _ = client.start()
        var lines = String(decoding: client.answer(), as: UTF8.self).split(separator: "\r\n").map(String.init)
        if let index = lines.firstIndex(where: { $0.lowercased().hasPrefix(name.lowercased()) }) {
            lines[index] = replacement ?? "X: y"
        }
        let bytes = Array(((lines + more).joined(separator: "\r\n") + "\r\n\r\n").utf8)
        let actions = client.receive(bytes)
        return actions.closures.first?.error
    }

    /// Section 4.1, items 1 to 6 on the server's response.
    @Test func theClientChecksEachFieldOfTheAnswer() {
        #expect(answer("none", nil) == nil)
        #expect(answer("upgrade:", "UPGRADE: WebSocket") == nil)
        #expect(answer("connection:", "connection: keep-alive, uPGRADE") == nil)
        #expect(answer("upgrade:", nil) == .missingUpgrade("Upgrade: websocket"))
        #expect(answer("upgrade:", "Upgrade: websocket2") == .missingUpgrade("Upgrade: websocket"))
        #expect(answer("connection:", nil) == .missingUpgrade("Connection: Upgrade"))
        #expect(answer("connection:", "Connection: close") == .missingUpgrade("Connection: Upgrade"))
        #expect(answer("sec-websocket-accept:", nil) == .wrongAccept)
        #expect(
            answer("sec-websocket-accept:", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                == .wrongAccept)
        #expect(answer("http/", "HTTP/1.0 101 X") == .missingUpgrade("HTTP/1.1"))
        #expect(answer("http/", "HTTP/2 101 X") == .notHTTP)
        #expect(answer("http/", "SSH-2.0-OpenSSH") == .notHTTP)
        #expect(
            answer("none", nil, more: ["Sec-WebSocket-Extensions: x-other"]) == .unaskedExtension("x-other"))
        #expect(answer("none", nil, more: ["Sec-WebSocket-Protocol: a"]) == nil)
        #expect(answer("none", nil, more: ["Sec-WebSocket-Protocol: b"]) == .unaskedSubprotocol("b"))
        #expect(
            answer("none", nil, more: ["Sec-WebSocket-Protocol: a", "Sec-WebSocket-Protocol: a"])
                == .unaskedSubprotocol("a"))
    }

    @Test func foldedLinesAndBareLineFeedsAreRefused() {
        #expect(answer("none", nil, more: ["X: a\r\n b"]) == .malformedHead("a field is folded over lines"))
        #expect(
            answer("none", nil, more: ["X: a\nY: b"])
                == .malformedHead("a line feed without its carriage return"))
    }

    private func request(
        replacing name: String, by line: String?, more: [String] = []
    ) -> WebSocketError? {
        var server = Peer(connection: WebSocketConnection(serverWith: .init()))
        _ = server.start()
        var lines = String(decoding: Peer.request(), as: UTF8.self).split(separator: "\r\n").map(String.init)
        if let index = lines.firstIndex(where: { $0.lowercased().hasPrefix(name.lowercased()) }) {
            lines[index] = line ?? "X: y"
        }
        let actions = server.receive(
            Array(((lines + more).joined(separator: "\r\n") + "\r\n\r\n").utf8))
        return actions.closures.first?.error
    }

    /// Section 4.2.1.
    @Test func theServerChecksEachFieldOfTheRequest() {
        #expect(request(replacing: "none", by: nil) == nil)
        #expect(request(replacing: "get", by: "POST / HTTP/1.1") == .badRequest("the method is not GET"))
        #expect(request(replacing: "get", by: "GET / HTTP/1.0") != nil)
        #expect(request(replacing: "get", by: "GET  HTTP/1.1") == .badRequest("it asks for nothing"))
        #expect(request(replacing: "host", by: nil) == .badRequest("there must be one Host"))
        #expect(request(replacing: "upgrade", by: nil) != nil)
        #expect(request(replacing: "connection", by: nil) != nil)
        #expect(request(replacing: "sec-websocket-key", by: nil) != nil)
        #expect(request(replacing: "sec-websocket-key", by: "Sec-WebSocket-Key: c2hvcnQ=") != nil)
        #expect(request(replacing: "sec-websocket-version", by: "Sec-WebSocket-Version: 8") == .wrongVersion)
        #expect(request(replacing: "sec-websocket-version", by: nil) == .wrongVersion)
        #expect(request(replacing: "none", by: nil, more: ["Sec-WebSocket-Protocol: a, ,b"]) == nil)
        #expect(
            request(replacing: "none", by: nil, more: ["Sec-WebSocket-Protocol: a b"])
                == .badRequest("a subprotocol is not a token"))
        #expect(
            request(replacing: "none", by: nil, more: ["Sec-WebSocket-Extensions: a b"])
                == .badExtension("a b"))
    }

    /// Sections 4.2.2 and 4.4: 426 with the version that the server speaks; 400 for everything else.
    @Test func aBadRequestIsAnsweredWithItsStatus() {
        var server = Peer(connection: WebSocketConnection(serverWith: .init()))
        _ = server.start()
        let old = String(decoding: Peer.request(), as: UTF8.self)
            .replacing("Sec-WebSocket-Version: 13", with: "Sec-WebSocket-Version: 8")
        let answer = String(decoding: server.receive(Array(old.utf8)).written, as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 426 Upgrade Required\r\n"))
        #expect(answer.contains("Sec-WebSocket-Version: 13\r\n"))
        server = Peer(connection: WebSocketConnection(serverWith: .init()))
        _ = server.start()
        let bad = server.receive(Array("GET / HTTP/1.1\r\n\r\n".utf8))
        #expect(String(decoding: bad.written, as: UTF8.self).hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(bad.last == .disconnect)
    }

    /// Section 4.2.2.
    @Test func theServerAnswersWithTheAcceptAndTheChosenSubprotocol() throws {
        var server = Peer(connection: WebSocketConnection(serverWith: .init()))
        _ = server.start()
        let asked = server.receive(Peer.request(["Sec-WebSocket-Protocol: a, b"]))
        guard case .requested(let request)? = asked.first else {
            Issue.record("it was not asked")
            return
        }
        #expect(request.subprotocols == ["a", "b"])
        let head = try HTTPHead(server.accept(subprotocol: "b").written[...])
        #expect(head.startLine == "HTTP/1.1 101 Switching Protocols")
        #expect(head.headers.values("Sec-WebSocket-Accept") == ["s3pPLMBiTxaQ9kYGzzhZRbK+xOo="])
        #expect(head.headers.values("Sec-WebSocket-Protocol") == ["b"])
        #expect(head.headers.values("Sec-WebSocket-Extensions").isEmpty)
    }

    /// Section 4.2.2: what the client did not offer is "no" subprotocol.
    @Test func aServerChoosesNoSubprotocolThatWasNotOffered() throws {
        for (chosen, lines) in [("c", ["Sec-WebSocket-Protocol: a, b"]), ("c", []), ("", [])] {
            var server = Peer(connection: WebSocketConnection(serverWith: .init()))
            _ = server.start()
            _ = server.receive(Peer.request(lines))
            let actions = server.accept(subprotocol: chosen)
            let head = try HTTPHead(actions.written[...])
            #expect(head.headers.values("Sec-WebSocket-Protocol").isEmpty)
            guard case .opened(let response)? = actions.last else {
                Issue.record("it did not open")
                continue
            }
            #expect(response.subprotocol == nil)
        }
    }

    @Test(arguments: [
        ("", "", 0), ("f", "Zg==", 1), ("fo", "Zm8=", 2), ("foo", "Zm9v", 3), ("foobar", "Zm9vYmFy", 6),
    ])
    func base64IsThatOfTheStandard(text: String, encoded: String, count: Int) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        if !text.isEmpty { #expect(Base64.decodedCount(encoded) == count) }
    }

    @Test(arguments: ["", "Zg=", "Z===", "Zg==Zg==", "Z g=", "Zm9-"])
    func whatIsNotBase64HasNoCount(text: String) { #expect(Base64.decodedCount(text) == nil) }
}
