/// Parses JSON texts (RFC 8259) into a tape in one pass, without recursion. Keys and strings are neither
/// copied nor unescaped until they are asked for. Reuse one parser for many texts: it remembers how large a
/// tape the last one needed.
public struct JSONParser: Sendable {
    private let maximumDepth: Int
    private var expectedTokens = 32
    private var stack: [UInt32] = []

    /// - Parameter maximumDepth: how many arrays and objects may stand in one another.
    public init(maximumDepth: Int = 128) { self.maximumDepth = maximumDepth }

    /// The root value of a text. Blanks around it are allowed, anything else is not.
    public mutating func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        try parse(bytes[...])
    }

    /// The root value of a text that is part of a larger buffer.
    public mutating func parse(_ bytes: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        guard bytes.count < Int(Int32.max) else { throw .tooLong }
        var tokens: [Token] = []
        tokens.reserveCapacity(expectedTokens)
        stack.removeAll(keepingCapacity: true)
        let limit = maximumDepth
        let failure: JSONError? = bytes.withUnsafeBufferPointer { buffer in
            var scanner = Scanner(bytes: buffer, maximumDepth: limit)
            return scanner.run(into: &tokens, stack: &stack)
        }
        if let failure { throw failure }
        expectedTokens = max(16, min(tokens.count, 4096))
        return JSONValue(tape: Tape(bytes: bytes, tokens: tokens), index: 0)
    }
}

/// The pass over the bytes. Offsets are checked against `bytes.count` before every read.
private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    let maximumDepth: Int
    var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    private var isAtEnd: Bool { position >= bytes.count }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private var unexpected: JSONError {
        isAtEnd ? .unexpectedEnd(offset: position) : .unexpectedByte(bytes[position], offset: position)
    }

    mutating func run(into tokens: inout [Token], stack: inout [UInt32]) -> JSONError? {
        // One turn reads one value and then whatever closes or separates, until the root is complete.
        while true {
            skipBlanks()
            guard position < bytes.count else { return unexpected }
            switch bytes[position] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard stack.count < maximumDepth else {
                    return .tooDeep(limit: maximumDepth, offset: position)
                }
                let isObject = bytes[position] == UInt8(ascii: "{")
                stack.append(UInt32(truncatingIfNeeded: tokens.count))
                append(isObject ? .object : .array, from: position, to: position, to: &tokens)
                position += 1
                skipBlanks()
                guard position < bytes.count else { return unexpected }
                if bytes[position] != (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    if isObject, let failure = key(into: &tokens) { return failure }
                    continue
                }
            case UInt8(ascii: "\""):
                if let failure = string(into: &tokens) { return failure }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                if let failure = number(into: &tokens) { return failure }
            case UInt8(ascii: "t"): if let failure = word("true", .bool, true, &tokens) { return failure }
            case UInt8(ascii: "f"): if let failure = word("false", .bool, false, &tokens) { return failure }
            case UInt8(ascii: "n"): if let failure = word("null", .null, false, &tokens) { return failure }
            default: return unexpected
            }
            // After a value: close containers as long as they end here.
            closing: while true {
                skipBlanks()
                guard let container = stack.last else { return isAtEnd ? nil : unexpected }
                guard position < bytes.count else { return unexpected }
                let isObject = tokens[Int(container)].kind == .object
                switch bytes[position] {
                case UInt8(ascii: ",") where tokens.count > Int(container) + 1:
                    position += 1
                    if isObject {
                        skipBlanks()
                        if let failure = key(into: &tokens) { return failure }
                    }
                    break closing
                case UInt8(ascii: "}") where isObject, UInt8(ascii: "]") where !isObject:
                    position += 1
                    tokens[Int(container)].end = UInt32(truncatingIfNeeded: position)
                    tokens[Int(container)].next = UInt32(truncatingIfNeeded: tokens.count)
                    stack.removeLast()
                default: return unexpected
                }
            }
        }
    }

    private func append(
        _ kind: JSONValue.Kind, flag: Bool = false, from start: Int, to end: Int, to tokens: inout [Token]
    ) {
        tokens.append(
            Token(
                kind: kind, flag: flag, start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: end), next: UInt32(truncatingIfNeeded: tokens.count + 1)
            )
        )
    }

    private mutating func key(into tokens: inout [Token]) -> JSONError? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return unexpected }
        if let failure = string(into: &tokens) { return failure }
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return unexpected }
        position += 1
        return nil
    }

    private mutating func string(into tokens: inout [Token]) -> JSONError? {
        let start = position + 1
        position = start
        var hasEscapes = false
        while true {
            skipPlain()
            guard position < bytes.count else { return .unexpectedEnd(offset: position) }
            switch bytes[position] {
            case UInt8(ascii: "\""):
                append(.string, flag: hasEscapes, from: start, to: position, to: &tokens)
                position += 1
                return nil
            case UInt8(ascii: "\\"):
                hasEscapes = true
                guard position + 1 < bytes.count else { return .unexpectedEnd(offset: position) }
                switch bytes[position + 1] {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
                    UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
                    position += 2
                case UInt8(ascii: "u"):
                    guard position + 5 < bytes.count else { return .unexpectedEnd(offset: position) }
                    for offset in 2...5 where Hexadecimal.value(of: bytes[position + offset]) == nil {
                        return .malformedString(offset: start - 1)
                    }
                    position += 6
                default: return .malformedString(offset: start - 1)
                }
            case 0..<0x20: return .malformedString(offset: start - 1)
            default: position += 1
            }
        }
    }

    /// Eight bytes at a time over what is neither quote, backslash nor control character.
    private mutating func skipPlain() {
        guard let base = bytes.baseAddress else { return }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        while position + 8 <= bytes.count {
            let word = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let found =
                ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
                | ((word &- (ones &* 0x20)) & ~word)
            let hits = found & highs
            if hits != 0 {
                position += UInt64(littleEndian: hits).trailingZeroBitCount >> 3
                return
            }
            position += 8
        }
    }

    private mutating func number(into tokens: inout [Token]) -> JSONError? {
        let start = position
        var isFraction = false
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[position - whole] != UInt8(ascii: "0") else {
            return .malformedNumber(offset: start)
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isFraction = true
            position += 1
            guard digits() > 0 else { return .malformedNumber(offset: start) }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isFraction = true
            position += 1
            if position < bytes.count,
                bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
            {
                position += 1
            }
            guard digits() > 0 else { return .malformedNumber(offset: start) }
        }
        append(.number, flag: isFraction, from: start, to: position, to: &tokens)
        return nil
    }

    private mutating func digits() -> Int {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
            position += 1
        }
        return position - start
    }

    private mutating func word(
        _ word: StaticString, _ kind: JSONValue.Kind, _ flag: Bool, _ tokens: inout [Token]
    ) -> JSONError? {
        let length = word.utf8CodeUnitCount
        for index in 0..<length {
            guard position + index < bytes.count else { return .unexpectedEnd(offset: bytes.count) }
            guard bytes[position + index] == word.utf8Start[index] else {
                return .unexpectedByte(bytes[position + index], offset: position + index)
            }
        }
        append(kind, flag: flag, from: position, to: position + length, to: &tokens)
        position += length
        return nil
    }
}
