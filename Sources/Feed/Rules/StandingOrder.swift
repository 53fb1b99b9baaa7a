/// Entries that are kept out of the inbox and the counts while it holds.
public struct Mute: Hashable, Sendable {
    /// Which entries: a task, a project, a person, a kind, or any query.
    public var query: Query
    /// When it ends.
    public var until: Until
    /// Whether it holds for what is addressed to me too. Where it doesn't, mentions, assignments and replies
    /// to me come through.
    public var isTotal: Bool

    /// A mute of what a query holds for.
    public init(_ query: Query, until: Until = .forever, isTotal: Bool = false) {
        self.query = query
        self.until = until
        self.isTotal = isTotal
    }

    /// Whether it holds for an entry.
    public func covers(_ notification: Notification, _ marks: Marks, _ context: QueryContext) -> Bool {
        (isTotal || !notification.addressedToMe) && query.matches(notification, marks, context)
    }
}

/// Entries that are put off.
public struct Snooze: Hashable, Sendable {
    /// The entries; what comes later to their conversation isn't put off.
    public var entries: [String]
    /// When they come back.
    public var until: Until
    /// The sweep that has put off what only the store had of their rows; nil where there was none.
    public var sweep: String?

    /// These entries until then.
    public init(entries: [String], until: Until, sweep: String? = nil) {
        self.entries = entries
        self.until = until
        self.sweep = sweep
    }
}

/// What the user has asked to hold from now on. The store keeps each by its id, as JSON.
public enum StandingOrder: Hashable, Identifiable, Sendable {
    case mute(Mute)
    case snooze(Snooze)
    /// A rule made in the program; those of the configuration aren't orders and are never rewritten.
    case rule(Rule)
    /// Do not disturb.
    case silence(Until)

    /// The id of do-not-disturb: there is one.
    public static let silenceID = "silence"

    /// What makes it the same order: muting a task again replaces its mute.
    public var id: String {
        switch self {
        case .mute(let mute): "mute:\(mute.query.text)"
        case .snooze(let snooze): "snooze:\(snooze.entries.first ?? "")"
        case .rule(let rule): "rule:\(rule.name)"
        case .silence: Self.silenceID
        }
    }

    /// When it ends by itself; nil for rules.
    public var until: Until? {
        switch self {
        case .mute(let mute): mute.until
        case .snooze(let snooze): snooze.until
        case .rule: nil
        case .silence(let until): until
        }
    }
}

/// An order that was given, changed or taken back.
public struct OrderChange: Equatable, Sendable {
    /// Its id.
    public var id: String
    /// The order; nil is its absence.
    public var order: StandingOrder?

    /// What became of the order of this id.
    public init(_ id: String, _ order: StandingOrder?) {
        self.id = id
        self.order = order
    }
}

extension Query {
    /// The query of one term, written so that it can be read again. A person is meant by the whole name.
    public init(field: String, value: String) {
        let isName = field == "from" && value.lowercased() != "me"
        let isPlain = !isName && value.allSatisfy { $0.isLetter || $0.isNumber || "-_.@#".contains($0) }
        let quoted = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let text = isPlain && !value.isEmpty ? "\(field):\(value)" : "\(field):\"\(quoted)\""
        let term: Term =
            switch field {
            case "kind": .kind(EventKind(rawValue: value.lowercased()))
            case "from": isName ? .from(Name(value, isQuoted: true)) : .mine
            case "project": .project(Name(value, isQuoted: !isPlain))
            case "task": .task(value.lowercased())
            default: .words(Words(value))
            }
        self.init(.term(term), text: text)
    }
}
