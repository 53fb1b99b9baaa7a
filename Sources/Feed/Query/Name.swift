/// What `from:` and `project:` take: a name, or the beginning of one of its words; in quotes the whole name.
/// Neither case nor accents nor blanks matter: `ren` and `reneed` mean Renée Dupont, `"ren"` doesn't.
public struct Name: Hashable, Sendable {
    /// The name as it was written.
    public let text: String
    /// The name as `Folding` has it.
    public let folded: String
    /// Whether only a whole name is meant. Numbers are: `from:5` is who has that id, not whoever's name begins so.
    public let isWhole: Bool
    private let words: Words

    /// A name as it was written.
    /// - Parameter isQuoted: whether in quotes.
    public init(_ text: String, isQuoted: Bool = false) {
        self.text = text
        folded = Folding.folded(text)
        isWhole = isQuoted || text.utf8.allSatisfy { (0x30...0x39).contains($0) }
        words = Words(text)
    }

    /// Whether an id is meant. Ids are ASCII.
    func isID(_ id: String) -> Bool {
        text.utf8.allSatisfy { $0 < 0x80 } && id.lowercased() == text.lowercased()
    }

    /// Whether a name is meant.
    func fits(_ name: String) -> Bool {
        if !isWhole, words.occur(in: name) { return true }
        let name = Folding.folded(name)
        if isWhole, name == folded { return true }
        // Without its blanks.
        var rest = folded.utf8[...]
        for byte in name.utf8 where byte != UInt8(ascii: " ") {
            guard let wanted = rest.first else { return !isWhole }
            guard byte == wanted else { return false }
            rest = rest.dropFirst()
        }
        return rest.isEmpty
    }
}
