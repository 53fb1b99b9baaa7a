import JSON

extension EventKind {
    public static let comment = EventKind(rawValue: "comment")
    public static let reply = EventKind(rawValue: "reply")
    public static let assignment = EventKind(rawValue: "assignment")
    public static let status = EventKind(rawValue: "status")
    public static let subscription = EventKind(rawValue: "subscription")
    public static let quota = EventKind(rawValue: "quota")
    public static let memberAdded = EventKind(rawValue: "member_added")
    public static let memberRemoved = EventKind(rawValue: "member_removed")
    public static let notification = EventKind(rawValue: "notification")
    /// A change of what is known already; it starts read.
    public static let edit = EventKind(rawValue: "edit")
    /// A time without contact: a row of this program's own, not an event.
    public static let outage = EventKind(rawValue: "outage")
    public static let unknown = EventKind(rawValue: "unknown")
}

/// What an event kind is called, looks like and says.
public struct CatalogueEntry: Sendable {
    /// The kind, by the name of `tail --json`.
    public let kind: EventKind
    /// Base names of the Laravel event classes, and names that `broadcastAs` gives.
    public let names: [String]
    /// What people read in help and filters.
    public let label: String
    /// The row's mark, one column wide.
    public let glyph: Character
    /// The row's mark in an ASCII locale.
    public let letter: Character
    /// How much it asks for attention when it isn't for me.
    public let priority: Priority
    /// What the payload says.
    let read: @Sendable (Payload) -> Reading

    init(
        kind: EventKind, names: [String], label: String, glyph: Character, letter: Character,
        priority: Priority = .normal, read: @escaping @Sendable (Payload) -> Reading
    ) {
        self.kind = kind
        self.names = names
        self.label = label
        self.glyph = glyph
        self.letter = letter
        self.priority = priority
        self.read = read
    }
}

/// What one payload says, in the terms of a row.
struct Reading {
    var text: String
    var actor: Actor?
    var excerpt: String?
    /// Whether it is for me.
    var addressed = false
    /// The model that tells two events of one name apart.
    var model: JSONValue?
    /// The web page, where the kind knows better than the payload's own link.
    var url: String?
}

/// Every event kind, one entry each. A new kind is a new entry here; rows, JSON lines, help, filters and the
/// tests of all kinds follow from this table. `[[event]]` of the configuration adds entries to a copy of it.
public struct EventCatalogue: Sendable {
    /// The entries; `notification` and `unknown` take what no name fits.
    public static let entries: [CatalogueEntry] = [
        CatalogueEntry(
            kind: .comment, names: ["CommentCreated", "comment.created"], label: "comment", glyph: "#",
            letter: "#"
        ) { payload in
            Self.comment(payload, verb: " commented on ")
        },
        CatalogueEntry(
            kind: .reply, names: ["CommentReplied", "comment.replied", "ReplyCreated", "reply.created"],
            label: "reply", glyph: "↳", letter: ">"
        ) { payload in
            Self.comment(payload, verb: " replied on ")
        },
        CatalogueEntry(
            kind: .assignment, names: ["TaskAssigned", "task.assigned"], label: "assignment", glyph: "→",
            letter: "a"
        ) { payload in
            let assignee =
                payload.person("assignee") ?? payload["task"].flatMap { payload.person("assignee", in: $0) }
            let actor = payload.person(anyOf: "actor", "user", "assigned_by")
            let isMine = payload.isMe(assignee)
            let whom = isMine ? "you" : assignee?.name ?? "someone"
            let subject = Self.title(payload)
            let text =
                actor.map { "\($0.name) assigned \(whom): \(subject)" }
                ?? "\(isMine ? "You are" : "\(whom) is") assigned: \(subject)"
            return Reading(text: text, actor: actor, addressed: isMine, model: payload["task"])
        },
        CatalogueEntry(
            kind: .status, names: ["TaskStatusChanged", "task.status_changed", "task.status"],
            label: "status",
            glyph: "»", letter: "="
        ) { payload in
            let actor = payload.person(anyOf: "actor", "user")
            let change = Self.statusChange(payload)
            let from = change?.from.map { "\($0) > " } ?? ""
            let who = actor.map { "\($0.name): " } ?? ""
            return Reading(
                text: "\(who)\(from)\(change?.to ?? "another status")   \(Self.title(payload))", actor: actor,
                model: payload["task"]
            )
        },
        CatalogueEntry(
            kind: .subscription,
            names: ["SubscriptionChanged", "subscription.changed", "subscription.updated"],
            label: "subscription", glyph: "$", letter: "$"
        ) { payload in
            let plan = payload.text("plan").map(Self.words)
            let previous = payload.text("previous_plan").map(Self.words)
            let status = payload.text("status").map(Self.words)
            let change: String =
                switch (previous, plan) {
                case (let previous?, let plan?) where previous != plan: "\(previous) > \(plan)"
                case (_, let plan?): plan
                case (let previous?, nil): "\(previous) ended"
                case (nil, nil): "changed"
                }
            return Reading(
                text: "Subscription: \(change)" + (status.map { " (\($0.lowercased()))" } ?? ""),
                actor: payload.person(anyOf: "actor", "user"), model: payload.root
            )
        },
        CatalogueEntry(
            kind: .quota, names: ["QuotaWarning", "quota.warning"], label: "quota", glyph: "!", letter: "!"
        ) { payload in
            let resource = payload.text("resource").map(Self.words) ?? "Quota"
            let used = payload["used"]?.double
            let limit = payload["limit"]?.double
            var text = "\(resource) near its limit"
            if let used, let limit, limit > 0, used >= 0, used / limit < 1_000 {
                text =
                    "\(resource) at \(Int(used / limit * 100))% (\(Self.grouped(used)) of \(Self.grouped(limit)))"
            } else if let used {
                text = "\(resource): \(Self.grouped(used)) used"
            }
            return Reading(text: "Quota: \(text)", model: payload.root)
        },
        CatalogueEntry(
            kind: .memberAdded, names: ["MemberAdded", "member.added"], label: "member added", glyph: "+",
            letter: "+"
        ) { payload in
            Self.member(payload, verb: "added", preposition: "to", passive: "joined")
        },
        CatalogueEntry(
            kind: .memberRemoved, names: ["MemberRemoved", "member.removed"], label: "member removed",
            glyph: "-",
            letter: "-"
        ) { payload in
            Self.member(payload, verb: "removed", preposition: "from", passive: "left")
        },
        CatalogueEntry(
            kind: .notification, names: ["BroadcastNotificationCreated"], label: "notification", glyph: "*",
            letter: "n"
        ) { payload in
            let type = payload.text("type").map { Self.spaced(Self.baseName($0)) } ?? "Notification"
            let message = payload.text("title", "message", "subject", "body", "text", "line")
            return Reading(
                text: message.map { "\(type): \($0)" } ?? type,
                actor: payload.person(anyOf: "actor", "user", "author"),
                excerpt: payload.text("body", "description"), addressed: true, model: payload.root
            )
        },
        CatalogueEntry(
            kind: .edit, names: ["CommentUpdated", "CommentEdited", "comment.updated", "comment.edited"],
            label: "edit", glyph: "✎", letter: "e", priority: .low
        ) { payload in
            Self.comment(payload, verb: " edited a comment on ")
        },
        CatalogueEntry(kind: .outage, names: [], label: "outage", glyph: "~", letter: "~", priority: .low) {
            payload in
            Reading(text: payload.plainText ?? "")
        },
        CatalogueEntry(kind: .unknown, names: [], label: "other", glyph: "?", letter: "?") { payload in
            let title =
                payload.task?.title ?? payload.text("title", "name", "message", "text")
                ?? payload["model"].flatMap { Payload.text($0, ["title", "name"]) } ?? payload.plainText
            return Reading(
                text: title ?? "", actor: payload.person(anyOf: "actor", "user", "author"),
                model: payload["model"] ?? payload.root
            )
        },
    ]

