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

    /// Whether a kind only changes what is known already; such an entry is never unread.
    public static func isEdit(_ kind: EventKind) -> Bool { kind == .edit || kind == .outage }

    private static func payload(of notification: Notification) -> Payload {
        var parser = JSONParser()
        return Payload(
            .text(notification.payload), identity: Identity(userID: nil, name: nil), parser: &parser)
    }
}
