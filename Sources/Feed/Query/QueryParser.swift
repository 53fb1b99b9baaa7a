extension Query {
    /// Reads a query.
    /// - Parameter kinds: what `kind:` may name; nil takes any name, for texts that were read before.
    public init(_ text: String, kinds: [String]? = EventCatalogue.queryKinds) throws(QueryError) {
        var parser = QueryParser(text: text, kinds: kinds)
        self.init(try parser.run(), text: text)
    }
}

/// Recursive descent over characters, so that every error knows its column.
private struct QueryParser {
    private let characters: [Character]
    private let kinds: [String]?
    private var position = 0

    init(text: String, kinds: [String]?) {
        characters = Array(text)
        self.kinds = kinds
    }

    private var column: Int { position + 1 }
    private var next: Character? { position < characters.count ? characters[position] : nil }

    mutating func run() throws(QueryError) -> Query.Expression {
        let expression = try alternatives(depth: 0)
        if next == ")" { throw .unopenedParenthesis(column: column) }
        return expression
    }

    private mutating func alternatives(depth: Int) throws(QueryError) -> Query.Expression {
        var parts = [try sequence(depth: depth)]
        while isOr {
            let place = column
            if parts.last == .all([]) { throw .missingTerm(after: "the start", column: place) }
            position += 2
            let part = try sequence(depth: depth)
            if part == .all([]) { throw .missingTerm(after: "OR", column: place) }
            parts.append(part)
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    /// Terms side by side, up to `OR`, a closing parenthesis or the end.
    private mutating func sequence(depth: Int) throws(QueryError) -> Query.Expression {
        var parts: [Query.Expression] = []
        while true {
            skipBlanks()
            guard let character = next, character != ")", !isOr else { break }
            parts.append(try single(depth: depth))
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func single(depth: Int) throws(QueryError) -> Query.Expression {
        let place = column
        switch next {
        case "-":
            position += 1
            guard let character = next, !character.isWhitespace, character != ")", character != "-" else {
                throw .missingTerm(after: "-", column: place)
            }
            return .not(try single(depth: depth))
        case "(":
            guard depth < Query.maximumDepth else { throw .tooDeep(column: place) }
            position += 1
            let inner = try alternatives(depth: depth + 1)
            guard next == ")" else { throw .unclosedParenthesis(column: place) }
            position += 1
            if inner == .all([]) { throw .missingTerm(after: "(", column: place) }
            return inner
        case "\"": return .term(.words(Words(try quoted())))
        default: return try word()
        }
    }

    private mutating func word() throws(QueryError) -> Query.Expression {
        let start = position
        while let character = next, !Self.ends(character), character != ":" { position += 1 }
        let name = String(characters[start..<position])
        guard next == ":", !name.isEmpty, name.allSatisfy(\.isLetter) else {
            while let character = next, !Self.ends(character) { position += 1 }
            return .term(.words(Words(String(characters[start..<position]))))
        }
        let field = name.lowercased()
        guard Query.fields.contains(field) else {
            throw .unknownField(name, column: start + 1, nearest: nearest(to: field, among: Query.fields))
        }
        position += 1
        var terms: [Query.Expression] = []
        repeat {
            if next == ",", !terms.isEmpty { position += 1 }
            let place = column
            let isQuoted = next == "\""
            let value = try value()
            if value.isEmpty { throw .missingValue(field: field, column: place) }
            terms.append(.term(try term(field, value, isQuoted, column: place)))
        } while next == ","
        return terms.count == 1 ? terms[0] : .any(terms)
    }

    /// What follows a colon or a comma: a quoted text, or all up to a blank, a comma or a parenthesis.
    private mutating func value() throws(QueryError) -> String {
        if next == "\"" { return try quoted() }
        let start = position
        while let character = next, !Self.ends(character), character != "," { position += 1 }
        return String(characters[start..<position])
    }

    private mutating func quoted() throws(QueryError) -> String {
        let place = column
        position += 1
        let start = position
        while let character = next, character != "\"" {
            position += character == "\\" && position + 1 < characters.count ? 2 : 1
        }
        guard next == "\"" else { throw .unclosedQuote(column: place) }
        defer { position += 1 }
        var text = ""
        var isEscaped = false
        for character in characters[start..<position] {
            if character == "\\", !isEscaped {
                isEscaped = true
            } else {
                text.append(character)
                isEscaped = false
            }
        }
        return text
    }

    private func term(
        _ field: String, _ value: String, _ isQuoted: Bool, column: Int
    ) throws(QueryError) -> Query.Term {
        let lower = value.lowercased()
        let written = value.hasPrefix("@") || value.hasPrefix("#") ? String(value.dropFirst()) : value
        let plain = written.lowercased()
        switch field {
        case "kind":
            if let kinds, !kinds.contains(lower) {
                throw .unknownValue(
                    value, field: field, column: column, nearest: nearest(to: lower, among: kinds),
                    known: kinds)
            }
            return .kind(EventKind(rawValue: lower))
        case "from": return plain == "me" ? .mine : .from(Name(written, isQuoted: isQuoted))
        case "project": return .project(Name(written, isQuoted: isQuoted))
        case "task": return .task(plain)
        case "mention": return .mention(plain)
        case "is":
            guard let state = Query.State(rawValue: lower) else {
                let known = Query.State.allCases.map(\.rawValue)
                throw .unknownValue(
                    value, field: field, column: column, nearest: nearest(to: lower, among: known),
                    known: known)
            }
            return .state(state)
        case "before", "after":
            guard let moment = Moment(value) else { throw .notATime(value, column: column) }
            return field == "before" ? .before(moment) : .after(moment)
        case "status": return .status(lower)
        default:
            let digits = lower.filter { $0 != "%" && $0 != ">" && $0 != "=" }
            guard let percentage = Int(digits), (0...1000).contains(percentage) else {
                throw .notAPercentage(value, column: column)
            }
            return .quota(percentage)
        }
    }

    /// `OR` as a word of its own.
    private var isOr: Bool {
        guard position + 1 < characters.count, characters[position] == "O", characters[position + 1] == "R"
        else { return false }
        return position + 2 == characters.count || Self.ends(characters[position + 2])
            || characters[position + 2] == "("
    }

    private mutating func skipBlanks() {
        while let character = next, character.isWhitespace { position += 1 }
    }

    private static func ends(_ character: Character) -> Bool {
        character.isWhitespace || character == ")" || character == "("
    }
}
