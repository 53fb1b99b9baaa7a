/// Makes text from outside safe to show: nothing that a terminal would act on, nothing that hides or turns
/// text around, no line that breaks a row.
public enum Sanitiser {
    /// Combining marks kept on one letter.
    static let maximumMarks = 8

    /// One row's worth of text: line ends and tabs are single spaces.
    public static func row(_ text: some StringProtocol) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return String(text) }
        return clean(text) { $0 == "\n" || $0 == "\r" || $0 == "\t" ? " " : nil }
    }

    /// Several rows' worth of text: line ends stay.
    public static func rows(_ text: some StringProtocol) -> [String] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }.map { row($0) }
    }

    private static func clean(_ text: some StringProtocol, _ replace: (Unicode.Scalar) -> Unicode.Scalar?)
        -> String
    {
        var output = String.UnicodeScalarView()
        var marks = 0
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if let replacement = replace(scalar) {
                if previous != replacement || replacement != " " { output.append(replacement) }
                previous = replacement
                marks = 0
                continue
            }
            guard isKept(scalar, after: previous) else { continue }
            if DisplayWidth.of(scalar) == 0 {
                // A mark needs a letter to stand on, and not too many company.
                guard previous != nil, marks < maximumMarks else { continue }
                marks += 1
            } else {
                marks = 0
            }
            output.append(scalar)
            previous = scalar
        }
        return String(output)
    }

    private static func isKept(_ scalar: Unicode.Scalar, after previous: Unicode.Scalar?) -> Bool {
        switch scalar.value {
        case 0x00..<0x20, 0x7F..<0xA0: false
        case 0x200D:
            previous?.properties.isEmoji == true && (previous?.value ?? 0) > 0xFF || previous?.value == 0xFE0F
        case 0xFE0E, 0xFE0F: previous != nil
        case 0x061C, 0x200B, 0x200C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF,
            0xFFF9...0xFFFB,
            0xE0000...0xE007F:
            false
        case 0x00AD, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x3164, 0xFFA0: false
        default: true
        }
    }

    /// What an ASCII terminal can show: accents fall off, the rest is `?` in as many columns. Expects text
    /// that was sanitised.
    public static func ascii(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var output = ""
        for character in text {
            if character.isASCII {
                output.append(character)
            } else if let base = decomposed(character) {
                output.append(base)
            } else {
                output += String(repeating: "?", count: DisplayWidth.of(character))
            }
        }
        return output
    }

    /// The ASCII letter an accented one is made of.
    private static func decomposed(_ character: Character) -> Character? {
        if let first = character.unicodeScalars.first, first.isASCII { return Character(first) }
        return latin[character]
    }

    private static let latin: [Character: Character] = {
        var table: [Character: Character] = [:]
        let groups = [
            "AÀÁÂÃÄÅĀĂĄ", "CÇĆĈĊČ", "DĎĐ", "EÈÉÊËĒĔĖĘĚ", "GĜĞĠĢ", "HĤĦ", "IÌÍÎÏĨĪĬĮİ", "JĴ", "KĶ", "LĹĻĽŁ",
            "NÑŃŅŇ",
            "OÒÓÔÕÖØŌŎŐ", "RŔŖŘ", "SŚŜŞŠ", "TŢŤŦ", "UÙÚÛÜŨŪŬŮŰŲ", "WŴ", "YÝŶŸ", "ZŹŻŽ", "aàáâãäåāăą",
            "cçćĉċč",
            "dďđ", "eèéêëēĕėęě", "gĝğġģ", "hĥħ", "iìíîïĩīĭįı", "jĵ", "kķ", "lĺļľł", "nñńņň", "oòóôõöøōŏő",
            "rŕŗř",
            "sśŝşšß", "tţťŧ", "uùúûüũūŭůűų", "wŵ", "yýŷÿ", "zźżž", "\"“”„«»", "'‘’‚", "-–—", " \u{A0}",
        ]
        for group in groups {
            guard let base = group.first else { continue }
            for character in group.dropFirst() { table[character] = base }
        }
        return table
    }()
}
