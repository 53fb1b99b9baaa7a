/// Validates UTF-8 that comes in pieces, and fails in the piece that holds the first byte which can't belong
/// to valid text (RFC 3629 section 4; RFC 6455 section 8.1).
package struct UTF8Validator: Equatable {
    /// Continuation bytes still to come.
    private var needed = 0
    /// What the next continuation byte may be: narrower than 80-BF after E0, ED, F0 and F4.
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF

    /// Nothing has come yet.
    package init() {}

    /// Whether the text could end here.
    package var isComplete: Bool { needed == 0 }

    /// Takes the next piece; false where it has a bad byte.
    package mutating func append(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBytes { append($0) }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index < bytes.count {
            if needed == 0 {
                index = Self.endOfASCII(bytes, from: index)
                guard index < bytes.count else { return true }
                if index >= 3, bytes.count - index >= Self.blockSize {
                    guard let end = Self.endOfBlocks(bytes, from: index) else { return false }
                    if end > index {
                        index = end
                        continue
                    }
                }
            }
            guard step(bytes[index]) else { return false }
            index += 1
        }
        return true
    }

    private mutating func step(_ byte: UInt8) -> Bool {
        if needed > 0 {
            guard byte >= low, byte <= high else { return false }
            needed -= 1
            low = 0x80
            high = 0xBF
            return true
        }
        switch byte {
        case 0x00...0x7F: break
        case 0xC2...0xDF: needed = 1
        case 0xE0: (needed, low) = (2, 0xA0)
        case 0xED: (needed, high) = (2, 0x9F)
        case 0xE1...0xEF: needed = 2
        case 0xF0: (needed, low) = (3, 0x90)
        case 0xF1...0xF3: needed = 3
        case 0xF4: (needed, high) = (3, 0x8F)
        default: return false
        }
        return true
    }

    // MARK: Many bytes at a time

    /// Where the ASCII that begins at `start` ends, at most seven bytes early.
    private static func endOfASCII(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        let high: UInt64 = 0x8080_8080_8080_8080
        var index = start
        while index + 32 <= bytes.count {
            let words =
                bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                | bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self)
                | bytes.loadUnaligned(fromByteOffset: index + 16, as: UInt64.self)
                | bytes.loadUnaligned(fromByteOffset: index + 24, as: UInt64.self)
            guard words & high == 0 else { break }
            index += 32
        }
        while index + 8 <= bytes.count,
            bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) & high == 0
        {
            index += 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index += 1 }
        return index
    }

    private typealias Block = SIMD32<UInt8>
    private static let blockSize = 32

    /// Checks whole blocks from `start`, where a character begins and three bytes stand before.
    ///
    /// Each byte is compared with the three before it, which are loaded as vectors of their own: it is a
    /// continuation exactly where one of those leads that far, and the four lead bytes with a narrower
    /// range (RFC 3629 section 4) are looked at one by one.
    /// - Returns: where the last character that has begun in the blocks begins, or their end; nil where
    ///   they hold a bad byte.
    private static func endOfBlocks(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        var index = start
        while index + blockSize <= bytes.count {
            let here = bytes.loadUnaligned(fromByteOffset: index, as: Block.self)
            let back1 = bytes.loadUnaligned(fromByteOffset: index - 1, as: Block.self)
            let back2 = bytes.loadUnaligned(fromByteOffset: index - 2, as: Block.self)
            let back3 = bytes.loadUnaligned(fromByteOffset: index - 3, as: Block.self)
            let isContinuation = (here & 0xC0) .== 0x80
            let mustContinue = (back1 .>= 0xC0) .| (back2 .>= 0xE0) .| (back3 .>= 0xF0)
            let isNever = ((here & 0xFE) .== 0xC0) .| (here .>= 0xF5)
            let isTooLow = ((back1 .== 0xE0) .& (here .< 0xA0)) .| ((back1 .== 0xF0) .& (here .< 0x90))
            let isTooHigh = ((back1 .== 0xED) .& (here .>= 0xA0)) .| ((back1 .== 0xF4) .& (here .>= 0x90))
            guard !any((isContinuation .^ mustContinue) .| isNever .| isTooLow .| isTooHigh) else {
                return nil
            }
            index += blockSize
        }
        // A character that goes on after the last block is left to the caller.
        for back in 1...3 where index - back >= start {
            let byte = bytes[index - back]
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            if length > back { return index - back }
        }
        return index
    }
}
