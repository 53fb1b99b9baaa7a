internal import Screen

/// The meaning of control sequences that terminals send (xterm's ctlseqs, "PC-Style Function Keys"; rxvt and
/// the Linux console where they differ).
enum KeySequences {
    static func decode(parameters: ArraySlice<UInt8>, final: UInt8) -> DecodedInput? {
        switch (parameters.first, final) {
        case (UInt8(ascii: "<"), UInt8(ascii: "M")):
            return mouse(numbers(parameters.dropFirst())).map { .mouse($0) }
        case (UInt8(ascii: "<"), UInt8(ascii: "m")): return nil
        case (UInt8(ascii: "?"), UInt8(ascii: "c")):
            return .answer(.attributes(numbers(parameters.dropFirst())))
        case (UInt8(ascii: "?"), UInt8(ascii: "y")):
            guard parameters.last == UInt8(ascii: "$") else { return nil }
            let values = numbers(parameters.dropFirst().dropLast())
            return values.count == 2 ? .answer(.mode(values[0], setting: values[1])) : nil
        case (UInt8(ascii: ">"), _), (UInt8(ascii: "="), _), (UInt8(ascii: "?"), _), (UInt8(ascii: "<"), _):
            return nil
        case (nil, UInt8(ascii: "I")): return .focused(true)
        case (nil, UInt8(ascii: "O")): return .focused(false)
        case (_, UInt8(ascii: "~")), (_, UInt8(ascii: "^")), (_, UInt8(ascii: "$")), (_, UInt8(ascii: "@")):
            // A second number says which modifiers; the key is the same to us.
            return numbers(parameters).first.flatMap(numbered).map { .key($0) }
        default: return Self.final(final).map { .key($0) }
        }
    }

    /// The keys that a final byte names, after CSI or SS3.
    static func final(_ byte: UInt8) -> KeyPress? {
        switch byte {
        case UInt8(ascii: "A"), UInt8(ascii: "a"): .up
        case UInt8(ascii: "B"), UInt8(ascii: "b"): .down
        case UInt8(ascii: "C"), UInt8(ascii: "c"): .right
        case UInt8(ascii: "D"), UInt8(ascii: "d"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "P"): .function(1)
        case UInt8(ascii: "Q"): .function(2)
        case UInt8(ascii: "R"): .function(3)
        case UInt8(ascii: "S"): .function(4)
        case UInt8(ascii: "Z"): .backTab
        default: nil
        }
    }

    /// The keys that the number of `CSI number ~` names.
    private static func numbered(_ number: Int) -> KeyPress? {
        switch number {
        case 1, 7: .home
        case 2: .insert
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11...15: .function(number - 10)
        case 17...21: .function(number - 11)
        case 23, 24: .function(number - 12)
        default: nil
        }
    }

    /// SGR reports (mode 1006): button and modifiers, column and row from 1.
    private static func mouse(_ values: [Int]) -> MouseEvent? {
        guard values.count == 3, values[1] > 0, values[2] > 0 else { return nil }
        let kind: MouseEvent.Kind? =
            switch values[0] & ~0b11100 {
            case 0: .press
            case 64: .wheelUp
            case 65: .wheelDown
            default: nil
            }
        return kind.map { MouseEvent($0, x: values[1] - 1, y: values[2] - 1) }
    }

    /// Numbers between semicolons, 0 where there is none; larger ones than a terminal has cells are 65535.
    static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int] {
        guard !bytes.isEmpty else { return [] }
        return bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).prefix(32).map {
            part in
            part.reduce(0) { value, byte in
                (0x30...0x39).contains(byte) ? min(65_535, value * 10 + Int(byte - 0x30)) : value
            }
        }
    }
}
