/// Why a text is no query. Columns count characters from 1.
public enum QueryError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Nothing is called that: `kidn:comment`.
    case unknownField(String, column: Int, nearest: String?)
    /// A field that takes a few words was given another: `is:unraed`.
    case unknownValue(String, field: String, column: Int, nearest: String?, known: [String])
    /// `from:` with nothing behind it.
    case missingValue(field: String, column: Int)
    /// A time that can't be read: `before:soon`.
    case notATime(String, column: Int)
    /// The end of a mute or a snooze that is neither a time nor a condition: `tomorow`.
    case notAnEnd(String, column: Int, nearest: String?)
    /// `quota:` wants a percentage.
    case notAPercentage(String, column: Int)
    /// A quote that nothing closes.
    case unclosedQuote(column: Int)
    /// A parenthesis that nothing closes.
    case unclosedParenthesis(column: Int)
    /// A parenthesis that nothing opened.
    case unopenedParenthesis(column: Int)
    /// `OR`, `-` or an empty pair of parentheses where a term must stand.
    case missingTerm(after: String, column: Int)
    /// More parentheses in one another than `Query.maximumDepth`.
    case tooDeep(column: Int)

    /// Where it is, counted in characters from 1.
    public var column: Int {
        switch self {
        case .unknownField(_, let column, _), .unknownValue(_, _, let column, _, _),
            .notAnEnd(_, let column, _),
            .missingValue(_, let column), .notATime(_, let column), .notAPercentage(_, let column),
            .unclosedQuote(let column), .unclosedParenthesis(let column), .unopenedParenthesis(let column),
            .missingTerm(_, let column), .tooDeep(let column):
            column
        }
    }

    /// What is wrong and what to do, without the column and without a full stop.
    public var reason: String {
        switch self {
        case .unknownField(let name, _, let nearest?):
            "there is no field \"\(name):\"; the nearest is \"\(nearest):\""
        case .unknownField(let name, _, nil):
            "there is no field \"\(name):\"; put the text in quotes, or use "
                + Query.fields.map { "\($0):" }.joined(separator: " ")
        case .unknownValue(let value, let field, _, let nearest?, _):
            "\(field): has no \"\(value)\"; the nearest is \"\(nearest)\""
        case .unknownValue(let value, let field, _, nil, let known):
            "\(field): has no \"\(value)\"; it has \(known.joined(separator: ", "))"
        case .missingValue(let field, _): "\(field): needs a value"
        case .notATime(let text, _):
            "\"\(text)\" is no time; write 2h, 3d, 12:30, today, yesterday, 2026-11-23 or 2026-11-23T12:30"
        case .notAnEnd(let text, _, let nearest?):
            "\"\(text)\" is neither a time nor a condition; the nearest is \"\(nearest)\""
        case .notAnEnd(let text, _, nil):
            "\"\(text)\" is neither a time nor a condition; write 2h, 18:30, tomorrow, monday, 2026-11-23, or a query as from:ana or status:done"
        case .notAPercentage(let text, _): "\"\(text)\" is no percentage; write quota:90"
        case .unclosedQuote: "this quote is not closed"
        case .unclosedParenthesis: "this parenthesis is not closed"
        case .unopenedParenthesis: "this parenthesis closes nothing"
        case .missingTerm(let word, _): "after \(word) something to look for is missing"
        case .tooDeep: "there are more than \(Query.maximumDepth) parentheses in one another"
        }
    }

    /// `column 6: …`.
    public var description: String { "column \(column): \(reason)" }
}
