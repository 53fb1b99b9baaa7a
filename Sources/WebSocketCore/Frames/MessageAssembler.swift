/// The second of two steps from bytes to messages: puts fragments together and checks what they hold
/// (RFC 6455 sections 5.4, 5.5 and 8.1). Payload is checked as it comes: a bad byte of text, or one byte
/// over a limit, ends the connection before the frame is complete.
struct MessageAssembler: Sendable {
    enum Output: Equatable {
        case message(Message)
        case ping([UInt8])
        case pong([UInt8])
        /// nil for a Close frame without a code.
        case close(CloseCode?, reason: String)
    }

    private let configuration: ConnectionConfiguration
    /// The peer's messages may be compressed; set once, when the handshake has negotiated it.
    var inflater: Inflater?
    private var control: [UInt8] = []
    /// The message that is under way; nil between messages.
    private var kind: Message.Kind?
    private var isCompressed = false
    /// What is known of the message so far, inflated.
    private var message: [UInt8] = []
    /// The storage of the message before, which whoever got it may still hold: the two take turns.
    private var spare: [UInt8] = []
    /// Payload bytes of the message's frames, as they came.
    private var wireCount = 0
    private var fragments = 0
    private var utf8 = UTF8Validator()

    init(configuration: ConnectionConfiguration) {
        self.configuration = configuration
    }

    /// Takes the next piece of a frame, whose bytes are in `bytes`.
    /// - Returns: what it completes, if anything.
    mutating func take(_ piece: FramePiece, of bytes: [UInt8]) throws(WebSocketError) -> Output? {
        let header = piece.header
        if header.opcode.isControl {
            // Between the fragments of a message too (section 5.4).
            if piece.isFirst, piece.isLast { return try output(header.opcode, Array(bytes[piece.range])) }
            control += bytes[piece.range]
            guard piece.isLast else { return nil }
            defer { control.removeAll() }
            return try output(header.opcode, control)
        }
        if piece.isFirst { try begin(header) }
        let isEnd = piece.isLast && header.isFinal
        if isCompressed {
            try inflate(bytes[piece.range], isEnd: isEnd)
        } else if isEnd, fragments == 1, piece.isFirst {
            // The message is whole in one read: it is handed on where it stands.
            return try finish(bytes[piece.range])
        } else {
            try append(bytes.span.extracting(piece.range), of: header, isFirst: piece.isFirst)
        }
        return isEnd ? try finish(nil) : nil
    }

    /// Whether `take(_:bytes:offset:)` may be given what goes on with the message.
    var takesBytesAsTheyCome: Bool { kind != nil && !isCompressed }

    /// Takes a piece that goes on with a frame: it is copied once, from where it was read to where it stays.
    /// - Parameters:
    ///   - bytes: the piece as it came, masked.
    ///   - offset: how many payload bytes of the frame came before.
    mutating func take(
        _ piece: FramePiece, bytes: Span<UInt8>, offset: Int
    ) throws(WebSocketError) -> Output? {
        try append(bytes, of: piece.header, isFirst: false, unmaskingFrom: offset)
        return piece.isLast && piece.header.isFinal ? try finish(nil) : nil
    }

    private mutating func begin(_ header: FrameHeader) throws(WebSocketError) {
        switch header.opcode {
        case .continuation:
            // There is a message to go on with, and only its first frame says that it is compressed
            // (RFC 7692 section 6.1).
            guard kind != nil else { throw .unexpectedFrame }
            guard header.reserved == 0 else { throw .reservedBits }
        default:
            // "the fragments of one message MUST NOT be interleaved" (section 5.4).
            guard kind == nil else { throw .unexpectedFrame }
            kind = header.opcode == .text ? .text : .binary
            if !message.isEmpty { forgetMessage() }
            isCompressed = header.reserved & FrameHeader.compressed != 0
            fragments = 0
            wireCount = 0
            utf8 = UTF8Validator()
        }
        fragments += 1
        guard fragments <= configuration.maximumFragments else {
            throw .tooManyFragments(limit: configuration.maximumFragments)
        }
        // Before a byte of it is kept (section 10.4). Compression can make a message longer, but not twice.
        let limit = configuration.maximumMessageSize
        guard header.payloadLength <= (isCompressed ? 2 * limit + 1024 : limit) - wireCount else {
            throw .messageTooLong(limit: limit)
        }
        wireCount += header.payloadLength
    }

