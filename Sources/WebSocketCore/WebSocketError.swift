/// Why a connection ended other than by a clean close. Each tells what happened; the peer is told by the
/// close code in `closeCode`.
public enum WebSocketError: Error, Equatable, Sendable, CustomStringConvertible {
    // MARK: Handshake

    /// The peer's head can't be read, for the reason given.
    case malformedHead(String)
    /// The head is longer than the limit, in bytes.
    case headTooLong(limit: Int)
    /// What answered does not speak HTTP.
    case notHTTP
    /// The server answered with another status than 101.
    indirect case refused(HandshakeResponse)
    /// The 101 lacks a field that makes it an upgrade to WebSocket.
    case missingUpgrade(String)
    /// `Sec-WebSocket-Accept` doesn't fit the key that was sent.
    case wrongAccept
    /// The server wants an extension that was not offered.
    case unaskedExtension(String)
    /// The parameters of an extension can't be read, or are not what was offered (RFC 7692 section 7.1).
    case badExtension(String)
    /// The server chose a subprotocol that was not offered.
    case unaskedSubprotocol(String)
    /// Server role: the request is not an opening handshake.
    case badRequest(String)
    /// Server role: another version than 13.
    case wrongVersion

    // MARK: Frames

    /// A reserved bit that nothing negotiated (RFC 6455 section 5.2).
    case reservedBits
    /// A reserved opcode (section 5.2).
    case reservedOpcode(UInt8)
    /// A frame from a server that is masked, or one from a client that is not (section 5.1).
    case wrongMasking
    /// A length not in its shortest form, or with the top bit set (section 5.2).
    case malformedLength
    /// A control frame that is fragmented or longer than 125 bytes (section 5.5).
    case malformedControlFrame
    /// A continuation without a message, or a message within a message (section 5.4).
    case unexpectedFrame
    /// A text that is not UTF-8 (section 8.1).
    case invalidUTF8
    /// A Close frame with one byte, a code that may not be sent, or a reason that is not UTF-8 (section 7.4).
    case malformedClose
    /// A message longer than the limit, in bytes (section 10.4).
    case messageTooLong(limit: Int)
    /// A message of more fragments than the limit.
    case tooManyFragments(limit: Int)
    /// A compressed message that does not inflate (RFC 7692 section 7.2.2).
    case invalidCompression

    // MARK: The connection

    /// The peer went away without a Close frame.
    case connectionLost
    /// The transport failed, for the reason given.
    case transport(String)
    /// No complete handshake within the time allowed.
    case handshakeTimedOut
    /// No Close frame in answer to ours within the time allowed.
    case closeTimedOut
    /// The peer takes less than we send; what waits to be sent passed its limit, in bytes.
    case peerTooSlow(limit: Int)

    /// The close code that tells the peer (RFC 6455 section 7.4.1); nil where there is nobody to tell.
    public var closeCode: CloseCode? {
        switch self {
        case .reservedBits, .reservedOpcode, .wrongMasking, .malformedLength, .malformedControlFrame,
            .unexpectedFrame, .malformedClose:
            .protocolError
        case .invalidUTF8, .invalidCompression: .invalidFramePayloadData
        case .messageTooLong, .tooManyFragments: .messageTooBig
        case .malformedHead, .headTooLong, .notHTTP, .refused, .missingUpgrade, .wrongAccept,
            .unaskedExtension, .badExtension, .unaskedSubprotocol, .badRequest, .wrongVersion,
            .connectionLost, .transport, .handshakeTimedOut,
            .closeTimedOut, .peerTooSlow:
            nil
        }
    }

    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .malformedHead(let reason): "the answer to the WebSocket handshake is malformed: \(reason)"
        case .headTooLong(let limit): "the head of the WebSocket handshake is longer than \(limit) bytes"
        case .notHTTP: "what answers there does not speak HTTP"
        case .refused(let response):
            "the WebSocket handshake was answered with HTTP \(response.status) \(response.reason)"
                + (response.bodyLine.isEmpty ? "" : ": \(response.bodyLine)")
        case .missingUpgrade(let field): "the answer to the WebSocket handshake lacks \(field)"
        case .wrongAccept: "the answer to the WebSocket handshake has the wrong Sec-WebSocket-Accept"
        case .unaskedExtension(let name): "the server wants the extension \(name), which was not offered"
        case .badExtension(let what): "the parameters of a WebSocket extension are wrong: \(what)"
        case .unaskedSubprotocol(let name): "the server wants the subprotocol \(name), which was not offered"
        case .badRequest(let reason): "the request is not a WebSocket handshake: \(reason)"
        case .wrongVersion: "the request is for another version of WebSocket than 13"
        case .reservedBits: "the peer sent a frame with a reserved bit"
        case .reservedOpcode(let opcode): "the peer sent a frame with the reserved opcode \(opcode)"
        case .wrongMasking: "the peer's masking is wrong for its role"
        case .malformedLength: "the peer sent a frame with a malformed length"
        case .malformedControlFrame: "the peer sent a control frame that is fragmented or too long"
        case .unexpectedFrame: "the peer sent a frame that can't stand where it does"
        case .invalidUTF8: "the peer sent text that is not UTF-8"
        case .malformedClose: "the peer sent a malformed Close frame"
        case .messageTooLong(let limit): "the peer sent a message longer than \(limit) bytes"
        case .tooManyFragments(let limit): "the peer sent a message of more than \(limit) fragments"
        case .invalidCompression: "the peer sent a compressed message that does not inflate"
        case .connectionLost: "the connection was lost"
        case .transport(let reason): "the connection failed: \(reason)"
        case .handshakeTimedOut: "the WebSocket handshake took too long"
        case .closeTimedOut: "the peer did not answer the Close frame in time"
        case .peerTooSlow(let limit): "the peer reads too slowly; more than \(limit) bytes wait to be sent"
        }
    }
}
