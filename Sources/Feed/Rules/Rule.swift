/// A query and what to do with the entries it holds for.
public struct Rule: Hashable, Identifiable, Sendable {
    /// What "why did I get this" calls it.
    public var name: String
    /// Which entries.
    public var query: Query
    /// What to do.
    public var change: DeliveryChange
    /// Whether rules after this one are left aside.
    public var isLast: Bool

    /// A rule of this name, query and change.
    public init(name: String, query: Query, change: DeliveryChange, isLast: Bool = false) {
        self.name = name
        self.query = query
        self.change = change
        self.isLast = isLast
    }

    public var id: String { name }
}

/// A part of the answer to "why did I get this", or didn't.
public enum Reason: Hashable, Sendable, CustomStringConvertible {
    /// No rule held: the kind and whether it is for me decided.
    case standard
    /// A rule held and said something.
    case rule(String)
    /// It is addressed to me.
    case addressedToMe
    /// I did it.
    case own
    /// An edit of something that is known already.
    case edit
    /// A mute holds for it.
    case mute(String)
    /// Quiet hours.
    case quietHours
    /// Do not disturb.
    case doNotDisturb
    /// It is of what may pass quiet hours and do-not-disturb.
    case passes
    /// It came with so many that one notice tells of all.
    case burst

    /// As in `tail --json`: `rule:default`, `mute:task:142`.
    public var description: String {
        switch self {
        case .standard: "rule:default"
        case .rule(let name): "rule:\(name)"
        case .addressedToMe: "mention"
        case .own: "own"
        case .edit: "edit"
        case .mute(let text): "mute:\(text)"
        case .quietHours: "quiet-hours"
        case .doNotDisturb: "do-not-disturb"
        case .passes: "passes"
        case .burst: "burst"
        }
    }
}

/// What becomes of an entry, and what decided so.
public struct Decision: Equatable, Sendable {
    /// What to do.
    public var delivery: Delivery
    /// What decided, in the order it did.
    public var reasons: [Reason]

    /// A delivery for these reasons.
    public init(delivery: Delivery, reasons: [Reason]) {
        self.delivery = delivery
        self.reasons = reasons
    }

    /// The marks an entry starts with by this decision.
    public var marks: Marks {
        var marks: Marks = []
        if !delivery.isShown { marks.insert(.muted) }
        if delivery.star { marks.insert(.starred) }
        return marks
    }
}
