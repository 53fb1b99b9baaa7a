import Testing

@testable import WebSocketCore

@Suite struct WebSocketConnectionTests {
    @Test func aClientOpensSendsReceivesAndCloses() throws {
        var client = try Peer.client()
        #expect(
            client.receive(text("Hello")) == [
                .message(Message(kind: .text, payload: Array("Hello".utf8)[...]))
            ])
        let sent = client.send("Hi").written
        #expect(sent.count == 8)
        #expect(sent.prefix(2) == [0x81, 0x82])
        let close = client.close(.normalClosure, reason: "done").written
        #expect(close.prefix(2) == [0x88, 0x86])
        #expect(client.connection.state == .closing)
        let ended = client.receive(frame(8, [3, 232]))
        #expect(ended == [.closed(Closure(code: .normalClosure, wasClean: true))])
        // Section 7.1.1: the client waits for the server to end TCP.
        #expect(client.connection.deadline == .seconds(2))
        #expect(client.receiveEOF() == [.disconnect])
        #expect(client.connection.deadline == nil)
    }

    @Test func bytesAfterTheHeadAreFrames() throws {
        var client = Peer(connection: WebSocketConnection(client: HandshakeRequest(target: "/", host: "h")))
        _ = client.start()
        let actions = client.receive(client.answer() + text("early") + [0x81])
        #expect(actions.count == 2)
        #expect(actions.texts == ["early"])
        #expect(client.receive([1, 0x41]).texts == ["A"])
    }

    @Test func aServersEarlyFramesWaitForItsDecision() throws {
        var server = Peer(connection: WebSocketConnection(serverWith: .init()))
        _ = server.start()
        let asked = server.receive(Peer.request() + text("early", mask: [1, 2, 3, 4]))
        #expect(asked.count == 1)
        #expect(server.accept().texts == ["early"])
    }

    /// Section 5.3: "a fresh masking key"; section 5.1.
    @Test func everyFrameOfAClientIsMaskedAnewAndNoneOfAServer() throws {
        var client = try Peer.client()
        var keys: Set<[UInt8]> = []
        for _ in 0..<100 { keys.insert(Array(client.send("x").written[2..<6])) }
        #expect(keys.count == 100)
        var server = try Peer.server()
        #expect(server.send("x").written == text("x"))
    }

    /// Sections 5.5.2 and 5.5.3.
    @Test func aPingIsAnsweredWithItsBytesAtOnce() throws {
        var server = try Peer.server()
        let actions = server.receive(
            text("a", isFinal: false, mask: [1, 2, 3, 4]) + frame(9, [7, 8], mask: [1, 2, 3, 4]))
        #expect(actions == [.write(frame(10, [7, 8])), .ping([7, 8])])
        #expect(server.receive(frame(10, [1], mask: [0, 0, 0, 0])) == [.pong([1])])
        #expect(server.ping(Array(repeating: 1, count: 200)).written.count == 127)
    }

    @Test func aCloseIsAnsweredWithItsCodeOnce() throws {
        var server = try Peer.server()
        let actions = server.receive(
            frame(8, [0x0F, 0xA0] + Array("bye".utf8), mask: [1, 2, 3, 4]) + text("late", mask: [1, 2, 3, 4]))
        #expect(
            actions == [
                .write(frame(8, [0x0F, 0xA0])),
                .closed(Closure(code: CloseCode(rawValue: 4000), reason: "bye", wasClean: true)),
                .finishSending,
            ])
        #expect(server.receive(text("later", mask: [1, 2, 3, 4])).isEmpty)
        #expect(server.send("x").isEmpty)
        #expect(server.close().isEmpty)
        #expect(server.wait(.seconds(2)) == [.disconnect])
    }

    /// Section 7.1.5.
    @Test func aCloseWithoutACodeIs1005AndNoCloseIs1006() throws {
        var client = try Peer.client()
        #expect(client.receive(frame(8)).closures == [Closure(code: .noStatusReceived, wasClean: true)])
        client = try Peer.client()
        #expect(
            client.receiveEOF() == [
                .closed(Closure(code: .abnormalClosure, wasClean: false, error: .connectionLost)),
                .disconnect,
            ])
        #expect(client.receiveEOF().isEmpty)
    }

    /// Section 5.5.1: "MUST NOT send any more data frames after sending a Close frame".
    @Test func nothingIsSentAfterOurClose() throws {
        var client = try Peer.client()
        _ = client.close()
        #expect(client.send("x").isEmpty)
        #expect(client.ping([1]).isEmpty)
        #expect(client.close().isEmpty)
        // What the peer had sent before it saw our Close still counts.
        let actions = client.receive(text("late") + frame(9, [1]))
        #expect(actions.texts == ["late"])
        #expect(actions.written.isEmpty)
    }

    /// A peer may send a message and break a rule in one packet; the message is answered before the end.
    @Test func messagesAreAnsweredBeforeTheEndThatCameWithThem() throws {
        for (last, code) in [(frame(8, [3, 232], mask: [0, 0, 0, 0]), [3, 232]), ([0x83], [3, 234])]
            as [([UInt8], [UInt8])]
        {
            var server = try Peer.server()
            var actions: [Peer.Action] = []
            server.connection.receive(
                text("a", mask: [1, 2, 3, 4]) + last, now: .zero, random: &server.random, into: &actions)
            #expect(actions.texts == ["a"])
            #expect(actions.last == .resume)
            #expect(server.send("b").written == text("b"))
            var end: [Peer.Action] = []
            server.connection.resume(now: .zero, random: &server.random, into: &end)
            #expect(end.written == frame(8, code))
            #expect(end.closures.count == 1)
        }
    }

    /// Section 7.1.7.
    @Test func aBrokenRuleIsToldToThePeerOnce() throws {
        var client = try Peer.client()
        let actions = client.receive(text("fine") + frame(1, [0xFF]) + text("never"))
        #expect(actions.texts == ["fine"])
        #expect(actions.written.prefix(2) == [0x88, 0x82])
        #expect(
            actions.closures == [Closure(code: .abnormalClosure, wasClean: false, error: .invalidUTF8)])
        #expect(client.receive(text("x")).isEmpty)
        #expect(client.connection.deadline == .seconds(2))
        #expect(client.wait(.seconds(2)) == [.disconnect])
        #expect(client.wait(.seconds(2)).isEmpty)
    }

    @Test func codesThatMayNotBeSentAreLeftOutAndReasonsAreCut() throws {
        var server = try Peer.server()
        #expect(server.close(.abnormalClosure).written == frame(8))
        server = try Peer.server()
        let close = server.close(.goingAway, reason: String(repeating: "ä", count: 100)).written
        // 61 characters of two bytes: the 62nd would be cut in half by the limit of 123.
        #expect(close.count == 2 + 2 + 122)
    }

    @Test func everythingThatIsWaitedForHasADeadline() throws {
        var client = Peer(connection: WebSocketConnection(client: HandshakeRequest(target: "/", host: "h")))
        _ = client.start()
        #expect(client.wait(.seconds(9)).isEmpty)
        #expect(client.wait(.seconds(1)).closures.first?.error == .handshakeTimedOut)
        client = try Peer.client()
        #expect(client.connection.deadline == nil)
        _ = client.close()
        // A timer may call too early.
        #expect(client.wait(.seconds(1)).isEmpty && client.wait(.seconds(3)).isEmpty)
        #expect(client.wait(.seconds(1)).closures.first?.error == .closeTimedOut)
    }

    @Test func aRefusalTellsStatusReasonAndTheFirstLine() {
        func refused(_ answer: String, then: (inout Peer) -> [Peer.Action] = { $0.receiveEOF() })
            -> HandshakeResponse?
        {
            var client = Peer(
                connection: WebSocketConnection(client: HandshakeRequest(target: "/", host: "h")))
            _ = client.start()
            let actions = client.receive(Array(answer.utf8)) + then(&client)
            guard case .refused(let response)? = actions.closures.first?.error else { return nil }
            return response
        }
        let plain =
            "HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\nNot you.\nMore"
        #expect(refused(plain)?.status == 403)
        #expect(refused(plain)?.reason == "Forbidden")
        #expect(refused(plain) { _ in [] }?.bodyLine == "Not you.")
        let chunked = "HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nWrong.\r\n0\r\n\r\n"
        #expect(refused(chunked) { _ in [] }?.bodyLine == "Wrong.")
        let longer = "HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nNo.\u{1}\u{2}more"
        #expect(refused(longer) { _ in [] }?.bodyLine == "No.")
        let negative = "HTTP/1.1 403 Forbidden\r\nContent-Length: -3\r\n\r\nNo."
        #expect(refused(negative) { _ in [] }?.bodyLine == "")
        // Protocol notes 1.2: frames after a refusal are not read on.
        #expect(refused("HTTP/1.1 404 Not Found\r\n\r\n")?.bodyLine == "")
        #expect(
            refused("HTTP/1.1 302 Found\r\nContent-Type: text/html\r\n\r\n<p>") { _ in [] }?.bodyLine == "")
        #expect(
            refused("HTTP/1.0 503 Service Unavailable\r\n\r\nslow") { $0.wait(.seconds(1)) }?.bodyLine
                == "slow")
    }

    /// RFC 9110 section 15.2: a client must be able to read answers that announce another.
    @Test func answersThatOnlyAnnounceAnotherArePassedOver() {
        let interim = Array(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n".utf8)
        for pieces in [1, 7, 1000] {
            var client = Peer(
                connection: WebSocketConnection(client: HandshakeRequest(target: "/", host: "h")))
            _ = client.start()
            var rest = (interim + client.answer() + text("early"))[...]
            var actions: [Peer.Action] = []
            while !rest.isEmpty {
                actions += client.receive(Array(rest.prefix(pieces)))
                rest = rest.dropFirst(pieces)
            }
            #expect(client.connection.state == .open)
            #expect(actions.texts == ["early"])
        }
        var client = Peer(connection: WebSocketConnection(client: HandshakeRequest(target: "/", host: "h")))
        _ = client.start()
        let endless = Array(repeating: interim, count: 1000).joined()
        #expect(
            client.receive(Array(endless)).closures.first?.error == .headTooLong(limit: 16 << 10))
        // What follows it is the answer all the same.
        client = Peer(connection: WebSocketConnection(client: HandshakeRequest(target: "/", host: "h")))
        _ = client.start()
        let refusal = Array("HTTP/1.1 403 Forbidden\r\nContent-Length: 3\r\n\r\nNo.".utf8)
        guard case .refused(let response)? = client.receive(interim + refusal).closures.first?.error else {
            Issue.record("it was not refused")
            return
        }
        #expect(response.status == 403)
        #expect(response.bodyLine == "No.")
    }

    @Test func aHeadIsLimited() {
        for role in [Role.client, .server] {
            var peer = Peer(
                connection: role == .client
                    ? WebSocketConnection(client: HandshakeRequest(target: "/", host: "h"))
                    : WebSocketConnection(serverWith: .init()))
            _ = peer.start()
            let line = role == .client ? "HTTP/1.1 101 X\r\n" : "GET / HTTP/1.1\r\n"
            let actions = peer.receive(Array((line + "A: " + String(repeating: "a", count: 20_000)).utf8))
            #expect(actions.closures.first?.error == .headTooLong(limit: 16 << 10))
        }
    }

    @Test func whatIsNotHTTPIsSaidAtItsFirstBytes() {
        var client = Peer(connection: WebSocketConnection(client: HandshakeRequest(target: "/", host: "h")))
        _ = client.start()
        #expect(client.receive([0x15, 0x03]).closures.first?.error == .notHTTP)
    }

    @Test func compressionGoesBothWaysAndKeepsItsWindow() throws {
        var limits = ConnectionConfiguration()
        limits.compression = CompressionConfiguration()
        var client = try Peer.client(limits, extensions: "permessage-deflate")
        var server = try Peer.server(limits, extensions: DeflateNegotiation.offer(CompressionConfiguration()))
        let message = String(repeating: "the same words again, ", count: 20)
        for _ in 0..<3 {
            let up = client.send(message).written
            #expect(up.first == 0xC1)
            #expect(up.count < 80)
            #expect(server.receive(up).texts == [message])
            #expect(client.receive(server.send(message).written).texts == [message])
        }
        #expect(client.send("short").written.first == 0x81)
    }

    /// RFC 7692 section 6.1.
    @Test func theCompressedBitStandsOnlyOnTheFirstFrameAndOnlyWhereAgreed() throws {
        var limits = ConnectionConfiguration()
        limits.compression = CompressionConfiguration()
        let hello = hex("f248cdc9c90700")
        var client = try Peer.client(limits, extensions: "permessage-deflate")
        #expect(
            client.receive(
                frame(1, Array(hello[..<3]), isFinal: false, reserved: 4) + frame(9)
                    + frame(0, Array(hello[3...]))
            )
            .texts == ["Hello"])
        let again = frame(1, Array(hello[..<3]), isFinal: false, reserved: 4) + frame(0, [], reserved: 4)
        #expect(client.receive(again).closures.first?.error == .reservedBits)
        client = try Peer.client(limits, extensions: "permessage-deflate")
        #expect(client.receive(frame(9, [], reserved: 4)).closures.first?.error == .reservedBits)
        client = try Peer.client(limits)
        #expect(client.receive(frame(1, hello, reserved: 4)).closures.first?.error == .reservedBits)
    }

    @Test func aBombAndBadTextInsideCompressionEndTheConnection() throws {
        var limits = ConnectionConfiguration()
        limits.compression = CompressionConfiguration()
        limits.maximumMessageSize = 10_000
        let deflater = try #require(Deflater(level: 9, windowBits: 15, keepsContext: true))
        let bomb = deflater.deflate(Array(repeating: UInt8(0x41), count: 4 << 20)[...])
        var client = try Peer.client(limits, extensions: "permessage-deflate")
        #expect(
            client.receive(frame(1, bomb, reserved: 4)).closures.first?.error
                == .messageTooLong(limit: 10_000))
        let bad = try #require(Deflater(level: 9, windowBits: 15, keepsContext: true)).deflate([0x41, 0xFF])
        client = try Peer.client(limits, extensions: "permessage-deflate")
        #expect(client.receive(frame(1, bad, reserved: 4)).closures.first?.error == .invalidUTF8)
    }

    /// RFC 7692 section 6: what can't be compressed as agreed is sent as it is.
    @Test func aWindowThatZlibLacksIsSentUncompressed() throws {
        var limits = ConnectionConfiguration()
        limits.compression = CompressionConfiguration()
        var client = try Peer.client(limits, extensions: "permessage-deflate; client_max_window_bits=8")
        #expect(client.send(String(repeating: "a", count: 1000)).written.first == 0x81)
        #expect(client.receive(frame(1, hex("f248cdc9c90700"), reserved: 4)).texts == ["Hello"])
        #expect(client.receive(text("plain")).texts == ["plain"])
    }

    /// What comes in an array of its own is handed out where it stands, unmasked in place.
    @Test(arguments: [Role.client, .server])
    func aMessageThatIsWholeIsNotCopied(role: Role) throws {
        let mask: [UInt8]? = role == .client ? nil : [1, 2, 3, 4]
        var peer = role == .client ? try Peer.client() : try Peer.server()
        // The first is cut; the read that ends it brings two more.
        let first = text("first", mask: mask)
        #expect(peer.receive(Array(first.dropLast())).isEmpty)
        var bytes = Array(first.suffix(1)) + text("second", mask: mask) + text("third", mask: mask)
        let storage = bytes.withUnsafeBufferPointer { $0.baseAddress }
        var actions: [Peer.Action] = []
        peer.connection.receive(
            exchange(&bytes, for: []), now: .zero, random: &peer.random, into: &actions)
        #expect(actions.texts == ["first", "second", "third"])
        for case .message(let message) in actions.dropFirst() {
            let place = message.payload.startIndex
            let isShared = message.payload.withUnsafeBufferPointer { part in
                part.baseAddress == storage.map { $0 + place }
            }
            #expect(isShared)
        }
    }
}

/// Hands a value over, so that nobody else holds it.
private func exchange(_ value: inout [UInt8], for other: [UInt8]) -> [UInt8] {
    defer { value = other }
    return value
}
