/// Takes frames apart and puts messages together (RFC 6455 sections 5.4 and 5.5). Payload is checked as it
/// comes: a bad byte of text, or one byte over a limit, ends the connection before the frame is complete.
struct FrameReader: Sendable {
    enum Output: Equatable {
        case message(Message)
        case ping([UInt8])
        case pong([UInt8])
        /// nil for a Close frame without a code.
        case close(CloseCode?, reason: String)
    }

    private struct Frame {
        var header: FrameHeader
        /// Payload bytes taken so far.
        var taken = 0
    }

    private let role: Role
    private let configuration: ConnectionConfiguration
    /// The beginning of a header.
    private var headerBytes: [UInt8] = []
    private var frame: Frame?
    private var control: [UInt8] = []
    private var kind: Message.Kind?
    private var message: [UInt8] = []
    private var fragments = 0
    private var utf8 = UTF8Validator()

    init(role: Role, configuration: ConnectionConfiguration) {
        self.role = role
        self.configuration = configuration
    }

    /// Takes bytes until something is complete; nil when all were taken.
    mutating func next(_ bytes: inout ArraySlice<UInt8>) throws(WebSocketError) -> Output? {
        while true {
            if frame == nil {
                guard let header = try readHeader(&bytes) else { return nil }
                try begin(header)
                frame = Frame(header: header)
            }
            guard var current = frame else { return nil }
            let piece = bytes.prefix(current.header.payloadLength - current.taken)
            bytes = bytes.dropFirst(piece.count)
            let isWhole = current.taken == 0 && piece.count == current.header.payloadLength
            let offset = current.taken
            current.taken += piece.count
            frame = current
            let isComplete = current.taken == current.header.payloadLength
            if current.header.opcode.isControl {
                let start = control.count
                control += piece
                current.header.maskingKey?.apply(to: &control, from: start, offset: offset)
                guard isComplete else { return nil }
                frame = nil
                defer { control = [] }
                return try output(current.header.opcode)
            }
            if isWhole, current.header.isFinal, fragments == 1, current.header.maskingKey == nil {
                frame = nil
                return try wholeMessage(piece)
            }
            let start = message.count
            message += piece
            current.header.maskingKey?.apply(to: &message, from: start, offset: offset)
            if kind == .text, !utf8.append(message[start...]) { throw .invalidUTF8 }
            guard isComplete else { return nil }
            frame = nil
            if current.header.isFinal { return try finishMessage() }
        }
    }

    private mutating func readHeader(_ bytes: inout ArraySlice<UInt8>) throws(WebSocketError) -> FrameHeader?
    {
        if headerBytes.isEmpty {
            if let (header, count) = try FrameHeader.parse(bytes) {
                bytes = bytes.dropFirst(count)
                return header
            }
            // Fewer bytes than a header: at most 13.
            headerBytes = Array(bytes)
            bytes = []
            try checkEarly()
            return nil
        }
        while let byte = bytes.popFirst() {
            headerBytes.append(byte)
            try checkEarly()
            if let (header, _) = try FrameHeader.parse(headerBytes[...]) {
                headerBytes = []
                return header
            }
        }
        return nil
    }

    /// The first two bytes already tell most violations; a peer that sends one byte a second is not waited for.
    private func checkEarly() throws(WebSocketError) {
        guard let first = headerBytes.first else { return }
        guard first & 0x70 == 0 else { throw .reservedBits }
        guard Opcode(rawValue: first & 0x0F) != nil else { throw .reservedOpcode(first & 0x0F) }
    }

    private mutating func begin(_ header: FrameHeader) throws(WebSocketError) {
        guard header.reserved == 0 else { throw .reservedBits }
        // Clients mask, servers don't (section 5.1).
        guard (header.maskingKey == nil) == (role == .client) else { throw .wrongMasking }
        switch header.opcode {
        case .close, .ping, .pong: return
        case .continuation: guard kind != nil else { throw .unexpectedFrame }
        case .text, .binary:
            guard kind == nil else { throw .unexpectedFrame }
            kind = header.opcode == .text ? .text : .binary
            fragments = 0
            utf8 = UTF8Validator()
        }
        fragments += 1
        guard fragments <= configuration.maximumFragments else {
            throw .tooManyFragments(limit: configuration.maximumFragments)
        }
        // Before a byte of it is kept (section 10.4).
        guard header.payloadLength <= configuration.maximumMessageSize - message.count else {
            throw .messageTooLong(limit: configuration.maximumMessageSize)
        }
    }

    private mutating func wholeMessage(_ payload: ArraySlice<UInt8>) throws(WebSocketError) -> Output? {
        guard let kind else { return nil }
        if kind == .text, !utf8.append(payload) || !utf8.isComplete { throw .invalidUTF8 }
        self.kind = nil
        return .message(Message(kind: kind, payload: payload))
    }

    private mutating func finishMessage() throws(WebSocketError) -> Output? {
        guard let kind else { return nil }
        if kind == .text, !utf8.isComplete { throw .invalidUTF8 }
        self.kind = nil
        let payload = message
        message = []
        return .message(Message(kind: kind, payload: payload[...]))
    }

    private func output(_ opcode: Opcode) throws(WebSocketError) -> Output {
        switch opcode {
        case .ping: return .ping(control)
        case .pong: return .pong(control)
        case .close:
            guard control.count != 1 else { throw .malformedClose }
            guard control.count >= 2 else { return .close(nil, reason: "") }
            let code = CloseCode(rawValue: UInt16(control[0]) << 8 | UInt16(control[1]))
            guard code.isAllowedOnWire else { throw .malformedClose }
            var validator = UTF8Validator()
            guard validator.append(control[2...]), validator.isComplete else { throw .invalidUTF8 }
            return .close(code, reason: String(decoding: control[2...], as: UTF8.self))
        case .continuation, .text, .binary: throw .unexpectedFrame
        }
    }
}
