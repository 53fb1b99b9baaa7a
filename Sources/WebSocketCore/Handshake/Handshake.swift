import Crypto

/// The rules of the opening handshake, both sides (RFC 6455 sections 4.1 and 4.2).
enum Handshake {
    /// RFC 6455 section 1.3.
    private static let acceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

    /// `Sec-WebSocket-Accept` for a key.
    static func accept(for key: String) -> String {
        Base64.encode(Array(Insecure.SHA1.hash(data: Array((key + acceptSuffix).utf8))))
    }

    static func requestBytes(
        _ request: HandshakeRequest, compression: CompressionConfiguration? = nil
    ) -> [UInt8] {
        // "Fragment identifiers are meaningless in the context of WebSocket URIs and MUST NOT be used"
        // (section 3).
        let target = request.target.prefix { $0 != "#" }
        var lines = [
            "GET \(target.isEmpty ? "/" : target) HTTP/1.1", "Host: \(request.host)", "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: \(request.key)", "Sec-WebSocket-Version: 13",
        ]
        let subprotocols = offered(request.subprotocols)
        if !subprotocols.isEmpty {
            lines.append("Sec-WebSocket-Protocol: \(subprotocols.joined(separator: ", "))")
        }
        if let compression {
            lines.append("Sec-WebSocket-Extensions: \(DeflateNegotiation.offer(compression))")
        }
        lines += request.headers.map { "\($0.name): \($0.value)" }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    /// "MUST be non-empty strings with characters in the range U+0021 to U+007E not including separator
    /// characters", and "MUST all be unique strings" (section 4.1, item 10 of the request).
    private static func offered(_ subprotocols: [String]) -> [String] {
        var seen: Set<String> = []
        return subprotocols.filter { Substring($0).isToken && seen.insert($0).inserted }
    }

    static func responseBytes(_ response: HandshakeResponse, body: [UInt8] = []) -> [UInt8] {
        var lines = ["HTTP/1.1 \(response.status) \(response.reason)"]
        lines += response.headers.map { "\($0.name): \($0.value)" }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// The client's checks of the answer (RFC 6455 section 4.1, the numbered list after the fields).
    /// - Throws: `refused` for any status but 101 (item 1).
    static func check(
        _ head: HTTPHead, for request: HandshakeRequest, compression: CompressionConfiguration? = nil
    ) throws(WebSocketError) -> HandshakeResponse {
        let (version, status, reason) = try head.statusLine()
        var response = HandshakeResponse(status: status, reason: reason, headers: head.headers)
        guard status == 101 else { throw .refused(response) }
        guard version == "HTTP/1.1" else { throw .missingUpgrade("HTTP/1.1") }
        // "contains a value that is not an ASCII case-insensitive match for the value "websocket"" (item 2).
        guard head.headers.values("Upgrade").map({ $0.lowercased() }) == ["websocket"] else {
            throw .missingUpgrade("Upgrade: websocket")
        }
        // "doesn't contain a token that is an ASCII case-insensitive match for the value "Upgrade"" (item 3).
        guard head.headers.hasToken("upgrade", in: "Connection") else {
            throw .missingUpgrade("Connection: Upgrade")
        }
        // Item 4.
        guard head.headers.values("Sec-WebSocket-Accept") == [accept(for: request.key)] else {
            throw .wrongAccept
        }
        // "an extension that was not present in the client's handshake" (item 5).
        response.compression = try DeflateNegotiation.accepted(
            head.headers.values("Sec-WebSocket-Extensions"), for: compression)
        // "a subprotocol that was not present in the client's handshake" (item 6).
        let subprotocols = head.headers.values("Sec-WebSocket-Protocol")
        if let chosen = subprotocols.first {
            guard subprotocols.count == 1, offered(request.subprotocols).contains(chosen) else {
                throw .unaskedSubprotocol(chosen)
            }
            response.subprotocol = chosen
        }
        return response
    }

    /// The server's checks of the request (RFC 6455 section 4.2.1).
    static func check(_ head: HTTPHead) throws(WebSocketError) -> HandshakeRequest {
        let parts = head.startLine.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2] == "HTTP/1.1" else {
            throw .badRequest("the request line is not that of HTTP/1.1")
        }
        guard parts[0] == "GET" else { throw .badRequest("the method is not GET") }
        guard !parts[1].isEmpty else { throw .badRequest("it asks for nothing") }
        let hosts = head.headers.values("Host")
        guard hosts.count == 1 else { throw .badRequest("there must be one Host") }
        guard head.headers.hasToken("websocket", in: "Upgrade"),
            head.headers.hasToken("upgrade", in: "Connection")
        else { throw .badRequest("it does not ask for an upgrade to websocket") }
        guard head.headers.values("Sec-WebSocket-Version") == ["13"] else { throw .wrongVersion }
        let keys = head.headers.values("Sec-WebSocket-Key")
        guard keys.count == 1, Base64.decodedCount(keys[0]) == 16 else {
            throw .badRequest("Sec-WebSocket-Key is not 16 bytes in base64")
        }
        let subprotocols = head.headers.values("Sec-WebSocket-Protocol").flatMap {
            $0.split(separator: ",").map { $0.trimmedBlanks() }
        }
        .filter { !$0.isEmpty }
        // "including but not limited to any violations of the ABNF grammar" (section 4.2.1).
        guard subprotocols.allSatisfy(\.isToken) else { throw .badRequest("a subprotocol is not a token") }
        var request = HandshakeRequest(
            target: String(parts[1]), host: hosts[0], headers: head.headers,
            subprotocols: subprotocols.map(String.init)
        )
        request.key = keys[0]
        return request
    }
}

/// Base64 (RFC 4648 section 4), for the short values of handshakes.
public enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text for these bytes, padded.
    public static func encode(_ bytes: [UInt8]) -> String {
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * (3 - UInt32(group.count)))
            for place in 0..<4 {
                let sextet = Int(bits >> (18 - 6 * UInt32(place)) & 63)
                output.append(place <= group.count ? alphabet[sextet] : UInt8(ascii: "="))
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// How many bytes a text stands for; nil when it isn't base64.
    static func decodedCount(_ text: String) -> Int? {
        let bytes = Array(text.utf8)
        guard bytes.count.isMultiple(of: 4), !bytes.isEmpty else { return nil }
        let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
        guard padding <= 2, bytes.dropLast(padding).allSatisfy(alphabet.contains) else { return nil }
        return bytes.count / 4 * 3 - padding
    }
}