    /// The kinds of the program itself.
    public static let standard = EventCatalogue()

    /// The entries of the configuration, then the program's own.
    public let entries: [CatalogueEntry]
    private let byName: [String: CatalogueEntry]
    private let byKind: [EventKind: CatalogueEntry]
    private let patterns: [(name: NamePattern, entry: CatalogueEntry)]

    /// The catalogue with the events of a configuration; of two that name one event the first counts.
    public init(mappings: [EventMapping] = []) {
        entries = mappings.map(\.entry) + Self.entries
        var names: [String: CatalogueEntry] = [:]
        for entry in entries {
            for name in entry.names where names[NamePattern.dotted(name)] == nil {
                names[NamePattern.dotted(name)] = entry
            }
        }
        patterns = mappings.compactMap { mapping in
            NamePattern(mapping.name).map { ($0, mapping.entry) }
        }
        byName = names
        byKind = Dictionary(entries.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The entry of a kind; that of `unknown` for kinds that aren't in the table.
    public func entry(of kind: EventKind) -> CatalogueEntry { byKind[kind] ?? Self.fallback }

    /// The entry of a kind of the program's own.
    public static func entry(of kind: EventKind) -> CatalogueEntry { standard.entry(of: kind) }

    /// The entry for a wire name: a `broadcastAs` name as it is, a class by its base name, whatever its
    /// namespace (protocol notes 7.1), else the first with a star that fits.
    func entry(named name: String) -> CatalogueEntry {
        byName[NamePattern.dotted(name)] ?? byName[Self.baseName(name)]
            ?? patterns.first { $0.name.fits(name) }?.entry ?? Self.fallback
    }

    /// What `kind:` may name in a query.
    public var queryKinds: [String] {
        var kinds: [String] = []
        for entry in entries where !kinds.contains(entry.kind.rawValue) { kinds.append(entry.kind.rawValue) }
        // Whispers aren't entries, but rules written for all traffic may leave them out by name.
        return kinds + ["typing"]
    }

    /// What `kind:` may name where the configuration maps nothing.
    public static let queryKinds = standard.queryKinds

    /// The priorities that aren't `normal`, for a `DeliveryPolicy`.
    public var priorities: [EventKind: Priority] {
        byKind.mapValues(\.priority).filter { $0.value != .normal }
    }

    private static var fallback: CatalogueEntry { entries[entries.count - 1] }
}
