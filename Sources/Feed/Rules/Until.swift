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
    /// `forever` or nothing, else a query.
    public init(
        _ text: String, context: QueryContext, kinds: [String]? = EventCatalogue.queryKinds
    ) throws(QueryError) {
        let word = text.lowercased().filter { !$0.isWhitespace }
        if word.isEmpty || word == "forever" {
            self = .forever
        } else if let time = Self.time(word, context) {
            self.init(time: time)
        } else {
            self.init(condition: try Query(text, kinds: kinds))
        }
    }

    private static let days = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]

    private static func time(_ word: String, _ context: QueryContext) -> Timestamp? {
        let midnight = Moment.midnight(context.now, context.secondsFromUTC)
        let morning: Int64 = 9 * 3_600_000
        let day: Int64 = 86_400_000
        if let duration = Moment.duration(word) { return context.now.advanced(byMilliseconds: duration) }
        if word == "tomorrow" { return midnight.advanced(byMilliseconds: day + morning) }
        if let minutes = Moment.timeOfDay(word) {
            let today = midnight.advanced(byMilliseconds: minutes * 60_000)
            return today > context.now ? today : today.advanced(byMilliseconds: day)
        }
        if word.count >= 3, let wanted = days.firstIndex(where: { $0.hasPrefix(word) }) {
            let today = QuietHours.weekday(context.now, context.secondsFromUTC)
            let steps = Int64((wanted - today + 6) % 7 + 1)
            return midnight.advanced(byMilliseconds: steps * day + morning)
        }
        switch Moment(word) {
        case .at(let moment)?: return moment
        case .local(let moment)?: return moment.advanced(byMilliseconds: -context.secondsFromUTC &* 1000)
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
