import JSON

/// A text with fields of a payload in braces: `Order {order.number} for {customer.name|somebody}`. What
/// stands behind `|` takes the place of a field that isn't there; without it the field shows as `{order.number?}`.
/// `{$event}` is the event's own name as people write it.
public struct Template: Hashable, Sendable {
    /// Characters of one value that are shown at most: a row has one line.
    static let longestValue = 500

    private enum Part: Hashable, Sendable {
        case text(String)
        case event
        case field(path: [String], name: String, fallback: String?)
    }

    /// Why a text is no template. Columns count characters from 1.
    public enum ParseError: Error, Equatable, Sendable, CustomStringConvertible {
        /// A brace that nothing closes.
        case unclosedBrace(column: Int)
        /// `{}` or `{a..b}`.
        case emptyField(column: Int)
        /// A closing brace that nothing opened; a brace itself is written twice.
        case strayBrace(column: Int)

        /// What is wrong, without a full stop.
        public var description: String {
            switch self {
            case .unclosedBrace(let column): "column \(column): this brace is not closed"
            case .emptyField(let column): "column \(column): a field needs a name, as in {order.number}"
            case .strayBrace(let column):
                "column \(column): a brace that is meant as such is written twice: }}"
            }
        }
    }

    /// The template as it was written.
    public let text: String
    private let parts: [Part]

    /// Reads a template.
    public init(_ text: String) throws(ParseError) {
        self.text = text
        var parts: [Part] = []
        var plain = ""
        let characters = Array(text)
        var position = 0
        while position < characters.count {
            let character = characters[position]
            let isDoubled = position + 1 < characters.count && characters[position + 1] == character
            switch character {
            case "{" where isDoubled, "}" where isDoubled:
                plain.append(character)
                position += 2
            case "}": throw .strayBrace(column: position + 1)
            case "{":
                guard let end = characters[position...].firstIndex(of: "}") else {
                    throw .unclosedBrace(column: position + 1)
                }
                if !plain.isEmpty { parts.append(.text(plain)) }
                plain = ""
                parts.append(try Self.field(characters[(position + 1)..<end], column: position + 1))
                position = end + 1
            default:
                plain.append(character)
                position += 1
            }
        }
        if !plain.isEmpty { parts.append(.text(plain)) }
        self.parts = parts
    }

    private static func field(_ characters: ArraySlice<Character>, column: Int) throws(ParseError) -> Part {
        let halves = characters.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(halves.first ?? []).filter { !$0.isWhitespace }
        let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if name == "$event" { return .event }
        guard !path.contains("") else { throw .emptyField(column: column) }
        return .field(path: path, name: name, fallback: halves.count > 1 ? String(halves[1]) : nil)
    }

    /// The text with the payload's values. It never fails: what isn't there shows as such.
    /// - Parameter event: the event's wire name.
    func filled(from root: JSONValue?, event: String = "") -> String {
        var output = ""
        for part in parts {
            switch part {
            case .text(let text): output += text
            case .event: output += Self.spoken(event)
            case .field(let path, let name, let fallback):
                output += Self.value(at: path, in: root).map(Self.shortened) ?? fallback ?? "{\(name)?}"
            }
        }
        return output
    }

    /// The text with the payload's values made safe for an address; nil where one isn't there.
    func filledAddress(from root: JSONValue?, event: String = "") -> String? {
        var output = ""
        for part in parts {
            switch part {
            case .text(let text): output += text
            case .event: output += Self.escaped(Self.spoken(event))
            case .field(let path, _, let fallback):
                guard let value = Self.value(at: path, in: root) ?? fallback else { return nil }
                output += output.isEmpty ? value : Self.escaped(value)
            }
        }
        return Payload.isAddress(output) ? output : nil
    }

    private static func spoken(_ event: String) -> String {
        EventCatalogue.spaced(EventCatalogue.baseName(event))
    }

    private static func shortened(_ value: String) -> String {
        let scalars = value.unicodeScalars
        guard
            let end = scalars.index(scalars.startIndex, offsetBy: longestValue, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return value }
        return String(scalars[..<end]) + "…"
    }

    private static func value(at path: [String], in root: JSONValue?) -> String? {
        var value = root
        for step in path { value = value?[step] ?? Int(step).flatMap { value?[$0] } }
        return value.flatMap(words)
    }

    /// A value as people read it; nil for null and for what has no words.
    private static func words(_ value: JSONValue) -> String? {
        switch value.kind {
        case .null: return nil
        case .bool: return value.bool == true ? "yes" : "no"
        case .number: return String(decoding: value.rawBytes, as: UTF8.self)
        case .string: return value.string
        case .array:
            let words = value.elements.prefix(5).compactMap { $0.kind == .array ? nil : Self.words($0) }
            return words.isEmpty ? nil : words.joined(separator: ", ")
        case .object:
            return Payload.text(value, ["name", "title", "label", "number", "key"]) ?? value["id"]?.identifier
        }
    }

    /// Everything but RFC 3986's unreserved characters as `%XX`.
    private static func escaped(_ value: String) -> String {
        let hex = Array("0123456789ABCDEF")
        var output = ""
        for byte in value.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
                output.unicodeScalars.append(Unicode.Scalar(byte))
            default: output += "%\(hex[Int(byte >> 4)])\(hex[Int(byte & 15)])"
            }
        }
        return output
    }
}
