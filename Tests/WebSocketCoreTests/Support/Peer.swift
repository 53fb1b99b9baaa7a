import SeededRandom
import Testing

@testable import WebSocketCore

/// One end under test, whose other end is the test.
struct Peer {
    typealias Action = WebSocketConnection.Action

    var connection: WebSocketConnection
    var random = SplitMix64(seed: 6455)
    var now: Duration = .zero

    /// A client whose handshake has been answered.
    static func client(
        _ configuration: ConnectionConfiguration = .init(), extensions: String? = nil
    ) throws -> Peer {
        var peer = Peer(
            connection: WebSocketConnection(
                client: HandshakeRequest(target: "/app/k", host: "h"), configuration: configuration))
        _ = peer.start()
        let opened = peer.receive(peer.answer(extensions.map { ["Sec-WebSocket-Extensions: \($0)"] } ?? []))
        try #require(opened.count == 1)
        try #require(peer.connection.state == .open)
        return peer
    }

    /// A server that has accepted a client's handshake.
    static func server(
        _ configuration: ConnectionConfiguration = .init(), extensions: String? = nil
    ) throws -> Peer {
        var peer = Peer(connection: WebSocketConnection(serverWith: configuration))
        _ = peer.start()
        _ = peer.receive(Self.request(extensions.map { ["Sec-WebSocket-Extensions: \($0)"] } ?? []))
        _ = peer.accept()
        try #require(peer.connection.state == .open)
        return peer
    }

    /// A correct request with the key of RFC 6455 section 1.3, and more lines.
    static func request(_ lines: [String] = []) -> [UInt8] {
        let head = [
            "GET /app/k HTTP/1.1", "Host: h", "Upgrade: websocket", "Connection: keep-alive, Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13",
        ]
        return Array(((head + lines).joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    /// The correct answer to this client's request, with more lines.
    func answer(_ lines: [String] = []) -> [UInt8] {
        let head = [
            "HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
            "Sec-WebSocket-Accept: \(Handshake.accept(for: connection.request.key))",
        ]
        return Array(((head + lines).joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    mutating func start() -> [Action] {
        collect { connection, random, now, actions in
            connection.start(now: now, random: &random, into: &actions)
        }
    }

    mutating func accept(subprotocol: String? = nil) -> [Action] {
        collect { connection, random, now, actions in
            connection.accept(subprotocol: subprotocol, now: now, random: &random, into: &actions)
        }
    }

    mutating func receive(_ bytes: [UInt8]) -> [Action] {
        collect { connection, random, now, actions in
            connection.receive(bytes, now: now, random: &random, into: &actions)
        }
    }

    /// Receives bytes out of storage that stays the caller's.
    mutating func receive(copying bytes: ArraySlice<UInt8>) -> [Action] {
        collect { connection, random, now, actions in
            connection.receive(bytes.span, now: now, random: &random, into: &actions)
        }
    }

    mutating func send(_ text: String) -> [Action] {
        collect { connection, random, _, actions in
            connection.send(text: Array(text.utf8)[...], random: &random, into: &actions)
        }
    }

    mutating func ping(_ payload: [UInt8]) -> [Action] {
        collect { connection, random, _, actions in
            connection.sendPing(payload, random: &random, into: &actions)
        }
    }

    mutating func close(_ code: CloseCode = .normalClosure, reason: String = "") -> [Action] {
        collect { connection, random, now, actions in
            connection.close(code: code, reason: reason, now: now, random: &random, into: &actions)
        }
    }

    mutating func receiveEOF() -> [Action] {
        collect { connection, _, now, actions in connection.receivedEOF(now: now, into: &actions) }
    }

    /// Time passes; the deadline fires if it is reached.
    mutating func wait(_ time: Duration) -> [Action] {
        now += time
        return collect { connection, _, now, actions in connection.timerFired(now: now, into: &actions) }
    }

    private mutating func collect(
        _ work: (inout WebSocketConnection, inout SplitMix64, Duration, inout [Action]) -> Void
    ) -> [Action] {
        var actions: [Action] = []
        work(&connection, &random, now, &actions)
        while actions.last == .resume {
            actions.removeLast()
            connection.resume(now: now, random: &random, into: &actions)
        }
        return actions
    }
}

extension [WebSocketConnection.Action] {
    /// All bytes that are to be sent.
    var written: [UInt8] {
        flatMap { if case .write(let bytes) = $0 { bytes } else { [UInt8]() } }
    }

    /// The texts of the messages.
    var texts: [String] {
        compactMap {
            if case .message(let message) = $0 {
                String(decoding: message.payload, as: UTF8.self)
            } else {
                nil
            }
        }
    }

    /// How the connection ended.
    var closures: [Closure] {
        compactMap { if case .closed(let closure) = $0 { closure } else { nil } }
    }
}

/// A frame made by hand, so that what writes frames does not test what reads them.
func frame(
    _ opcode: UInt8, _ payload: [UInt8] = [], isFinal: Bool = true, reserved: UInt8 = 0,
    mask: [UInt8]? = nil
) -> [UInt8] {
    var bytes = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode]
    let maskBit: UInt8 = mask == nil ? 0 : 0x80
    if payload.count < 126 {
        bytes.append(maskBit | UInt8(payload.count))
    } else if payload.count < 65_536 {
        bytes += [maskBit | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    } else {
        bytes.append(maskBit | 127)
        for shift in stride(from: 56, through: 0, by: -8) {
            bytes.append(UInt8(payload.count >> shift & 255))
        }
    }
    guard let mask else { return bytes + payload }
    return bytes + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] }
}

func text(_ string: String, isFinal: Bool = true, mask: [UInt8]? = nil) -> [UInt8] {
    frame(1, Array(string.utf8), isFinal: isFinal, mask: mask)
}

/// Bytes from hexadecimal digits.
func hex(_ digits: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = Substring(digits.filter { !$0.isWhitespace })
    while rest.count >= 2 {
        bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
    }
    return bytes
}
