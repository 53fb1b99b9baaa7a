/// How much an entry asks for attention.
public enum Priority: String, CaseIterable, Comparable, Sendable {
    /// A row and a count, nothing else.
    case low
    /// A toast too, where the row isn't on the screen.
    case normal
    /// A toast, the bell and a notification of the terminal's.
    case high

    public static func < (a: Priority, b: Priority) -> Bool { a.level < b.level }

    private var level: Int {
        switch self {
        case .low: 0
        case .normal: 1
        case .high: 2
        }
    }
}

/// What becomes of one entry besides its row.
public struct Delivery: Hashable, Sendable {
    /// Whether it stands in the inbox and is counted. What isn't shown is still in the tab of all.
    public var isShown: Bool
    /// A toast.
    public var toast: Bool
    /// The terminal's bell.
    public var bell: Bool
    /// A part in the terminal's title.
    public var title: Bool
    /// A notification of the terminal's (OSC 9, 777 or 99).
    public var notification: Bool
    /// The configured hook.
    public var hook: Bool
    /// How much it asks for attention.
    public var priority: Priority
    /// Whether it starts starred.
    public var star: Bool

    /// What a priority means where no rule says otherwise.
    public init(priority: Priority) {
        isShown = true
        title = true
        hook = true
        star = false
        toast = priority >= .normal
        bell = priority >= .high
        notification = priority >= .high
        self.priority = priority
    }

    /// Takes away everything that disturbs; the row and the count stay.
    mutating func silence() {
        toast = false
        bell = false
        notification = false
        hook = false
    }
}

/// What a rule changes of a delivery; nil leaves it.
public struct DeliveryChange: Hashable, Sendable {
    /// Inbox and counts.
    public var show: Bool?
    /// A toast.
    public var toast: Bool?
    /// The bell.
    public var bell: Bool?
    /// The title.
    public var title: Bool?
    /// The terminal's notification.
    public var notify: Bool?
    /// The hook.
    public var hook: Bool?
    /// The priority; toast, bell and notification follow it where the rule doesn't name them.
    public var priority: Priority?
    /// A star.
    public var star: Bool?

    /// A change of these parts.
    public init(
        show: Bool? = nil, toast: Bool? = nil, bell: Bool? = nil, title: Bool? = nil, notify: Bool? = nil,
        hook: Bool? = nil, priority: Priority? = nil, star: Bool? = nil
    ) {
        self.show = show
        self.toast = toast
        self.bell = bell
        self.title = title
        self.notify = notify
        self.hook = hook
        self.priority = priority
        self.star = star
    }

    /// Whether it changes nothing.
    public var isEmpty: Bool { self == DeliveryChange() }

    func apply(to delivery: inout Delivery) {
        if let priority {
            let new = Delivery(priority: priority)
            delivery.priority = priority
            delivery.toast = new.toast
            delivery.bell = new.bell
            delivery.notification = new.notification
        }
        if let show { delivery.isShown = show }
        if let toast { delivery.toast = toast }
        if let bell { delivery.bell = bell }
        if let title { delivery.title = title }
        if let notify { delivery.notification = notify }
        if let hook { delivery.hook = hook }
        if let star { delivery.star = star }
    }

    /// The on-or-off parts by their names in `[[rule]]`, in the order of the manual.
    public static var switches: [(name: String, part: WritableKeyPath<DeliveryChange, Bool?>)] {
        [
            ("show", \.show), ("toast", \.toast), ("bell", \.bell), ("title", \.title),
            ("notify", \.notify), ("hook", \.hook), ("star", \.star),
        ]
    }

    /// `no toast, bell, priority high`.
    public var description: String {
        var words = Self.switches.compactMap { name, part in
            self[keyPath: part].map { $0 ? name : "no \(name)" }
        }
        if let priority { words.append("priority \(priority.rawValue)") }
        return words.isEmpty ? "nothing" : words.joined(separator: ", ")
    }
}
