/// One value of a parsed text: where it stands, and where the next one on its level is.
struct Token {
    var kind: JSONValue.Kind
    /// A string with a backslash, a number with a fraction or exponent, or `true`.
    var flag: Bool
    /// First byte; a string's is the one after its quote.
    var start: UInt32
    /// One past the last byte; a string's is its closing quote.
    var end: UInt32
    /// The index on the tape of what follows the value with all it contains.
    var next: UInt32
}

/// A parsed text: its bytes and its values in the order of the text. Object members are a key's string and
/// then its value.
final class Tape: Sendable {
    let bytes: ArraySlice<UInt8>
    let tokens: [Token]

    init(bytes: ArraySlice<UInt8>, tokens: [Token]) {
        self.bytes = bytes
        self.tokens = tokens
    }
}
