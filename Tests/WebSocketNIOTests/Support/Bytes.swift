@testable import WebSocketCore

/// A client's correct request.
let request = Array(
    ("GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n").utf8)

/// A server's correct answer to a key.
func answer(to key: String, _ extensions: String = "") -> [UInt8] {
    let line = extensions.isEmpty ? "" : "Sec-WebSocket-Extensions: \(extensions)\r\n"
    return Array(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: \(Handshake.accept(for: key))\r\n\(line)\r\n").utf8)
}

/// A client's frame with a mask of zeros, which leaves the payload as it is.
func masked(_ first: UInt8, _ payload: [UInt8]) -> [UInt8] {
    [first, 0x80 | UInt8(payload.count), 0, 0, 0, 0] + payload
}

/// Zeros that compress a thousandfold.
func bomb(_ count: Int) -> [UInt8] {
    Deflater(level: 9, windowBits: 15, keepsContext: true)?.deflate(
        Array(repeating: UInt8(0), count: count)[...])
        ?? []
}

extension ConnectionConfiguration {
    /// Times that no busy machine reaches.
    static var patient: ConnectionConfiguration {
        var limits = ConnectionConfiguration()
        limits.handshakeTimeout = .seconds(3600)
        limits.closeTimeout = .seconds(3600)
        return limits
    }
}
