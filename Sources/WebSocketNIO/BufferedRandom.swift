#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The kernel's randomness, fetched for many masks at a time: a masking key must not be foreseeable
/// (RFC 6455 section 10.3), and one system call a frame, which is what the standard library does on Linux, is
/// slow.
public struct BufferedRandom: RandomNumberGenerator {
    /// `getentropy` gives at most 256 bytes.
    private static let capacity = 256 / MemoryLayout<UInt64>.size

    private var source = SystemRandomNumberGenerator()
    private var values: [UInt64] = []

    /// Nothing is fetched yet.
    public init() {}

    /// The next value; none is given twice.
    public mutating func next() -> UInt64 {
        if let value = values.popLast() { return value }
        fill()
        // Where the kernel gave nothing, the standard library waits for it or ends the program.
        return values.popLast() ?? source.next()
    }

    private mutating func fill() {
        #if os(Linux)
            values.append(contentsOf: repeatElement(0, count: Self.capacity))
            let status = values.withUnsafeMutableBytes { buffer in
                buffer.baseAddress.map { getentropy($0, buffer.count) } ?? -1
            }
            if status != 0 { values.removeAll(keepingCapacity: true) }
        #endif
    }
}
