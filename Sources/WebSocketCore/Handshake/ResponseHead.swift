/// The head of an HTTP answer, read as strictly as that of a handshake: for what stands before the WebSocket,
/// such as a proxy.
public struct ResponseHead: Equatable, Sendable {
    /// The status code.
    public var status: Int
    /// The reason phrase; may be empty.
    public var reason: String
    /// All fields.
    public var headers: [HeaderField]
    /// The length of the head in bytes, its blank line included.
    public var count: Int

    /// Reads a head of at most `limit` bytes from the beginning of `bytes`.
    /// - Returns: nil while it isn't complete.
    /// - Throws: `notHTTP`, `malformedHead`, `headTooLong`.
    public static func parse(_ bytes: [UInt8], limit: Int) throws(WebSocketError) -> ResponseHead? {
        guard let end = try HTTPHead.end(in: bytes, from: 0), end <= limit else {
            guard bytes.count <= limit else { throw .headTooLong(limit: limit) }
            return nil
        }
        let head = try HTTPHead(bytes[..<end])
        let (_, status, reason) = try head.statusLine()
        return ResponseHead(status: status, reason: reason, headers: head.headers, count: end)
    }
}
