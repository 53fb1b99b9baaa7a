/// Me, and every name that addresses me.
public struct Identity: Equatable, Sendable {
    /// My user id; nil until it is known.
    public var userID: String?
    /// My name.
    public var name: String?
    /// What stands after an `@` to mean me, without case and accents: handles, my name without spaces, my first
    /// name.
    public let handles: Set<String>

    /// Me by id, name and handles; the handles that follow from the name are added.
    public init(userID: String?, name: String?, handles: [String] = []) {
        self.userID = userID
        self.name = name
        var all = Set(handles.map { Folding.folded($0) })
        if let name {
            let words = Folding.folded(name).split(separator: " ")
            all.insert(words.joined())
            if let first = words.first { all.insert(String(first)) }
        }
        all.remove("")
        self.handles = all
    }

    /// Whether a text has `@` and one of the handles as a whole word, whatever case and accents.
    public func isMentioned(in text: String) -> Bool {
        guard !handles.isEmpty, Self.hasAt(text) else { return false }
        for part in Folding.folded(text).split(separator: "@", omittingEmptySubsequences: false).dropFirst() {
            let word = part.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
            if handles.contains(String(word)) { return true }
            // A full stop or dash at the end belongs to the sentence.
            var trimmed = word
            while let last = trimmed.last, last == "." || last == "-" { trimmed = trimmed.dropLast() }
            if handles.contains(String(trimmed)) { return true }
        }
        return false
    }

    private static func hasAt(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            for byte in bytes where byte == UInt8(ascii: "@") { return true }
            return false
        }
    }
}
