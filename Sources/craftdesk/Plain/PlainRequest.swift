import App
import Feed

/// What a line asks for in plain mode. Words may be shortened to their first letter; a number alone opens the
/// entry of that number.
enum PlainRequest: Equatable {
    case list(all: Bool)
    /// A command of the command table, for the entry of a number where it is for one.
    case command(Command, Int?, String)
    case projects
    case project(String)
    /// To the question that was asked.
    case answer(Bool)
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
        "open 3, read 3, unread 3, done 3, star 3: the conversation of that entry.",
        "snooze 3 2h, snooze 3 tomorrow: put it off. mute 3 task, project, person or kind; mute 3 off.",
        "reply 3 and the text: comment on that entry's task. reply 3 alone sends a comment that was kept.",
        "assign 3: the task is yours. status 3 done: its new status. The application may refuse either.",
        "undo, redo: the last thing that was done, here or on the screen.",
        "projects: the projects with their numbers. project 2, or project WEB: hold that one. project 0: all.",
        "state: the connection and what is unread.",
        "help: this. quit: the end. The first letter of a word is enough for list, open, done, reply, undo, project, help and quit.",
    ]

    /// Commands for an entry, by their words, with an example of what else they need.
    private static let commands: [(words: [String], command: Command, example: String?)] = [
        (["open", "o"], .open, nil), (["done", "d"], .done, nil), (["read"], .toggleRead, nil),
        (["unread"], .markUnread, nil), (["star"], .star, nil), (["assign"], .assignToMe, nil),
        (["snooze"], .snooze, "2h"), (["mute"], .mute, "task"), (["status"], .changeStatus, "done"),
    ]

    private static let words =
        commands.map { $0.words[0] } + [
            "list", "reply", "undo", "redo", "projects", "project", "state", "help", "quit", "yes", "no",
        ]

    init(_ line: some StringProtocol) {
        let parts = line.split(maxSplits: 1, whereSeparator: \.isWhitespace).map { String($0) }
        guard let first = parts.first else {
            self = .nothing
            return
        }
        let rest: Substring = parts.count > 1 ? parts[1].drop { $0.isWhitespace } : ""
        if let number = Int(first), rest.isEmpty {
            self = number > 0 ? .command(.open, number, "") : .list(all: true)
            return
        }
        let word = first.lowercased()
        // A word alone is a question about the state; with a number it is a command.
        if let known = Self.commands.first(where: { $0.words.contains(word) }),
            word != "status" || !rest.isEmpty
        {
            self = Self.command(known.command, word, rest, example: known.example)
            return
        }
        switch word {
        case "list", "l": self = .list(all: rest.lowercased().hasPrefix("a"))
        case "reply", "r": self = Self.reply(rest)
        case "undo", "u", "z": self = .command(.undo, nil, "")
        case "redo": self = .command(.redo, nil, "")
        case "projects": self = .projects
        case "project", "p": self = rest.isEmpty ? .projects : .project(String(rest))
        case "state", "status", "s": self = .state
        case "yes", "y": self = .answer(true)
        case "no", "n": self = .answer(false)
        case "help", "h", "?": self = .help
        case "quit", "q", "exit": self = .quit
        default:
            let near = nearest(to: word, among: Self.words).map { "; did you mean \($0)?" } ?? "."
            self = .wrong("there is no command \"\(first)\"\(near) help lists them.")
        }
    }

    /// A number, and what else it needs.
    private static func command(
        _ command: Command, _ word: String, _ rest: Substring, example: String?
    ) -> PlainRequest {
        let words = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace).map { String($0) }
        guard let number = words.first.flatMap({ Int($0) }), number > 0,
            words.count == (example == nil ? 1 : 2)
        else {
            guard let example else {
                return .wrong("\(word) needs the number of an entry, as in: \(word) 3.")
            }
            return .wrong("\(word) needs the number of an entry and more, as in: \(word) 3 \(example).")
        }
        return .command(command, number, words.count > 1 ? words[1] : "")
    }

    private static func reply(_ rest: Substring) -> PlainRequest {
        let words = rest.split(maxSplits: 1, whereSeparator: \.isWhitespace).map { String($0) }
        guard let number = words.first.flatMap({ Int($0) }), number > 0 else {
            return .wrong("reply needs a number and the text, as in: reply 3 Looks good.")
        }
        return .command(.reply, number, words.count > 1 ? words[1] : "")
    }
}
