/// Why the terminal can't be used.
public enum TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Standard input or output leads somewhere else than to a terminal.
    case notATerminal(stream: String)
    /// `TERM` isn't set.
    case noType
    /// The terminal has no way to move the cursor, as `dumb` has none.
    case cannotMoveCursor(type: String)
    /// The terminal database has no entry of this name.
    case unknownType(String)
    /// A call of the system failed.
    case system(call: String, reason: String)

    public var description: String {
        let otherwise = "`craftdesk plain` and `craftdesk tail` do without a screen."
        switch self {
        case .notATerminal(let stream):
            return "The screen needs a terminal, and \(stream) isn't one; \(otherwise)"
        case .noType:
            return "The screen needs to know the terminal's type, and TERM isn't set; \(otherwise)"
        case .cannotMoveCursor(let type):
            return
                "The screen needs a terminal that can move its cursor, and TERM=\(type) can't; \(otherwise)"
        case .unknownType(let type):
            return "TERM=\(type) is not in this machine's terminal database (infocmp reads it); \(otherwise)"
        case .system(let call, let reason):
            return "The terminal can't be set up, as \(call) failed: \(reason); \(otherwise)"
        }
    }
}
