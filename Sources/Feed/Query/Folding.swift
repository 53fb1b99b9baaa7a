/// Text as queries compare it: without case and without the accents of Latin letters, so that `renee` finds
/// Renée, and where words begin in it.
///
/// It follows FTS5's `unicode61 remove_diacritics 2`, whose tables are those of Unicode 6.1: what is equal here is
/// equal there, and where a word begins here one begins there. A test goes through all of Unicode to hold the two
/// together.
public enum Folding {
    /// The base letters of U+00C0 to U+024F, a full stop where a letter has none.
    private static let latin = Array(
        ("aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.yaaaaaaccccccccdd"
            + "..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll....nnnnnn...oooooo..rrrrrrssssss"
            + "sstttt..uuuuuuuuuuuuwwyyyzzzzzzs................................oo.............u"
            + "u............................aaiioouuuuuuuuuu.aa......ggkkoooo..j...gg..nnaa...."
            + "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............................").utf8)
    /// Those of U+1E00 to U+1EFF.
    private static let latinAdditional = Array(
        ("aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooo"
            + "oooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy.s...."
            + "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu"
            + "uuyyyyyyyy......").utf8)

    /// The text in lower case, its Latin letters without accents.
    public static func folded(_ text: some StringProtocol) -> String {
        // Most texts need no look at their scalars.
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        var output = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { append(scalar, to: &output) }
        return String(output)
    }

    /// The words of a text as the full-text index has them, in lower case and without accents.
    public static func words(of text: some StringProtocol) -> [String] {
        folded(text).unicodeScalars.split(whereSeparator: isSeparator).map(String.init)
    }

    static func append(_ scalar: Unicode.Scalar, to output: inout String.UnicodeScalarView) {
        let value = scalar.value
        switch value {
        case 0x41...0x5A: output.append(Unicode.Scalar(UInt8(value) | 0x20))
        case 0..<0x80: output.append(scalar)
        case 0xC0..<0x250: append(scalar, latin[Int(value) - 0xC0], &output)
        case 0x1E00..<0x1F00: append(scalar, latinAdditional[Int(value) - 0x1E00], &output)
        case 0x300...0x36F where isAccent(value): break
        default: output.append(lowercased(scalar))
        }
    }

    private static func append(
        _ scalar: Unicode.Scalar, _ base: UInt8, _ output: inout String.UnicodeScalarView
    ) {
        output.append(base == UInt8(ascii: ".") ? lowercased(scalar) : Unicode.Scalar(base))
    }

    /// The small letter, where it is one scalar of those times.
    private static func lowercased(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let mapped = scalar.properties.lowercaseMapping.unicodeScalars
        guard let small = mapped.first, mapped.count == 1, small != scalar, isOld(scalar), isOld(small) else {
            return scalar
        }
        return small
    }

    /// The combining marks that are left out.
    private static func isAccent(_ value: UInt32) -> Bool {
        switch value {
        case 0x300...0x304, 0x306...0x30C, 0x30F, 0x311, 0x31B, 0x323...0x328, 0x32D, 0x32E, 0x330, 0x331:
            true
        default: false
        }
    }

    private static func isOld(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.age.map { $0 <= (6, 1) } ?? false
    }

    /// Whether a scalar stands between words: neither letter nor digit. Signs that are younger than the index's
    /// tables, many emoji among them, count as letters, as they do there.
    static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        guard !scalar.isASCII else { return !isLetterOrDigit(UInt8(scalar.value)) }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber, .letterNumber, .otherNumber, .privateUse, .unassigned, .surrogate:
            return false
        // Two Mongolian letters have become marks since.
        default: return isOld(scalar) && !(0x1885...0x1886).contains(scalar.value)
        }
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// Whether a script is written without blanks, so that a word may begin anywhere: Thai, Lao, Burmese, Khmer,
    /// Chinese, Japanese, Korean.
    public static func hasNoBlanks(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x2E80...0x2FDF, 0x3005...0x3007,
            0x3021...0x3029, 0x3031...0x9FFF, 0xA960...0xA97F, 0xAC00...0xD7FF, 0xF900...0xFAFF,
            0xFF66...0xFF9F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
