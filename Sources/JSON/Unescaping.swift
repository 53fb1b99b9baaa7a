/// The escapes of RFC 8259 section 7. The parser has checked their form.
enum Unescaping {
    static func bytes(of escaped: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(escaped.count)
        var rest = escaped
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let letter = rest.popFirst() else {
                output.append(byte)
                continue
            }
            switch letter {
            case UInt8(ascii: "b"): output.append(0x08)
            case UInt8(ascii: "f"): output.append(0x0C)
            case UInt8(ascii: "n"): output.append(0x0A)
            case UInt8(ascii: "r"): output.append(0x0D)
            case UInt8(ascii: "t"): output.append(0x09)
            case UInt8(ascii: "u"): append(codePoint(&rest), to: &output)
            default: output.append(letter)
            }
        }
        return output
    }

    /// The code point of `XXXX`, with the low surrogate that follows a high one; U+FFFD for half a pair.
    private static func codePoint(_ rest: inout ArraySlice<UInt8>) -> Unicode.Scalar {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        guard let unit = codeUnit(rest.prefix(4)) else { return replacement }
        rest = rest.dropFirst(4)
        guard (0xD800..<0xE000).contains(unit) else { return Unicode.Scalar(unit) ?? replacement }
        guard unit < 0xDC00, rest.prefix(2).elementsEqual([UInt8(ascii: "\\"), UInt8(ascii: "u")]),
            let low = codeUnit(rest.dropFirst(2).prefix(4)), (0xDC00..<0xE000).contains(low)
        else { return replacement }
        rest = rest.dropFirst(6)
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? replacement
    }

    private static func codeUnit(_ digits: ArraySlice<UInt8>) -> UInt32? {
        guard digits.count == 4 else { return nil }
        var value: UInt32 = 0
        for digit in digits {
            guard let nibble = Hexadecimal.value(of: digit) else { return nil }
            value = value << 4 | UInt32(nibble)
        }
        return value
    }

    private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}

enum Hexadecimal {
    static let digits = Array("0123456789abcdef".utf8)

    static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
