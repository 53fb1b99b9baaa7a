/// The name of a channel and what it says about the channel (protocol notes 5.1).
public struct ChannelName: Hashable, Sendable, CustomStringConvertible {
    /// What a client needs in order to subscribe.
    public enum Kind: Hashable, Sendable {
        /// Nothing.
        case `public`
        /// A signature.
        case `private`
        /// A signature and a key: the payloads are encrypted (section 9).
        case encrypted
        /// A signature over who we are; the server keeps a list of members.
        case presence
    }

    /// The longest name Pusher takes; soketi takes 200, Reverb any.
    public static let maximumLength = 164

    /// The name as it goes over the wire.
    public let text: String
    /// The kind, by the prefix.
    public let kind: Kind
    /// Whether the server replays the last event to a new subscriber (5.3).
    public let isCache: Bool

    /// The name, or nil where the PHP SDK would reject it: characters outside `-a-zA-Z0-9_=@,.;` (one
    /// leading `#` is allowed), an empty name, or more than 164 of them.
    public init?(_ text: String) {
        var characters = text.utf8[...]
        guard characters.count <= Self.maximumLength else { return nil }
        if characters.first == UInt8(ascii: "#") { characters = characters.dropFirst() }
        guard !characters.isEmpty, characters.allSatisfy(Self.isAllowed) else { return nil }
        self.init(unchecked: text)
    }

    /// The kind of a name that is not validated, as servers see it.
    init(unchecked text: String) {
        self.text = text
        var rest = text[...]
        if rest.removePrefix("private-encrypted-") {
            kind = .encrypted
        } else if rest.removePrefix("private-") {
            kind = .private
        } else if rest.removePrefix("presence-") {
            kind = .presence
        } else {
            kind = .public
        }
        isCache = rest.utf8.starts(with: "cache-".utf8)
    }

    /// Whether the application must authorise the subscription.
    public var needsAuthorisation: Bool { kind != .public }

    /// The name without the prefix that says its kind, as the channel rules of Laravel see it: one prefix
    /// is taken off, so that `private-cache-x` is matched against `cache-x` (protocol notes 6.4).
    public var rule: String {
        var rest = text[...]
        for prefix in ["private-encrypted-", "private-", "presence-"] where rest.removePrefix(prefix) {
            break
        }
        return String(rest)
    }

    /// The name.
    public var description: String { text }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="),
            UInt8(ascii: "@"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"):
            true
        default: false
        }
    }
}

extension Substring {
    /// Takes the prefix off; false, and nothing changed, where it is another one.
    mutating func removePrefix(_ prefix: String) -> Bool {
        guard utf8.starts(with: prefix.utf8) else { return false }
        self = self[utf8.index(startIndex, offsetBy: prefix.utf8.count)...]
        return true
    }
}
