import JSON

/// A value that was one thing and is another: a task's status.
public struct Change: Hashable, Sendable {
    /// What it was, as people write it; nil when the payload doesn't say.
    public var from: String?
    /// What it is now.
    public var to: String

    /// A change from one to another.
    public init(from: String?, to: String) {
        self.from = from
        self.to = to
    }
}

/// How much of something limited is used.
public struct Quota: Hashable, Sendable {
    /// What is limited, as people write it.
    public var resource: String
    /// From 0 to 1, and beyond where more is used than allowed.
    public var fraction: Double
    /// When it starts anew, where the payload says.
    public var resetsAt: Timestamp?
}

// What rows, conditions and queries ask of an entry's payload after it was read. The payload is parsed again:
// these are asked for the rows on the screen and for rare kinds, not for every event.
extension EventCatalogue {
    /// The status that an entry changed; nil for other kinds.
    public static func change(of notification: Notification) -> Change? {
        guard notification.kind == .status else { return nil }
        return statusChange(payload(of: notification))
    }

    /// How much of a quota is used, in per cent; nil for other kinds and where the payload doesn't say.
    public static func quotaPercentage(of notification: Notification) -> Double? {
        guard notification.kind == .quota else { return nil }
        let payload = payload(of: notification)
        guard let used = payload["used"]?.double, let limit = payload["limit"]?.double, limit > 0 else {
            return nil
        }
        return used / limit * 100
    }

    /// How much of what is used, and when it starts anew; nil for other kinds and where the payload doesn't say.
    public static func quota(of notification: Notification) -> Quota? {
        guard let percentage = quotaPercentage(of: notification) else { return nil }
        let payload = payload(of: notification)
        return Quota(
            resource: payload.text("resource").map(words) ?? "Quota", fraction: percentage / 100,
            resetsAt: payload["resets_at"]?.string.flatMap { Timestamp(iso8601: $0) })
    }

    /// The status that an entry set, by the application's own name for it; nil for other kinds.
    public static func statusIdentifier(of notification: Notification) -> String? {
        guard notification.kind == .status else { return nil }
        let payload = payload(of: notification)
        return payload.text("to", "new_status", "status") ?? Payload.text(payload["task"], ["status"])
    }

    /// Whether a kind only changes what is known already; such an entry is never unread.
    public static func isEdit(_ kind: EventKind) -> Bool { kind == .edit || kind == .outage }

    /// Kinds whose payload is read again after the event was: by the functions here, by an outage's parts, and by the
    /// detail of an event that the catalogue doesn't know.
    private static let kindsReadAgain: Set<EventKind> = [.status, .quota, .outage, .unknown]

    /// What memory keeps of an entry that the store has whole: a payload that nobody reads again is half of it.
    static func kept(_ notification: Notification) -> Notification {
        notification.copied(withPayload: kindsReadAgain.contains(notification.kind))
    }

    private static func payload(of notification: Notification) -> Payload {
        var parser = JSONParser()
        return Payload(
            .text(notification.payload), identity: Identity(userID: nil, name: nil), parser: &parser)
    }
}
