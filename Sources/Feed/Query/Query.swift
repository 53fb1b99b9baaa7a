/// What a person looks for: the one language of filter, search, rules, mutes and the command line.
///
///     kind:comment from:ana project:website mention:me is:unread before:2h "some words" -kind:reply (a OR b)
///
/// Terms side by side must all hold, `OR` binds weaker, `-` turns a term or a parenthesis around. A value
/// may list several: `kind:comment,reply`. Letters' case and accents never matter, and words are found from
/// their beginning: `ren` finds Renée, `out` doesn't find checkout.
public struct Query: Hashable, Sendable {
    /// How terms are combined.
    public indirect enum Expression: Hashable, Sendable {
        case term(Term)
        case not(Expression)
        /// All of them; none holds always.
        case all([Expression])
        /// At least one of them.
        case any([Expression])
    }

    /// One thing that holds for an entry or doesn't. Texts are in lower case.
    public enum Term: Hashable, Sendable {
        case kind(EventKind)
        /// Who did it: `me`.
        case mine
        /// Who did it: an id or a name.
        case from(Name)
        /// A project's id, key or name.
        case project(Name)
        /// A task's id or key.
        case task(String)
        /// `me`: a mention, an assignment or a reply to me; else who is named after an `@`.
        case mention(String)
        case state(State)
        case before(Moment)
        case after(Moment)
        /// The status that the event sets.
        case status(String)
        /// A quota that has passed this many per cent.
        case quota(Int)
        /// Text anywhere in the row.
        case words(Words)
    }

    /// The values of `is:`.
    public enum State: String, CaseIterable, Hashable, Sendable {
        case unread, read, done, starred, snoozed, muted
    }

    /// The names before a colon.
    public static let fields = [
        "kind", "from", "project", "task", "mention", "is", "before", "after", "status", "quota",
    ]

    /// Parentheses that may stand in one another.
    public static let maximumDepth = 32

    /// The query as it was written.
    public let text: String
    /// What it means.
    public let expression: Expression

    /// A query of terms put together by the program.
    public init(_ expression: Expression, text: String) {
        self.expression = expression
        self.text = text
    }

    /// Whether it holds for everything: it has no terms.
    public var isEmpty: Bool { expression == .all([]) }

    /// Whether it holds for an entry.
    /// - Parameters:
    ///   - marks: the entry's marks now, which `is:` asks for.
    ///   - context: who I am, the projects, and the time that `before:2h` counts from.
    public func matches(_ notification: Notification, _ marks: Marks, _ context: QueryContext) -> Bool {
        Self.holds(expression, notification, marks, context)
    }

    private static func holds(
        _ expression: Expression, _ notification: Notification, _ marks: Marks, _ context: QueryContext
    ) -> Bool {
        switch expression {
        case .term(let term): term.holds(notification, marks, context)
        case .not(let inner): !holds(inner, notification, marks, context)
        case .all(let parts): parts.allSatisfy { holds($0, notification, marks, context) }
        case .any(let parts): parts.contains { holds($0, notification, marks, context) }
        }
    }
}

extension Query.Term {
    fileprivate func holds(
        _ notification: Notification, _ marks: Marks, _ context: QueryContext
    ) -> Bool {
        switch self {
        case .kind(let kind): notification.kind == kind
        case .mine: notification.mine
        case .from(let name):
            notification.actor.map { $0.id.map(name.isID) == true || name.fits($0.name) } ?? false
        case .project(let name):
            notification.project.map { context.isProject($0, called: name) } ?? false
        case .task(let name):
            notification.task.map { $0.id.lowercased() == name || $0.key?.lowercased() == name } ?? false
        case .mention("me"): notification.addressedToMe
        case .mention(let name):
            notification.excerpt.map { Identity(userID: nil, name: nil, handles: [name]).isMentioned(in: $0) }
                ?? false
        case .state(let state): state.holds(marks)
        case .before(let moment): notification.occurredAt < moment.timestamp(context)
        case .after(let moment): notification.occurredAt >= moment.timestamp(context)
        case .status(let status):
            EventCatalogue.change(of: notification).map { Self.plain($0.to) == Self.plain(status) } ?? false
        case .quota(let percentage):
            EventCatalogue.quotaPercentage(of: notification).map { $0 >= Double(percentage) } ?? false
        case .words(let words): words.occur(in: notification)
        }
    }

    private static func plain(_ status: String) -> String {
        String(status.lowercased().filter { $0.isLetter || $0.isNumber })
    }
}

extension Query.State {
    func holds(_ marks: Marks) -> Bool {
        switch self {
        case .unread: marks.isUnread
        case .read: marks.contains(.read)
        case .done: marks.contains(.done)
        case .starred: marks.contains(.starred)
        case .snoozed: marks.contains(.snoozed)
        case .muted: marks.contains(.muted)
        }
    }
}
