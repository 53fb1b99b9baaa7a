/// The corpus of hostile strings (`corpus.txt`), for the tests of every surface that shows remote text.
public enum HostileText {
    /// One string.
    public struct Case: Sendable, CustomStringConvertible {
        /// What it tries.
        public var name: String
        /// The bytes as they could come over the network; not all of them are UTF-8.
        public var bytes: [UInt8]
        /// The same as text: what isn't UTF-8 is U+FFFD.
        public var text: String { String(decoding: bytes, as: UTF8.self) }
        public var description: String { name }
    }

    /// All of them, in the file's order.
    public static let cases: [Case] = String(decoding: PackageResources.corpus_txt, as: UTF8.self)
        .split(separator: "\n").filter { !$0.hasPrefix("#") }
        .compactMap { line in
            line.firstIndex(of: "\t").map { tab in
                Case(name: String(line[..<tab]), bytes: unescaped(line[line.index(after: tab)...]))
            }
        }

    private static func unescaped(_ text: Substring) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = text
        while let character = rest.popFirst() {
            guard character == "\\", let kind = rest.popFirst() else {
                bytes += String(character).utf8
                continue
            }
            if kind == "x" {
                bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0x3F)
                rest = rest.dropFirst(2)
            } else if kind == "u", rest.first == "{", let end = rest.firstIndex(of: "}") {
                let value = UInt32(rest[rest.index(after: rest.startIndex)..<end], radix: 16) ?? 0x3F
                bytes += String(Character(Unicode.Scalar(value) ?? "?")).utf8
                rest = rest[rest.index(after: end)...]
            } else {
                bytes += String(kind).utf8
            }
        }
        return bytes
    }

    /// Why text isn't fit to be sent to a terminal; nil when it is.
    public static func danger(in text: some StringProtocol) -> String? {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x00..<0x20, 0x7F..<0xA0: return "control character U+\(String(scalar.value, radix: 16))"
            case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
                0xE0000...0xE0FFF:
                return "invisible or turning character U+\(String(scalar.value, radix: 16))"
            default: continue
            }
        }
        return nil
    }
}
