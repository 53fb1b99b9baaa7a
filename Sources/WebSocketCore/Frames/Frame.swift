/// Opcodes (RFC 6455 section 5.2).
public enum Opcode: UInt8, Sendable {
    case continuation = 0x0
    case text = 0x1
    case binary = 0x2
    case close = 0x8
    case ping = 0x9
    case pong = 0xA

    /// Whether frames with it are control frames (section 5.5).
    public var isControl: Bool { rawValue & 0x8 != 0 }
}

/// The header of a frame (RFC 6455 section 5.2).
struct FrameHeader: Equatable {
    /// The longest payload of a control frame (section 5.5).
    static let maximumControlPayload = 125
    /// The longest header: two bytes, a length of eight, a masking key.
    static let maximumCount = 14
    /// RSV1 as a bit of `reserved`: a compressed message begins (RFC 7692 section 6).
    static let compressed: UInt8 = 0b100

    var isFinal: Bool
    /// RSV1, RSV2, RSV3 in the bits 4, 2, 1.
    var reserved: UInt8
    var opcode: Opcode
    var maskingKey: MaskingKey?
    var payloadLength: Int

    /// Reads a header that begins at `start`, or says that more bytes are needed.
    ///
    /// What the first byte tells is checked without the second, so that a peer which sends a byte a second
    /// is not waited for.
    /// - Parameter allowedReserved: the reserved bits that an extension has taken.
    /// - Returns: the header and how many bytes it took; nil while it isn't complete.
    static func parse(
        _ bytes: Span<UInt8>, from start: Int, allowedReserved: UInt8 = 0
    ) throws(WebSocketError) -> (FrameHeader, count: Int)? {
        let available = bytes.count - start
        guard available >= 1 else { return nil }
        let first = bytes[start]
        let reserved = first >> 4 & 0x7
        // "MUST be 0 unless an extension is negotiated" (section 5.2).
        guard reserved & ~allowedReserved == 0 else { throw .reservedBits }
        guard let opcode = Opcode(rawValue: first & 0x0F) else { throw .reservedOpcode(first & 0x0F) }
        let isFinal = first & 0x80 != 0
        // "All control frames MUST have a payload length of 125 bytes or less and MUST NOT be fragmented"
        // (section 5.5); they are never compressed (RFC 7692 section 6.1).
        if opcode.isControl, !isFinal { throw .malformedControlFrame }
        if opcode.isControl, reserved != 0 { throw .reservedBits }
        guard available >= 2 else { return nil }
        let second = bytes[start + 1]
        let isMasked = second & 0x80 != 0
        let short = Int(second & 0x7F)
        if opcode.isControl, short > maximumControlPayload { throw .malformedControlFrame }
        let extended = short == 126 ? 2 : short == 127 ? 8 : 0
        let count = 2 + extended + (isMasked ? 4 : 0)
        guard available >= count else { return nil }
        var length = UInt64(short)
        if extended > 0 {
            length = 0
            for index in 0..<extended { length = length << 8 | UInt64(bytes[start + 2 + index]) }
            // "the minimal number of bytes MUST be used", and "the most significant bit MUST be 0"
            // (section 5.2).
            guard length > (extended == 2 ? 125 : 0xFFFF), length >> 63 == 0 else { throw .malformedLength }
        }
        var key: MaskingKey?
        if isMasked {
            let at = start + 2 + extended
            key = MaskingKey(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3])
        }
        let header = FrameHeader(
            isFinal: isFinal, reserved: reserved, opcode: opcode, maskingKey: key,
            payloadLength: Int(truncatingIfNeeded: length)
        )
        return (header, count)
    }

    /// Appends a frame: its header and its payload, masked where there is a key.
    static func append(
        _ opcode: Opcode, isFinal: Bool = true, reserved: UInt8 = 0, payload: ArraySlice<UInt8>,
        maskingKey: MaskingKey?, to output: inout [UInt8]
    ) {
        let maskBit: UInt8 = maskingKey == nil ? 0 : 0x80
        output.append((isFinal ? 0x80 : 0) | reserved << 4 | opcode.rawValue)
        switch payload.count {
        case ...125: output.append(maskBit | UInt8(truncatingIfNeeded: payload.count))
        case ...0xFFFF:
            output.append(maskBit | 126)
            output.append(UInt8(truncatingIfNeeded: payload.count >> 8))
            output.append(UInt8(truncatingIfNeeded: payload.count))
        default:
            output.append(maskBit | 127)
            for shift in stride(from: 56, through: 0, by: -8) {
                output.append(UInt8(truncatingIfNeeded: payload.count >> shift))
            }
        }
        if let maskingKey {
            for index in 0..<4 { output.append(maskingKey[index]) }
        }
        let start = output.count
        payload.withUnsafeBufferPointer { output.append(contentsOf: $0) }
        maskingKey?.apply(to: &output, start..<output.count, offset: 0)
    }
}
