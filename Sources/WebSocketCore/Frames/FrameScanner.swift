/// The bytes of one frame's payload that came in one read.
struct FramePiece: Equatable {
    var header: FrameHeader
    /// Where the bytes are in what was read; already unmasked.
    var range: Range<Int>
    /// Whether the payload begins here.
    var isFirst: Bool
    /// Whether the payload ends here.
    var isLast: Bool
}

/// The first of two steps from bytes to messages: finds the frames in what was read, checks their headers
/// and takes the mask off where the bytes stand (RFC 6455 sections 5.1 to 5.3).
///
/// It runs over a whole read before `MessageAssembler` hands parts of it out: a buffer that others already
/// hold parts of could not be unmasked in place.
struct FrameScanner: Sendable {
    private let role: Role
    /// The reserved bits that the negotiated extensions use.
    var allowedReserved: UInt8 = 0
    /// The beginning of a header that the last read cut off.
    private var headerBytes: [UInt8] = []
    private var frame: FrameHeader?
    /// Payload bytes of `frame` that earlier reads brought.
    private var taken = 0

    init(role: Role) { self.role = role }

    /// Finds the pieces of frames in one read. An error stands after all pieces that were found before it.
    /// - Parameter start: how many bytes at the beginning `goOn` has taken.
    mutating func scan(
        _ bytes: inout [UInt8], from start: Int = 0, into pieces: inout [FramePiece]
    ) throws(WebSocketError) {
        var index = start
        while index < bytes.count {
            let isFirst = frame == nil
            if isFirst {
                guard let header = try readHeader(bytes, &index) else { return }
                frame = header
                taken = 0
            }
            guard let header = frame else { return }
            let range = index..<index + min(header.payloadLength - taken, bytes.count - index)
            header.maskingKey?.apply(to: &bytes, range, offset: taken)
            index = range.upperBound
            taken += range.count
            let isLast = taken == header.payloadLength
            if isLast { frame = nil }
            pieces.append(FramePiece(header: header, range: range, isFirst: isFirst, isLast: isLast))
        }
    }

    /// The beginning of a read that goes on with a frame of data; its bytes are still masked.
    /// - Returns: the piece, and how many payload bytes came before it; nil between frames.
    mutating func goOn(with count: Int) -> (piece: FramePiece, offset: Int)? {
        guard let header = frame, !header.opcode.isControl else { return nil }
        let offset = taken
        let range = 0..<min(header.payloadLength - taken, count)
        taken += range.count
        let isLast = taken == header.payloadLength
        if isLast { frame = nil }
        return (FramePiece(header: header, range: range, isFirst: false, isLast: isLast), offset)
    }

    private mutating func readHeader(
        _ bytes: [UInt8], _ index: inout Int
    ) throws(WebSocketError) -> FrameHeader? {
        if headerBytes.isEmpty {
            if let (header, count) = try parse(bytes.span, index) {
                index += count
                return header
            }
            // The read ends within a header.
            headerBytes += bytes[index...]
            index = bytes.count
            return nil
        }
        while index < bytes.count {
            headerBytes.append(bytes[index])
            index += 1
            if let (header, _) = try parse(headerBytes.span, 0) {
                headerBytes.removeAll(keepingCapacity: true)
                return header
            }
        }
        return nil
    }

    private func parse(_ bytes: Span<UInt8>, _ start: Int) throws(WebSocketError) -> (
        FrameHeader, count: Int
    )? {
        guard let result = try FrameHeader.parse(bytes, from: start, allowedReserved: allowedReserved) else {
            return nil
        }
        // "a client MUST mask all frames", "A server MUST NOT mask any frames" (section 5.1).
        guard (result.0.maskingKey == nil) == (role == .client) else { throw .wrongMasking }
        return result
    }
}