    /// Makes room for the next message: in storage that was used before, unless it is large or still held.
    private mutating func forgetMessage() {
        swap(&message, &spare)
        if message.capacity > Self.keptCapacity {
            message = []
        } else {
            message.removeAll(keepingCapacity: true)
        }
    }

    /// The most storage that is kept from one message to the next.
    private static let keptCapacity = 2 << 20

    /// - Parameter offset: where in the payload these bytes stand, if they are still masked.
    private mutating func append(
        _ bytes: Span<UInt8>, of header: FrameHeader, isFirst: Bool, unmaskingFrom offset: Int? = nil
    ) throws(WebSocketError) {
        if isFirst, bytes.count < header.payloadLength {
            // The peer says how much will come; it is believed up to a megabyte at a time.
            let wanted = message.count + min(header.payloadLength, 1 << 20)
            if message.capacity < wanted { message.reserveCapacity(max(wanted, 2 * message.count)) }
        }
        let start = message.count
        bytes.withUnsafeBufferPointer { message.append(contentsOf: $0) }
        if let offset { header.maskingKey?.apply(to: &message, start..<message.count, offset: offset) }
        if kind == .text, !utf8.append(message[start...]) { throw .invalidUTF8 }
    }

    private mutating func inflate(_ bytes: ArraySlice<UInt8>, isEnd: Bool) throws(WebSocketError) {
        guard let inflater else { throw .reservedBits }
        let start = message.count
        let limit = configuration.maximumMessageSize
        var failure: WebSocketError?
        do throws(WebSocketError) {
            try inflater.inflate(bytes, into: &message, limit: limit)
            if isEnd { try inflater.finishMessage(into: &message, limit: limit) }
        } catch { failure = error }
        // The first fault counts, wherever the reads were cut.
        if kind == .text, !utf8.append(message[start...]) { throw .invalidUTF8 }
        if let failure { throw failure }
    }

    /// - Parameter whole: the payload where it came in one piece; else it has been collected.
    private mutating func finish(_ whole: ArraySlice<UInt8>?) throws(WebSocketError) -> Output? {
        guard let kind else { return nil }
        // "the text MUST be valid UTF-8" over the whole message (sections 5.6 and 8.1).
        if kind == .text {
            if let whole, !utf8.append(whole) { throw .invalidUTF8 }
            guard utf8.isComplete else { throw .invalidUTF8 }
        }
        self.kind = nil
        return .message(Message(kind: kind, payload: whole ?? message[...]))
    }

    private func output(_ opcode: Opcode, _ payload: [UInt8]) throws(WebSocketError) -> Output {
        switch opcode {
        case .ping: return .ping(payload)
        case .pong: return .pong(payload)
        case .close:
            guard let first = payload.first else { return .close(nil, reason: "") }
            // "the first two bytes of the body MUST be a 2-byte unsigned integer" (section 5.5.1).
            guard payload.count >= 2 else { throw .malformedClose }
            let code = CloseCode(rawValue: UInt16(first) << 8 | UInt16(payload[1]))
            guard code.isAllowedOnWire else { throw .malformedClose }
            var validator = UTF8Validator()
            guard validator.append(payload[2...]), validator.isComplete else { throw .invalidUTF8 }
            return .close(code, reason: String(decoding: payload[2...], as: UTF8.self))
        case .continuation, .text, .binary: throw .unexpectedFrame
        }
    }
}
