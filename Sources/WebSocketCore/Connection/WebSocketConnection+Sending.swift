/// From messages to bytes.
extension WebSocketConnection {
    /// Sends a text message. Does nothing unless the connection is open.
    public mutating func send(
        text: ArraySlice<UInt8>, random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        if phase == .open { writeMessage(.text, text, random: &random, into: &actions) }
    }

    /// Sends a binary message. Does nothing unless the connection is open.
    public mutating func send(
        binary: ArraySlice<UInt8>, random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        if phase == .open { writeMessage(.binary, binary, random: &random, into: &actions) }
    }

    /// Sends a ping with at most 125 bytes; what is beyond is cut off.
    public mutating func sendPing(
        _ payload: [UInt8] = [], random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        if phase == .open {
            write(.ping, payload.prefix(FrameHeader.maximumControlPayload), random: &random, into: &actions)
        }
    }

    /// Starts the closing handshake; before the connection is open it ends at once. Of the reason at most
    /// 123 bytes are sent.
    public mutating func close(
        code: CloseCode = .normalClosure, reason: String = "", now: Duration,
        random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        switch phase {
        case .open:
            write(.close, Self.closePayload(code, reason)[...], random: &random, into: &actions)
            phase = .closeSent
            deadline = now + configuration.closeTimeout
        case .idle, .awaitingResponse, .awaitingRequest, .deciding, .awaitingRefusalBody:
            end(Closure(code: .abnormalClosure, wasClean: false), into: &actions)
        case .closeSent, .awaitingEOF, .closed: break
        }
    }

    static func closePayload(_ code: CloseCode, _ reason: String) -> [UInt8] {
        guard code.isAllowedOnWire else { return [] }
        var text = Substring(reason)
        while text.utf8.count > 123 { text = text.dropLast() }
        return [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)] + Array(text.utf8)
    }

    private func writeMessage(
        _ opcode: Opcode, _ payload: ArraySlice<UInt8>, random: inout some RandomNumberGenerator,
        into actions: inout [Action]
    ) {
        guard let deflater, payload.count >= configuration.compression?.minimumSize ?? 0 else {
            return write(opcode, payload, random: &random, into: &actions)
        }
        write(
            opcode, reserved: FrameHeader.compressed, deflater.deflate(payload)[...], random: &random,
            into: &actions
        )
    }

    /// The most bytes of small frames that are put into one `write`; a large one is not copied to join it.
    private static let writeSize = 16 << 10

    func write(
        _ opcode: Opcode, reserved: UInt8 = 0, _ payload: ArraySlice<UInt8>,
        random: inout some RandomNumberGenerator, into actions: inout [Action]
    ) {
        // "a fresh masking key", which "MUST be unpredictable" (section 5.3); a server never masks
        // (section 5.1).
        let key = role == .client ? MaskingKey(UInt32(truncatingIfNeeded: random.next())) : nil
        var bytes: [UInt8] = []
        if case .write(let last)? = actions.last, last.count + payload.count < Self.writeSize {
            // Taken out of the list, so that it grows where it stands.
            bytes = last
            actions.removeLast()
        } else {
            bytes.reserveCapacity(payload.count + FrameHeader.maximumCount)
        }
        FrameHeader.append(opcode, reserved: reserved, payload: payload, maskingKey: key, to: &bytes)
        actions.append(.write(bytes))
    }
}
