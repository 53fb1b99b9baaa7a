/// Most of what is shown is printable ASCII, one column a byte, and needs no Unicode at all.
enum PrintableASCII {
    /// The letters from U+0020 to U+007E, in order.
    static let letters: [String] = (0x20...0x7E).map { String(Unicode.Scalar($0)) }

    /// The letter a byte stands for; nil for control characters and what isn't ASCII.
    static func letter(_ byte: UInt8) -> String? {
        guard contains(byte) else { return nil }
        return letters[Int(byte) - 0x20]
    }

    static func contains(_ byte: UInt8) -> Bool { byte >= 0x20 && byte < 0x7F }
}

extension StringProtocol {
    /// Whether each byte is a printable ASCII letter. Asked of every text on every frame: one call for all its
    /// bytes, where a generic loop would make several for each.
    var isPrintableASCII: Bool {
        utf8.withContiguousStorageIfAvailable { $0.allSatisfy(PrintableASCII.contains) }
            ?? utf8.allSatisfy(PrintableASCII.contains)
    }
}
