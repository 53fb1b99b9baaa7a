import Feed
import GRDB

/// What an FTS5 expression is made of, as far as it is known without the file: words that are only begun are
/// looked up in the index's vocabulary first.
indirect enum Match: Equatable {
    /// FTS5's own language.
    case expression(String)
    /// Words of these columns side by side, the last one perhaps only begun.
    case begun([String], in: String)
    case all([Match])
    case any([Match])

    /// The columns in which people look for words.
    static let words = "{text excerpt actor task} : "
    private static let names = "actor : "
    /// Characters of which the index has the beginnings of words, see `Schema`.
    static let prefix = 3
    /// Words that a beginning is replaced by at most. FTS5 would gather the entries of all of them before it
    /// gives out the first; one by one they are read as far as a page needs them.
    static let completions = 12

    /// An exact kind, project, task or actor: one word of the index, of a kind that nobody types. Ids are
    /// compared without regard to case, as far as they are ASCII.
    /// - Parameter sign: the letter that the view `entry_search` gives it.
    /// - Returns: nil for what isn't ASCII, of which the index says nothing.
    static func facet(_ sign: Character, _ value: String) -> Match? {
        guard value.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        let digits = value.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        return .expression("facets : zz\(sign)\(digits.joined())")
    }

    /// A text that begins where a word begins, and ends anywhere.
    /// - Returns: nil where the index has nothing to say: no word is in it, or its script knows no blanks.
    static func begun(_ text: String, in columns: String) -> Match? {
        guard let first = text.unicodeScalars.first, !Folding.hasNoBlanks(first) else { return nil }
        let words = Folding.words(of: text)
        return words.isEmpty ? nil : .begun(words, in: columns)
    }

    /// A text of whole words in a column.
    /// - Returns: nil where the index has nothing to say: no word is in it.
    static func phrase(_ column: String, _ text: String) -> Match? {
        let words = Folding.words(of: text)
        return words.isEmpty ? nil : .expression("\(column) : \(quoted(words))")
    }

    /// Who did it, by id or name. A name that is written without its blanks begins with the first of its words,
    /// whichever that is.
    static func actor(_ name: Name) -> Match? {
        let words = Folding.words(of: name.text)
        guard let first = words.first, first.count <= 40,
            let begun = name.isWhole ? phrase("actor", name.text) : begun(name.folded, in: names)
        else { return nil }
        let beginnings = first.indices.dropFirst().map {
            Match.expression(names + quoted([String(first[..<$0])]))
        }
        let id = facet("a", name.text.lowercased())
        return .any([begun] + beginnings + [id].compactMap { $0 })
    }

    /// A string of FTS5's own language: nothing in it has a meaning.
    static func quoted(_ words: some Sequence<String>) -> String {
        "\"" + words.joined(separator: " ").filter { $0 != "\0" }.replacing("\"", with: "\"\"") + "\""
    }

    /// The expression; every entry that is meant matches it, others may too. nil where the index has nothing
    /// to say, so that every entry must be looked at.
    func resolved(_ database: Database) throws -> String? {
        switch self {
        case .expression(let text): return text
        case .all(let parts):
            let texts = try parts.compactMap { try $0.resolved(database) }
            return texts.isEmpty ? nil : texts.map { "(\($0))" }.joined(separator: " AND ")
        case .any(let parts):
            let texts = try parts.compactMap { try $0.resolved(database) }
            // One branch without an expression lets everything through.
            guard texts.count == parts.count, !texts.isEmpty else { return nil }
            return texts.map { "(\($0))" }.joined(separator: " OR ")
        case .begun(let words, let columns): return try Self.resolved(words, columns, database)
        }
    }

    private static func resolved(
        _ words: [String], _ columns: String, _ database: Database
    ) throws -> String? {
        guard let last = words.last else { return nil }
        let isPlain = last.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
        guard isPlain else { return "\(columns)\(quoted(words)) *" }
        let before = words.dropLast()
        guard last.utf8.count >= prefix else {
            return before.isEmpty ? nil : "\(columns)\(quoted(before))"
        }
        if last.utf8.count > prefix {
            let completions = try completions(of: last, database)
            if completions.isEmpty { return "\(columns)\(quoted(words))" }
            if completions.count <= Self.completions {
                let phrases = completions.map { quoted(before + [$0]) }
                return phrases.map { "(\(columns)\($0))" }.joined(separator: " OR ")
            }
        }
        let begun = "\(columns)\(quoted([String(last.prefix(prefix))])) *"
        return before.isEmpty ? begun : "(\(columns)\(quoted(before))) AND (\(begun))"
    }

    /// Words of the index that begin so; one more than `completions` where there are more.
    private static func completions(of beginning: String, _ database: Database) throws -> [String] {
        let statement = try database.cachedStatement(
            sql: "SELECT term FROM entry_terms WHERE term >= ? LIMIT 1")
        var found: [String] = []
        var from = beginning
        while found.count <= completions,
            let term = try String.fetchOne(statement, arguments: [from]), term.hasPrefix(beginning)
        {
            found.append(term)
            // The next word: no word has a control character.
            from = term + "\u{1}"
        }
        return found
    }
}
