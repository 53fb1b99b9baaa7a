import JSON

/// An event of the user's own application: one `[[event]]` of the configuration.
public struct EventMapping: Equatable, Sendable {
    /// The wire name: a class (`App\Events\OrderShipped`, or `App.Events.OrderShipped` as Echo has it, or its base
    /// name) or what `broadcastAs` gives. `*` stands for any part of it: `App\Events\Billing\*`, `order.*`. What a
    /// name without a star says goes before.
    public var name: String
    /// The kind, as rules and `tail --json` name it.
    public var kind: EventKind
    /// The row's text.
    public var title: Template
    /// The row's mark, one column wide.
    public var icon: Character
    /// The row's mark in an ASCII locale.
    public var letter: Character
    /// How much it asks for attention.
    public var priority: Priority
    /// The web page; nil for what the payload says.
    public var link: Template?

    /// A mapping of one event.
    /// - Parameters:
    ///   - kind: nil takes the name's: `order_shipped` for `App\Events\OrderShipped`.
    ///   - letter: nil takes the icon where that is ASCII, else the kind's first letter.
    public init(
        name: String, kind: EventKind? = nil, title: Template, icon: Character = "*",
        letter: Character? = nil, priority: Priority = .normal, link: Template? = nil
    ) {
        // Echo's leading dot says that the name stands outside the namespace; on the wire there is none.
        self.name = name.hasPrefix(".") ? String(name.dropFirst()) : name
        self.kind = kind ?? EventKind(rawValue: Self.kindName(of: self.name))
        self.title = title
        self.icon = icon
        self.letter = letter ?? (icon.isASCII ? icon : self.kind.rawValue.first ?? "*")
        self.priority = priority
        self.link = link
    }

    /// Whether a kind can be written in a query: small letters, digits and underscores.
    public static func isKindName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_")
            }
    }

    private static func kindName(of name: String) -> String {
        let words = EventCatalogue.spaced(EventCatalogue.baseName(name)).lowercased()
        let kind = words.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "_")
        return kind.isEmpty ? EventKind.unknown.rawValue : kind
    }

    /// The catalogue's entry: actor, task, project and time are found as in every payload.
    var entry: CatalogueEntry {
        let (title, link) = (title, link)
        return CatalogueEntry(
            kind: kind, names: [name], label: kind.rawValue.replacing("_", with: " "), glyph: icon,
            letter: letter, priority: priority
        ) { payload in
            let mentions = payload["mentions"]?.elements ?? []
            let me = payload.identity.userID
            return Reading(
                text: title.filled(from: payload.root, event: payload.eventName),
                actor: payload.person(anyOf: "actor", "user", "author", "causer"),
                excerpt: payload.text("body", "message", "description"),
                addressed: mentions.contains { me != nil && ($0.identifier ?? $0["id"]?.identifier) == me },
                model: payload["model"] ?? payload.root,
                url: link?.filledAddress(from: payload.root, event: payload.eventName)
            )
        }
    }
}
