import CZlib

/// Compresses our messages (RFC 7692 section 7.2.1). A class, because zlib's state knows its own address;
/// it belongs to one connection, which is why it may go where the connection goes.
final class Deflater: @unchecked Sendable {
    private static let step = 16 << 10

    private let stream: UnsafeMutablePointer<z_stream>
    private let chunk: UnsafeMutablePointer<UInt8>
    private let keepsContext: Bool

    /// - Parameters:
    ///   - level: 1, the fastest, to 9, the smallest.
    ///   - windowBits: 9 to 15; zlib makes no raw stream with 8 (protocol notes 15.5).
    ///   - keepsContext: false begins each message with an empty window.
    init?(level: Int, windowBits: Int, keepsContext: Bool) {
        self.keepsContext = keepsContext
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        chunk = .allocate(capacity: Self.step)
        let status = deflateInit2_(
            stream, Int32(min(max(level, 1), 9)), Z_DEFLATED, -Int32(clamping: windowBits), 8,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)
        )
        guard (9...15).contains(windowBits), status == Z_OK else { return nil }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        chunk.deallocate()
    }

    /// A whole message, compressed.
    func deflate(_ message: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(message.count / 2 + 16)
        message.withUnsafeBufferPointer { bytes in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
            stream.pointee.avail_in = UInt32(clamping: bytes.count)
            repeat {
                stream.pointee.next_out = chunk
                stream.pointee.avail_out = UInt32(Self.step)
                _ = CZlib.deflate(stream, Z_SYNC_FLUSH)
                let produced = Self.step - Int(stream.pointee.avail_out)
                output.append(contentsOf: UnsafeBufferPointer(start: chunk, count: produced))
            } while stream.pointee.avail_out == 0
            stream.pointee.next_in = nil
        }
        // "Remove 4 octets (that are 0x00 0x00 0xff 0xff) from the tail end"; an empty message is one empty
        // block (sections 7.2.1 and 7.2.3.6), which zlib does not repeat by itself.
        output.removeLast(min(4, output.count))
        if output.isEmpty { output.append(0) }
        if !keepsContext { deflateReset(stream) }
        return output
    }
}
