/// Why bytes are not a JSON text (RFC 8259). Offsets count bytes from the text's start.
public enum JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The text ended inside a value.
    case unexpectedEnd(offset: Int)
    /// A byte that can't stand where it does.
    case unexpectedByte(UInt8, offset: Int)
    /// A number that RFC 8259 section 6 doesn't allow, such as `01` or `1.`.
    case malformedNumber(offset: Int)
    /// An escape that RFC 8259 section 7 doesn't know, or a control character in a string.
    case malformedString(offset: Int)
    /// More arrays and objects in one another than the parser was told to accept.
    case tooDeep(limit: Int, offset: Int)
    /// Longer than 2^31 bytes.
    case tooLong

    /// One sentence without a full stop.
    public var description: String {
        switch self {
        case .unexpectedEnd(let offset): "the JSON text ends too early, at byte \(offset)"
        case .unexpectedByte(let byte, let offset):
            "byte \(offset) of the JSON text (0x\(String(byte, radix: 16))) can't stand there"
        case .malformedNumber(let offset):
            "the number at byte \(offset) of the JSON text is not a JSON number"
        case .malformedString(let offset):
            "the string at byte \(offset) of the JSON text is not a JSON string"
        case .tooDeep(let limit, let offset):
            "the JSON text is nested deeper than \(limit) levels at byte \(offset)"
        case .tooLong: "the JSON text is longer than 2 GiB"
        }
    }
}
