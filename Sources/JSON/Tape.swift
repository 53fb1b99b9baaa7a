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

    /// The index of an object's member; of members with the same name the last counts. Tokens come from the
    /// parser, which has checked that they lie within the bytes.
    func member(_ wanted: UnsafeBufferPointer<UInt8>, of object: Int) -> Int? {
        bytes.withUnsafeBufferPointer { bytes in
            tokens.withUnsafeBufferPointer { tokens in
                var found: Int?
                var position = object + 1
                let end = Int(tokens[object].next)
                while position + 1 < end {
                    let name = tokens[position]
                    let text = UnsafeBufferPointer(rebasing: bytes[Int(name.start)..<Int(name.end)])
                    if name.flag
                        ? Unescaping.bytes(of: Array(text)[...]).elementsEqual(wanted)
                        : Self.areEqual(text, wanted)
                    {
                        found = position + 1
                    }
                    position = Int(tokens[position + 1].next)
                }
                return found
            }
        }
    }

    private static func areEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard a.count == b.count else { return false }
        for index in a.indices where a[index] != b[index] { return false }
        return true
    }
}
