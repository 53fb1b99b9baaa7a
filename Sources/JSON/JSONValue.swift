/// A value of a parsed text: a view that keeps the text alive and reads it when asked.
public struct JSONValue: Sendable {
    /// The six kinds of RFC 8259.
    public enum Kind: UInt8, Sendable {
        case null, bool, number, string, array, object
    }

    let tape: Tape
    let index: Int

    init(tape: Tape, index: Int) {
        self.tape = tape
        self.index = index
    }

    /// Parses a text once; for many texts keep a `JSONParser`.
    public init(parsing bytes: [UInt8]) throws(JSONError) {
        var parser = JSONParser()
        self = try parser.parse(bytes)
    }

    /// Parses a text once; for many texts keep a `JSONParser`.
    public init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }

    private var token: Token { tape.tokens[index] }

    private func bytes(of token: Token) -> ArraySlice<UInt8> {
        let base = tape.bytes.startIndex
        return tape.bytes[base + Int(token.start)..<base + Int(token.end)]
    }

    /// Which of the six it is.
    public var kind: Kind { token.kind }

    /// Whether it is `null`.
    public var isNull: Bool { kind == .null }

    /// The truth value, or nil when it is something else.
    public var bool: Bool? { kind == .bool ? token.flag : nil }

    /// The whole number, or nil when it is something else, has a fraction or exponent, or doesn't fit.
    public var int: Int? {
        guard kind == .number, !token.flag else { return nil }
        var digits = bytes(of: token)
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits = digits.dropFirst() }
        var value = 0
        for digit in digits {
            let (scaled, overflows) = value.multipliedReportingOverflow(by: 10)
            let step = Int(digit &- UInt8(ascii: "0"))
            let (sum, overflowsToo) =
                isNegative ? scaled.subtractingReportingOverflow(step) : scaled.addingReportingOverflow(step)
            if overflows || overflowsToo { return nil }
            value = sum
        }
        return value
    }

    /// The number, or nil when it is something else.
    public var double: Double? {
        kind == .number ? Double(String(decoding: bytes(of: token), as: UTF8.self)) : nil
    }

    /// The string, escapes resolved, or nil when it is something else. Unpaired surrogates and bytes that
    /// aren't UTF-8 are U+FFFD.
    public var string: String? {
        guard kind == .string else { return nil }
        return token.flag
            ? String(decoding: Unescaping.bytes(of: bytes(of: token)), as: UTF8.self)
            : String(decoding: bytes(of: token), as: UTF8.self)
    }

    /// The string as UTF-8, escapes resolved, or nil when it is something else.
    public var stringBytes: [UInt8]? {
        guard kind == .string else { return nil }
        return token.flag ? Unescaping.bytes(of: bytes(of: token)) : Array(bytes(of: token))
    }

    /// Reads the bytes of a string that has no escapes, without making a copy; nil for every other value.
    public func withPlainString<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        guard kind == .string, !token.flag else { return nil }
        return bytes(of: token).withUnsafeBufferPointer(body)
    }

    /// A string or a whole number as text: ids are either, depending on the server.
    public var identifier: String? {
        switch kind {
        case .string: string
        case .number where !token.flag: String(decoding: bytes(of: token), as: UTF8.self)
        case .number, .null, .bool, .array, .object: nil
        }
    }

    /// The value's own source text, a string's quotes included.
    public var rawBytes: ArraySlice<UInt8> {
        guard kind == .string else { return bytes(of: token) }
        let base = tape.bytes.startIndex
        return tape.bytes[base + Int(token.start) - 1...base + Int(token.end)]
    }

    /// The member of an object, or nil; of members with the same name the last counts.
    public subscript(key: String) -> JSONValue? {
        guard kind == .object else { return nil }
        var key = key
        let found = key.withUTF8 { tape.member($0, of: index) }
        return found.map { JSONValue(tape: tape, index: $0) }
    }

    /// The element of an array, or nil when there is none.
    public subscript(position: Int) -> JSONValue? {
        guard kind == .array, position >= 0 else { return nil }
        var remaining = position
        var element = index + 1
        let end = Int(token.next)
        while element < end {
            if remaining == 0 { return JSONValue(tape: tape, index: element) }
            remaining -= 1
            element = Int(tape.tokens[element].next)
        }
        return nil
    }

    /// The elements of an array; empty for everything else.
    public var elements: [JSONValue] {
        guard kind == .array else { return [] }
        var elements: [JSONValue] = []
        var element = index + 1
        while element < Int(token.next) {
            elements.append(JSONValue(tape: tape, index: element))
            element = Int(tape.tokens[element].next)
        }
        return elements
    }

    /// The members of an object in the order of the text, duplicates included; empty for everything else.
    public var members: [(key: String, value: JSONValue)] {
        guard kind == .object else { return [] }
        var members: [(key: String, value: JSONValue)] = []
        var position = index + 1
        while position + 1 < Int(token.next) {
            let key = JSONValue(tape: tape, index: position).string ?? ""
            members.append((key, JSONValue(tape: tape, index: position + 1)))
            position = Int(tape.tokens[position + 1].next)
        }
        return members
    }
}
