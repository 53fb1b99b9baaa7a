/// Validates UTF-8 that comes in pieces, and fails in the piece that holds the first byte which can't belong
/// to valid text (RFC 3629 section 4; RFC 6455 section 8.1).
///
/// Whole characters go through the standard library's validator, which measured faster than a loop over SIMD
/// types (`performance-websocket.md`); only a character that two pieces share is read byte by byte.
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
    package mutating func append(_ bytes: Span<UInt8>) -> Bool {
        var start = 0
        while needed > 0, start < bytes.count {
            guard step(bytes[start]) else { return false }
            start += 1
        }
        let end = Self.endOfWholeCharacters(bytes, from: start)
        if start < end, (try? UTF8Span(validating: bytes.extracting(start..<end))) == nil { return false }
        for index in end..<bytes.count { guard step(bytes[index]) else { return false } }
        return true
    }

    /// Takes the next piece; false where it has a bad byte.
    package mutating func append(_ bytes: ArraySlice<UInt8>) -> Bool { append(bytes.span) }

    /// Where a character that goes on after `bytes` begins, or their end.
    private static func endOfWholeCharacters(_ bytes: Span<UInt8>, from start: Int) -> Int {
        // A lead byte stands among the last three, or nothing is cut.
        for back in 1...3 where bytes.count - back >= start {
            let byte = bytes[bytes.count - back]
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
            if length > back { return bytes.count - back }
            if byte & 0xC0 != 0x80 { break }
        }
        return bytes.count
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
}
