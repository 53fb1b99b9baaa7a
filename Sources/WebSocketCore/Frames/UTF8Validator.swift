/// Validates UTF-8 that comes in pieces, and fails at the first byte that can't belong to valid text
/// (RFC 3629 section 4; RFC 6455 section 8.1).
struct UTF8Validator: Equatable {
    /// Continuation bytes still to come.
    private var needed = 0
    /// What the next continuation byte may be: narrower than 80-BF after E0, ED, F0 and F4.
    private var low: UInt8 = 0x80
    private var high: UInt8 = 0xBF

    /// Whether the text could end here.
    var isComplete: Bool { needed == 0 }

    /// Takes the next piece; false at the first bad byte.
    mutating func append(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = bytes.baseAddress else { return true }
        var index = 0
        while index < bytes.count {
            if needed == 0 {
                // Eight bytes of ASCII at a time.
                while index + 8 <= bytes.count,
                    UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
                {
                    index += 8
                }
                guard index < bytes.count else { return true }
            }
            let byte = bytes[index]
            index += 1
            if needed > 0 {
                guard byte >= low, byte <= high else { return false }
                needed -= 1
                low = 0x80
                high = 0xBF
                continue
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
        }
        return true
    }
}
