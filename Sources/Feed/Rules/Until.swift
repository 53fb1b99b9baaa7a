/// When a mute, a snooze or do-not-disturb ends: at a time, when a query holds for a new entry, at whichever
/// comes first, or never by itself.
public struct Until: Hashable, Sendable {
    /// The time; nil for none.
    public var time: Timestamp?
    /// What a new entry must be like, such as `kind:reply from:ana`, `status:done` or `quota:90`; nil for none.
    public var condition: Query?

    /// An end by a time, a condition, both or neither.
    public init(time: Timestamp? = nil, condition: Query? = nil) {
        self.time = time
        self.condition = condition
    }

    /// Until it is taken back.
    public static let forever = Until()

    /// Reads what a person types: `2h`, `18:30` (the next one), `tomorrow` (9:00), `monday` (9:00), a date,
    /// `forever` or nothing, else a query, all of them with `until` before it or without. Words alone are no
    /// condition unless they are in quotes: `tomorow` must not wait for somebody to write it.
    /// - Parameter task: the id or key of the task that a condition is about, where it names no other place.
    public init(
        _ text: String, context: QueryContext, task: String? = nil,
        kinds: [String]? = EventCatalogue.queryKinds
    ) throws(QueryError) {
        let start = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
        let prefix = "until "
        let isNamed = text[start...].lowercased().hasPrefix(prefix)
        let wanted = isNamed ? String(text[start...].dropFirst(prefix.count)) : text
        let word = wanted.lowercased().filter { !$0.isWhitespace }
        if word.isEmpty || word == "forever" {
            self = .forever
        } else if let time = Self.time(word, context) {
            self.init(time: time)
        } else {
            let condition = try Query(wanted, kinds: kinds)
            guard wanted.contains("\"") || !condition.isOfWordsAlone else {
                let text = wanted.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                throw .notAnEnd(
                    text, column: 1, nearest: nearest(to: word, among: Self.days + ["tomorrow", "forever"]))
            }
            self.init(condition: task.map { condition.about(task: $0) } ?? condition)
        }
    }

    private static let days = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    private static func time(_ word: String, _ context: QueryContext) -> Timestamp? {
        let zone = context.zone
        let midnight = zone.midnight(context.now)
        let morning: Int64 = 9 * 3_600_000
        let day: Int64 = 86_400_000
        if let duration = Moment.duration(word) { return context.now.advanced(byMilliseconds: duration) }
        if word == "tomorrow" {
            return zone.moment(local: midnight.advanced(byMilliseconds: day + morning))
        }
        if let minutes = Moment.timeOfDay(word) {
            let local = midnight.advanced(byMilliseconds: minutes * 60_000)
            let today = zone.moment(local: local)
            return today > context.now ? today : zone.moment(local: local.advanced(byMilliseconds: day))
        }
        if word.count >= 3, let wanted = days.firstIndex(where: { $0.hasPrefix(word) }) {
            let today = QuietHours.weekday(context.now, context.secondsFromUTC)
            let steps = Int64((wanted - today + 6) % 7 + 1)
            return zone.moment(local: midnight.advanced(byMilliseconds: steps * day + morning))
        }
        switch Moment(word) {
        case .at(let moment)?: return moment
        case .local(let moment)?: return zone.moment(local: moment)
        case .ago, .clock, nil: return nil
        }
    }

    /// Whether the time has come.
    public func hasEnded(at now: Timestamp) -> Bool { time.map { $0 <= now } ?? false }

    /// Whether a new entry is what was waited for.
    public func isEnded(by notification: Notification, _ context: QueryContext) -> Bool {
        condition?.matches(notification, [], context) ?? false
    }
}

extension Query {
    /// Whether it looks for words and nothing else.
    fileprivate var isOfWordsAlone: Bool {
        terms.allSatisfy { if case .words = $0 { true } else { false } }
    }

    /// The query for what happens to a task, unless it says already where, or asks for what no task has.
    fileprivate func about(task: String) -> Query {
        let isElsewhere = terms.contains {
            switch $0 {
            case .task, .project, .quota: true
            case .kind(let kind):
                ![EventKind.comment, .reply, .assignment, .status, .edit].contains(kind)
            case .from, .mine, .mention, .state, .before, .after, .status, .words: false
            }
        }
        guard !isElsewhere else { return self }
        let place = Query(field: "task", value: task)
        let isOne = !text.contains { $0.isWhitespace }
        return Query(
            .all([place.expression, expression]), text: "\(place.text) " + (isOne ? text : "(\(text))"))
    }

    private var terms: [Term] {
        func terms(_ expression: Expression) -> [Term] {
            switch expression {
            case .term(let term): [term]
            case .not(let inner): terms(inner)
            case .all(let parts), .any(let parts): parts.flatMap(terms)
            }
        }
        return terms(expression)
    }
}
