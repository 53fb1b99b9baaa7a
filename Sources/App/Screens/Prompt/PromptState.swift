/// A line to type, and what it is for.
struct PromptState: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        /// A comment on a task.
        case reply(task: String, key: String)
        case filter
        case command
        /// When what is put off comes back.
        case moment(entries: [String])
        /// When do-not-disturb ends.
        case silence

        /// Whether C-j makes a new line.
        var isMultiline: Bool { if case .reply = self { true } else { false } }

        /// Where lines typed before are kept; nil keeps none.
        var history: String? {
            switch self {
            case .filter: "filter"
            case .command: "command"
            case .reply, .moment, .silence: nil
            }
        }
    }

    var kind: Kind
    var line = InputLine()
    /// How far back in what was typed before.
    var recalled: Int?
    /// What was being typed when going back began.
    var unsent = ""
    /// What Tab would make of the line.
    var completions: [String] = []
    /// What is wrong with the line, as it stands.
    var error: String?
    /// When the draft was last kept, in milliseconds.
    var keptAt: Int64 = 0

    /// A draft is kept at most so often while it is typed, in milliseconds.
    static let draftPause: Int64 = 2000

    var label: String {
        switch kind {
        case .reply(_, let key): "\(key): "
        case .filter: "filter: "
        case .command: ":"
        case .moment, .silence: "until: "
        }
    }

    var hints: [(key: String, hint: String)] {
        switch kind {
        case .reply: [("Enter", "send"), ("C-j", "new line"), ("C-o", "editor"), ("Esc", "keep the draft")]
        case .filter: [("Enter", "filter"), ("Up", "earlier"), ("Esc", "leave")]
        case .command: [("Enter", "do"), ("Tab", "complete"), ("Up", "earlier"), ("Esc", "leave")]
        case .moment: [("Enter", "snooze"), ("Esc", "leave")]
        case .silence: [("Enter", "do not disturb"), ("Esc", "leave")]
        }
    }
}
