import Feed

/// A few choices, each with a key.
struct MenuState: Equatable, Sendable {
    enum Choice: Equatable, Sendable {
        /// Put off the rows.
        case snooze(Until)
        /// A time or condition to be typed.
        case typeMoment
        case mute(Mute)
        /// Do not disturb.
        case silence(Until)
        /// A time or condition of do-not-disturb to be typed.
        case typeSilence
        /// Let speak again what was muted.
        case unmute([StandingOrder])
        case status(String)
    }

    struct Item: Equatable, Sendable {
        var key: Character
        var label: String
        var choice: Choice
    }

    var title: String
    var items: [Item]
    var index = 0
    /// The rows it is for, by their entries, and how many.
    var entries: [String] = []
}
