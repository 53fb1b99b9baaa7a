/// A name of events with stars in it, each for any characters or none. Namespaces may be written with dots, as Echo
/// has them.
struct NamePattern: Sendable {
    private let pieces: [String]

    /// Nil for a name without a star.
    init?(_ name: String) {
        guard name.contains("*") else { return nil }
        pieces = Self.dotted(name).split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    /// Whether an event is meant: by its whole name, or a class by its base name.
    func fits(_ name: String) -> Bool {
        matches(Self.dotted(name)) || matches(EventCatalogue.baseName(name))
    }

    private func matches(_ name: String) -> Bool {
        guard let first = pieces.first, let last = pieces.last, name.hasPrefix(first) else { return false }
        var rest = name.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }

    /// `App\Events\OrderShipped` as `App.Events.OrderShipped`.
    static func dotted(_ name: String) -> String {
        name.utf8.contains(UInt8(ascii: "\\")) ? name.replacing("\\", with: ".") : name
    }
}
