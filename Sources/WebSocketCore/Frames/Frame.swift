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
    var isFinal: Bool
    /// RSV1, RSV2, RSV3 in the bits 4, 2, 1.
    var reserved: UInt8
    var opcode: Opcode
    var maskingKey: MaskingKey?
    var payloadLength: Int

    /// Reads a header, or says that more bytes are needed.
    /// - Returns: the header and how many bytes it took; nil while it isn't complete.
    static func parse(_ bytes: ArraySlice<UInt8>) throws(WebSocketError) -> (FrameHeader, count: Int)? {
        guard bytes.count >= 2 else { return nil }
        let first = bytes[bytes.startIndex]
        let second = bytes[bytes.startIndex + 1]
        guard let opcode = Opcode(rawValue: first & 0x0F) else { throw .reservedOpcode(first & 0x0F) }
        let isMasked = second & 0x80 != 0
        let short = Int(second & 0x7F)
        let extended = short == 126 ? 2 : short == 127 ? 8 : 0
        if opcode.isControl, first & 0x80 == 0 || short > 125 { throw .malformedControlFrame }
        let count = 2 + extended + (isMasked ? 4 : 0)
        guard bytes.count >= count else { return nil }
        var length = UInt64(short)
        if extended > 0 {
            length = 0
            for index in 0..<extended { length = length << 8 | UInt64(bytes[bytes.startIndex + 2 + index]) }
            // The shortest form, and never the top bit (section 5.2).
            guard length > (extended == 2 ? 125 : 0xFFFF), length >> 63 == 0 else { throw .malformedLength }
        }
        var key: MaskingKey?
        if isMasked {
            let start = bytes.startIndex + 2 + extended
            key = MaskingKey(bytes[start..<start + 4])
        }
        let header = FrameHeader(
            isFinal: first & 0x80 != 0, reserved: first >> 4 & 0x7, opcode: opcode, maskingKey: key,
            payloadLength: Int(truncatingIfNeeded: length)
        )
        return (header, count)
    }

    /// Appends the header and its payload, masked where there is a key.
    static func append(
        _ opcode: Opcode, isFinal: Bool = true, payload: ArraySlice<UInt8>, maskingKey: MaskingKey?,
        to output: inout [UInt8]
    ) {
        output.reserveCapacity(output.count + payload.count + 14)
        output.append((isFinal ? 0x80 : 0) | opcode.rawValue)
        let maskBit: UInt8 = maskingKey == nil ? 0 : 0x80
        switch payload.count {
        case ...125: output.append(maskBit | UInt8(payload.count))
        case ...0xFFFF:
            output.append(maskBit | 126)
            output.append(UInt8(payload.count >> 8))
            output.append(UInt8(payload.count & 0xFF))
        default:
            output.append(maskBit | 127)
            for shift in stride(from: 56, through: 0, by: -8) {
                output.append(UInt8(truncatingIfNeeded: payload.count >> shift))
            }
        }
        guard let maskingKey else {
            output += payload
            return
        }
        output += maskingKey.bytes
        let start = output.count
        output += payload
        maskingKey.apply(to: &output, from: start, offset: 0)
    }
}

/// The key that a client masks a frame with (RFC 6455 section 5.3): it must not be foreseeable.
struct MaskingKey: Equatable {
    /// The four bytes in wire order, the first in the lowest byte.
    var value: UInt32

    init(_ value: UInt32) { self.value = value }

    /// Four bytes in wire order.
    init(_ bytes: ArraySlice<UInt8>) {
        value = 0
        for (index, byte) in bytes.prefix(4).enumerated() { value |= UInt32(byte) << (8 * UInt32(index)) }
    }

    var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) } }

    /// Masks or unmasks from `start` to the end, eight bytes at a time.
    /// - Parameter offset: how many bytes of the payload were masked before.
    func apply(to bytes: inout [UInt8], from start: Int, offset: Int) {
        let shift = UInt32(offset & 3) * 8
        let turned = shift == 0 ? value : value >> shift | value << (32 - shift)
        let word = UInt64(turned) | UInt64(turned) << 32
        bytes.withUnsafeMutableBytes { buffer in
            guard start < buffer.count else { return }
            var index = start
            while index + 8 <= buffer.count {
                let masked =
                    buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ UInt64(littleEndian: word)
                buffer.storeBytes(of: masked, toByteOffset: index, as: UInt64.self)
                index += 8
            }
            while index < buffer.count {
                buffer[index] ^= UInt8(truncatingIfNeeded: turned >> (8 * UInt32((index - start) & 3)))
                index += 1
            }
        }
    }
}
