import Feed

/// What a line asks for in plain mode. Words may be shortened to their first letter; a number alone opens the
/// entry of that number.
enum PlainRequest: Equatable {
    case list(all: Bool)
    case open(Int)
    case done(Int)
    case read(Int)
    case star(Int)
    case reply(Int, String)
    case undo
    case projects
    case project(String)
    case state
    case help
    case quit
    case nothing
    /// A sentence that says what would be right.
    case wrong(String)

    /// The words, for the help; the number stands for an entry's.
    static let helpLines = [
        "list: what is unread, a line for each conversation, with its number. list all: read ones too.",
        "A number alone: open that entry, with what is new in its conversation.",
        "open 3, read 3, done 3, star 3: the conversation of that entry; undo takes read, done and star back.",
        "reply 3 and the text: comment on that entry's task.",
        "undo: take the last mark back.",
        "projects: the projects with their numbers. project 2, or project WEB: hold that one. project 0: all.",
        "state: the connection and what is unread.",
        "help: this. quit: the end. The first letter of a word is enough, except for state and star.",
    ]

    private static let words = [
        "list", "open", "read", "done", "star", "reply", "undo", "projects", "project", "state", "help",
        "quit",
    ]

    init(_ line: some StringProtocol) {
        let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace).map { String($0) }
        guard let first = parts.first else {
            self = .nothing
            return
        }
        let rest: Substring = parts.count > 1 ? parts[1].drop { $0.isWhitespace } : ""
        if let number = Int(first), rest.isEmpty {
            self = number > 0 ? .open(number) : .list(all: true)
            return
        }
        switch first.lowercased() {
        case "list", "l": self = .list(all: rest.lowercased().hasPrefix("a"))
        case "open", "o": self = Self.numbered(rest, "open") { .open($0) }
        case "done", "d": self = Self.numbered(rest, "done") { .done($0) }
        case "read": self = Self.numbered(rest, "read") { .read($0) }
        case "star": self = Self.numbered(rest, "star") { .star($0) }
        case "reply", "r":
            let words = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace).map { String($0) }
            if words.count == 2, let number = Int(words[0]), number > 0 {
                self = .reply(number, words[1])
            } else {
                self = .wrong("reply needs a number and the text, as in: reply 3 Looks good.")
            }
        case "undo", "u", "z": self = .undo
        case "projects": self = .projects
        case "project", "p": self = rest.isEmpty ? .projects : .project(String(rest))
        case "state", "status", "s": self = .state
        case "help", "h", "?": self = .help
        case "quit", "q", "exit": self = .quit
        default:
            let near =
                nearest(to: first.lowercased(), among: Self.words).map { "; did you mean \($0)?" } ?? "."
            self = .wrong("there is no command \"\(first)\"\(near) help lists them.")
        }
    }

    private static func numbered(
        _ text: Substring, _ word: String, _ make: (Int) -> PlainRequest
    ) -> PlainRequest {
        guard let number = Int(text.filter { !$0.isWhitespace }), number > 0 else {
            return .wrong("\(word) needs the number of an entry, as in: \(word) 3.")
        }
        return make(number)
    }
}
