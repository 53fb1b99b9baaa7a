/// The head of an HTTP/1.1 message: start line and fields (RFC 9112 section 2), read strictly. Line folding
/// and bare line feeds are refused: what two parsers read differently is how requests are smuggled.
struct HTTPHead: Equatable {
    var startLine: String
    var headers: [HeaderField]

    /// Where the head ends in `bytes` (after the blank line), or nil while it isn't complete.
    /// - Parameter start: how many bytes were looked at before.
    /// - Throws: `malformedHead` at a line feed without its carriage return: it is not waited with.
    static func end(in bytes: [UInt8], from start: Int) throws(WebSocketError) -> Int? {
        for index in max(0, start)..<max(start, bytes.count) where bytes[index] == 0x0A {
            guard index > 0, bytes[index - 1] == 0x0D else {
                throw .malformedHead("a line feed without its carriage return")
            }
            if index >= 3, bytes[index - 2] == 0x0A { return index + 1 }
        }
        return nil
    }

    /// Reads a complete head, its blank line included.
    init(_ bytes: ArraySlice<UInt8>) throws(WebSocketError) {
        var lines: [ArraySlice<UInt8>] = []
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0D) {
            guard rest.index(after: end) < rest.endIndex, rest[rest.index(after: end)] == 0x0A else {
                throw .malformedHead("a carriage return without its line feed")
            }
            lines.append(rest[..<end])
            rest = rest[(end + 2)...]
        }
        guard let first = lines.first, !first.isEmpty else { throw .malformedHead("it has no start line") }
        for line in lines where line.contains(where: { ($0 < 0x20 && $0 != 0x09) || $0 == 0x7F }) {
            throw .malformedHead("it has a control character")
        }
        startLine = String(decoding: first, as: UTF8.self)
        headers = []
        for line in lines.dropFirst() where !line.isEmpty {
            guard line.first != 0x20, line.first != 0x09 else {
                throw .malformedHead("a field is folded over lines")
            }
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else {
                throw .malformedHead("a line has no field name")
            }
            let name = line[..<colon]
            guard name.allSatisfy(Self.isTokenByte) else {
                throw .malformedHead("a field name has a character that names don't have")
            }
            headers.append(
                HeaderField(
                    String(decoding: name, as: UTF8.self),
                    String(Substring(String(decoding: line[(colon + 1)...], as: UTF8.self)).trimmedBlanks())
                )
            )
        }
    }

    /// The parts of an answer's first line (RFC 9112 section 4).
    func statusLine() throws(WebSocketError) -> (version: Substring, status: Int, reason: String) {
        let parts = startLine.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0] == "HTTP/1.1" || parts[0] == "HTTP/1.0", parts[1].utf8.count == 3,
            parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let status = Int(parts[1])
        else { throw .notHTTP }
        return (parts[0], status, parts.count > 2 ? String(parts[2]) : "")
    }

    /// Whether another answer follows (RFC 9110 section 15.2); 101 is the last one over HTTP.
    func isInterim() throws(WebSocketError) -> Bool {
        let status = try statusLine().status
        return (100..<200).contains(status) && status != 101
    }

    /// A byte of a token (RFC 9110 section 5.6.2).
    static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }
}
