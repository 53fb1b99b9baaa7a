import CZlib

/// Inflates the peer's messages (RFC 7692 section 7.2.2). A class, because zlib's state knows its own address;
/// it belongs to one connection, which is why it may go where the connection goes.
final class Inflater: @unchecked Sendable {
    /// What a message's last block was cut off by (section 7.2.1), to be put back before inflating.
    private static let tail: [UInt8] = [0x00, 0x00, 0xFF, 0xFF]
    /// Output is taken in steps of this many bytes: a bomb passes its limit by no more.
    private static let step = 16 << 10

    private let stream: UnsafeMutablePointer<z_stream>
    private let chunk: UnsafeMutablePointer<UInt8>
    private let keepsContext: Bool

    /// - Parameter keepsContext: false where the peer begins each message with an empty window.
    init?(keepsContext: Bool) {
        self.keepsContext = keepsContext
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        chunk = .allocate(capacity: Self.step)
        // The largest window reads what any smaller one wrote; negative: raw DEFLATE without a header.
        let status = inflateInit2_(stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { return nil }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        chunk.deallocate()
    }

    /// Appends what `input` inflates to; before an error, all that came before it.
    /// - Throws: `messageTooLong` as soon as the output passes `limit`, `invalidCompression`.
    func inflate(
        _ input: ArraySlice<UInt8>, into output: inout [UInt8], limit: Int
    ) throws(WebSocketError) {
        guard !input.isEmpty else { return }
        let failure: WebSocketError? = input.withUnsafeBufferPointer { bytes in
            do throws(WebSocketError) {
                try inflate(bytes, into: &output, limit: limit)
                return nil
            } catch { return error }
        }
        if let failure { throw failure }
    }

    /// The message's payload is complete.
    /// - Throws: `invalidCompression` where it ends within a block.
    func finishMessage(into output: inout [UInt8], limit: Int) throws(WebSocketError) {
        try inflate(Self.tail[...], into: &output, limit: limit)
        // zlib says with bit 7 that it stands between two blocks.
        guard stream.pointee.data_type & 128 != 0 else { throw .invalidCompression }
        if !keepsContext { inflateReset(stream) }
    }

    private func inflate(
        _ input: UnsafeBufferPointer<UInt8>, into output: inout [UInt8], limit: Int
    ) throws(WebSocketError) {
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(clamping: input.count)
        defer { stream.pointee.next_in = nil }
        while true {
            stream.pointee.next_out = chunk
            stream.pointee.avail_out = UInt32(Self.step)
            let status = CZlib.inflate(stream, Z_SYNC_FLUSH)
            let produced = Self.step - Int(stream.pointee.avail_out)
            let room = max(0, limit - output.count)
            output.append(contentsOf: UnsafeBufferPointer(start: chunk, count: min(produced, room)))
            guard produced <= room else { throw .messageTooLong(limit: limit) }
            switch status {
            case Z_OK: if stream.pointee.avail_in == 0, stream.pointee.avail_out > 0 { return }
            // A block may say that it is the last (section 7.2.3.5); the message may go on all the same, in a
            // new stream with the window of the old one. `inflateSetDictionary` would do that too, but copies
            // 32 KiB for what may be a block of two bytes.
            case Z_STREAM_END:
                guard inflateResetKeep(stream) == Z_OK else { throw .invalidCompression }
                if stream.pointee.avail_in == 0 { return }
            // Nothing left to do: the input was all taken before.
            case Z_BUF_ERROR: return
            default: throw .invalidCompression
            }
        }
    }
}
