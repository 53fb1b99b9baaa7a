/// Reading theme files: TOML's `role = "words"` lines, with `#` comments. The words are those of git's
/// configuration: a colour for the letters, `on` and a colour for what is behind them, attributes.
///
/// ```toml
/// inherits = "dark"
/// unread   = "bright-white bold"
/// selected = "on #304050"
/// ```
extension Theme {
    /// A theme from a file's text. Roles that it doesn't name look as in the theme it inherits, `terminal`
    /// where it names none.
    public init(name: String, text: String) throws(ThemeError) {
        var entries: [Role: Entry] = [:]
        var base: Theme?
        var seen: Set<String> = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            guard let (key, words) = try Self.assignment(line, number: index + 1) else { continue }
            guard seen.insert(key).inserted else { throw ThemeError(line: index + 1, problem: .twice(key)) }
            if key == "inherits" {
                guard let found = Self.builtIn(named: words) else {
                    throw ThemeError(line: index + 1, problem: .unknownTheme(words, known: Self.builtInNames))
                }
                base = found
                continue
            }
            guard let role = Role(rawValue: key) else {
                throw ThemeError(line: index + 1, problem: .unknownRole(key))
            }
            entries[role] = try Self.entry(words, number: index + 1)
        }
        let inherited = base?.entries ?? (name == Self.terminalName ? [:] : Self.terminal.entries)
        self.init(name: name, entries: inherited.merging(entries) { $1 })
    }

    /// The key and the text between the quotes; nil for a blank line or a comment.
    private static func assignment(
        _ line: Substring, number: Int
    ) throws(ThemeError) -> (key: String, words: String)? {
        let line = line.drop { $0.isWhitespace }
        guard let first = line.first, first != "#" else { return nil }
        let malformed = ThemeError(line: number, problem: .malformed)
        guard let equals = line.firstIndex(of: "=") else { throw malformed }
        let key = line[..<equals].split(separator: " ").joined(separator: " ")
        var rest = line[line.index(after: equals)...].drop { $0.isWhitespace }
        guard rest.popFirst() == "\"", let end = rest.firstIndex(of: "\"") else { throw malformed }
        let after = rest[rest.index(after: end)...].drop { $0.isWhitespace }
        guard after.isEmpty || after.first == "#" else { throw malformed }
        return (key, String(rest[..<end]))
    }

    private static func entry(_ text: String, number: Int) throws(ThemeError) -> Entry {
        var entry = Entry()
        var isBackground = false
        for word in text.split(separator: " ").map(String.init) {
            if word == "on", !isBackground {
                isBackground = true
            } else if !isBackground,
                let attribute = Attributes.names.first(where: { $0.name == word })?.attribute
            {
                entry.attributes.insert(attribute)
            } else if let color = Color(word) {
                if isBackground { entry.background = color } else { entry.foreground = color }
                isBackground = false
            } else {
                throw ThemeError(line: number, problem: .unknownWord(word))
            }
        }
        if isBackground { throw ThemeError(line: number, problem: .unknownWord("on")) }
        return entry
    }
}

/// Why a theme file can't be used.
public struct ThemeError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong with a line.
    public enum Problem: Equatable, Sendable {
        /// Not of the form `role = "words"`.
        case malformed
        /// No role has this name.
        case unknownRole(String)
        /// Neither a colour nor an attribute, or `on` without a colour after it.
        case unknownWord(String)
        /// `inherits` names no theme that comes with the program.
        case unknownTheme(String, known: [String])
        /// A key that stands in the file already.
        case twice(String)
    }

    /// The line, from 1.
    public var line: Int
    /// What is wrong with it.
    public var problem: Problem

    /// An error in a line.
    public init(line: Int, problem: Problem) {
        self.line = line
        self.problem = problem
    }

    /// What is wrong and what would be right, without a full stop.
    public var description: String {
        switch problem {
        case .malformed: "a line of a theme is of the form: unread = \"yellow on black bold\""
        case .unknownRole(let name):
            "there is no role \"\(name)\"; the roles are \(Role.allCases.map(\.rawValue).joined(separator: ", "))"
        case .unknownWord(let word):
            "\"\(word)\" is neither a colour (red, bright-red, 0-255, #rrggbb, default; after \"on\" for what is behind the letters) nor bold, dim, italic, underline, reverse"
        case .unknownTheme(let name, let known):
            "a theme inherits one of \(known.joined(separator: ", ")), not \"\(name)\""
        case .twice(let key): "\"\(key)\" is set twice"
        }
    }
}
