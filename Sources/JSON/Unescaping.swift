/// The escapes of RFC 8259 section 7. The parser has checked their form.
enum Unescaping {
    static func bytes(of escaped: ArraySlice<UInt8>) -> [UInt8] {
        // An escape is never shorter than what it stands for, so the text fits where it came from. An event's
        // payload is such a string, with a backslash at every quote: one write for each byte, without a look at
        // the room that is left, is twice as fast as appending.
        [UInt8](unsafeUninitializedCapacity: escaped.count) { output, count in
            escaped.withUnsafeBufferPointer { input in
                var position = 0
                while position < input.count {
                    let byte = input[position]
                    position += 1
                    guard byte == UInt8(ascii: "\\"), position < input.count else {
                        output[count] = byte
                        count += 1
                        continue
                    }
                    let letter = input[position]
                    position += 1
                    switch letter {
                    case UInt8(ascii: "b"): output[count] = 0x08
                    case UInt8(ascii: "f"): output[count] = 0x0C
                    case UInt8(ascii: "n"): output[count] = 0x0A
                    case UInt8(ascii: "r"): output[count] = 0x0D
                    case UInt8(ascii: "t"): output[count] = 0x09
                    case UInt8(ascii: "u"):
                        // Four digits always follow: the parser has seen them.
                        guard let scalar = codePoint(input, &position) else { continue }
                        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
                            output[count] = byte
                            count += 1
                        }
                        continue
                    default: output[count] = letter
                    }
                    count += 1
                }
            }
        }
    }

    /// The code point of `XXXX`, with the low surrogate that follows a high one; U+FFFD for half a pair.
    private static func codePoint(_ input: UnsafeBufferPointer<UInt8>, _ position: inout Int)
        -> Unicode.Scalar?
    {
        let replacement: Unicode.Scalar = "\u{FFFD}"
        guard let unit = codeUnit(input, at: position) else { return nil }
        position += 4
        guard (0xD800..<0xE000).contains(unit) else { return Unicode.Scalar(unit) ?? replacement }
        guard unit < 0xDC00, position + 1 < input.count, input[position] == UInt8(ascii: "\\"),
            input[position + 1] == UInt8(ascii: "u"),
            let low = codeUnit(input, at: position + 2), (0xDC00..<0xE000).contains(low)
        else { return replacement }
        position += 6
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? replacement
    }

    private static func codeUnit(_ input: UnsafeBufferPointer<UInt8>, at position: Int) -> UInt32? {
        guard position + 4 <= input.count else { return nil }
        var value: UInt32 = 0
        for digit in input[position..<position + 4] {
            guard let nibble = Hexadecimal.value(of: digit) else { return nil }
            value = value << 4 | UInt32(nibble)
        }
        return value
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
