/// Makes text from outside safe to show: nothing that a terminal would act on, nothing that hides or turns
/// text around, no line that breaks a row. The one place for it; the last defence, in `Terminal`, only
/// removes control characters once more.
public enum Sanitiser {
    /// Combining marks kept on one letter.
    public static let maximumMarks = 8

    /// One row's worth of text: line ends and tabs are single spaces.
    public static func row(_ text: some StringProtocol) -> String {
        if text.isPrintableASCII { return String(text) }
        return clean(text)
    }

    /// One row's worth of bytes that may not be UTF-8; what isn't becomes U+FFFD.
    public static func row(bytes: some Sequence<UInt8>) -> String {
        row(String(decoding: Array(bytes), as: UTF8.self))
    }

    /// Several rows' worth of text: line ends stay.
    public static func rows(_ text: some StringProtocol) -> [String] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { row($0) }
    }

    /// A line of JSON that a terminal may be shown: what `row` takes out is written as an escape, which means
    /// the same to whoever reads the JSON. Blanks between values that would end the line are spaces.
    public static func jsonLine(_ line: [UInt8]) -> [UInt8] {
        if line.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return line }
        var output: [UInt8] = []
        output.reserveCapacity(line.count)
        for scalar in String(decoding: line, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x20 {
                output.append(0x20)
            } else if scalar.isASCII ? scalar.value < 0x7F : isKept(scalar, after: "x", before: nil) {
                output += String(scalar).utf8
            } else {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    output += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
                }
            }
        }
        return output
    }

    private static func clean(_ text: some StringProtocol) -> String {
        var output = String.UnicodeScalarView()
        var marks = 0
        var previous: Unicode.Scalar?
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            if scalar == "\n" || scalar == "\r" || scalar == "\t" {
                if previous != " " { output.append(" ") }
                previous = " "
                marks = 0
                continue
            }
            let next = index < scalars.endIndex ? scalars[index] : nil
            guard isKept(scalar, after: previous, before: next) else { continue }
            if DisplayWidth.of(scalar) == 0 {
                // A mark needs a letter to stand on, and not too many company.
                guard previous != nil, marks < maximumMarks else { continue }
                marks += 1
            } else {
                marks = 0
            }
            // A place in no script: nothing shows it, and terminals differ in how they don't.
            let kept = isNoncharacter(scalar.value) ? "\u{FFFD}" : scalar
            output.append(kept)
            previous = kept
        }
        return String(output)
    }

    private static func isKept(
        _ scalar: Unicode.Scalar, after previous: Unicode.Scalar?, before next: Unicode.Scalar?
    ) -> Bool {
        switch scalar.value {
        case 0x00..<0x20, 0x7F..<0xA0: return false
        case 0x200C: return previous.map(joins) ?? false
        case 0x200D: return isJoinable(previous) && next.map { isEmoji($0) } == true
        case 0xFE0E, 0xFE0F: return previous != nil && previous != " "
        // Other variation selectors: invisible, and enough of them to carry a message.
        case 0xFE00...0xFE0D, 0x180B...0x180F: return false
        // Tags and selectors, and the places around them: nothing there is ever seen.
        case 0xE0000...0xE0FFF: return false
        // Letters that look like nothing.
        case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x3164, 0xFFA0: return false
        case 0x00AD, 0x2028, 0x2029: return false
        case 0x2800: return true
        default:
            return scalar.properties.generalCategory != .format || DisplayWidth.isVisibleFormat(scalar.value)
        }
    }

    /// Scripts whose letters join, where U+200C keeps two of them apart: Arabic and its kin, those of India,
    /// Khmer and Mongolian.
    private static func joins(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0600...0x08FF, 0x0900...0x0DFF, 0x1000...0x109F, 0x1780...0x18AF, 0xA840...0xABFF,
            0xFB50...0xFDFF, 0xFE70...0xFEFE, 0x11000...0x11FFF:
            true
        default: false
        }
    }

    private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0xFF && scalar.properties.isEmoji
    }

    private static func isJoinable(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return isEmoji(scalar) || scalar.value == 0xFE0F
    }

    private static func isNoncharacter(_ value: UInt32) -> Bool {
        value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value)
    }

    /// What an ASCII terminal can show: accents fall off, the rest is `?` in as many columns. Expects text
    /// that was sanitised.
    public static func ascii(_ text: String) -> String {
        if text.isPrintableASCII || text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        return Glyphs(text).reduce(into: "") { output, glyph in
            if let base = glyph.text.unicodeScalars.first.flatMap(asciiBase) {
                output.append(base)
            } else {
                output += String(repeating: "?", count: glyph.columns)
            }
        }
    }

    /// The ASCII letter an accented one is made of, or the sign that stands for one.
    private static func asciiBase(of first: Unicode.Scalar) -> Character? {
        if first.isASCII { return Character(first) }
        if let sign = signs[first] { return sign }
        guard first.value < 0x2000, let name = first.properties.name else { return nil }
        // "LATIN SMALL LETTER E WITH CIRCUMFLEX AND ACUTE" is an e.
        let words = name.split(separator: " ")
        guard words.count >= 5, words[0] == "LATIN", words[2] == "LETTER", words[3].count == 1,
            words[4] == "WITH", let letter = words[3].first
        else { return nil }
        return words[1] == "SMALL" ? Character(letter.lowercased()) : letter
    }

    /// Punctuation, and the signs this program itself draws with.
    private static let signs: [Unicode.Scalar: Character] = {
        var table: [Unicode.Scalar: Character] = [:]
        let groups: [(base: Character, scalars: String)] = [
            (" ", "\u{A0}\u{202F}"), ("i", "ı"), ("s", "ß"), ("\"", "“”„«»"), ("'", "‘’‚"), (".", "…·▁"),
            ("*", "•●◆"), ("S", "★"), ("x", "✓✔✗"), ("o", "○◇☆"), ("-", "‐‑–—−─━▄▅╌┄"),
            ("|", "│┃▏▎▍▌┆"), ("+", "┌┐└┘├┤┬┴┼╭╮╯╰"), ("_", "▂"), (":", "▃⋮"), ("=", "▆▇═"), ("#", "█▓▒░"),
            (">", "→›▶▸»"), ("<", "←‹◀◂↩"), ("^", "↑▲"), ("v", "↓▼"), ("!", "⚠"), ("\\", "↳"),
        ]
        for group in groups {
            for scalar in group.scalars.unicodeScalars where table[scalar] == nil {
                table[scalar] = group.base
            }
        }
        return table
    }()
}
