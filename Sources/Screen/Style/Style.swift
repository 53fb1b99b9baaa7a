/// How a cell looks, by what it means: a role whose letters stand on the ground of another. A theme makes
/// colours and attributes of it. Whatever a colour says is said by a letter or an attribute too: screens are
/// monochrome, and people don't see the same colours.
public struct Style: Hashable, Sendable {
    /// What the letters are.
    public var role = Role.text
    /// What they stand on: `selected`, `header`, `toast`; `text` is the screen itself.
    public var ground = Role.text
    /// More than the theme gives.
    public var attributes: Attributes = []

    /// A style of a role, on the ground of another, with these attributes whatever the theme says.
    public init(
        _ role: Role = .text, on ground: Role = .text, bold: Bool = false, dim: Bool = false,
        reversed: Bool = false, underlined: Bool = false
    ) {
        self.role = role
        self.ground = ground
        if bold { attributes.insert(.bold) }
        if dim { attributes.insert(.dim) }
        if reversed { attributes.insert(.reversed) }
        if underlined { attributes.insert(.underlined) }
    }

    /// Plain text.
    public static let plain = Style()
}

/// What terminals do to letters besides colour.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// The bits.
    public var rawValue: UInt8

    /// Attributes from bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Stronger.
    public static let bold = Attributes(rawValue: 1)
    /// Weaker.
    public static let dim = Attributes(rawValue: 2)
    /// Slanted.
    public static let italic = Attributes(rawValue: 4)
    /// Underlined.
    public static let underlined = Attributes(rawValue: 8)
    /// Foreground and background exchanged.
    public static let reversed = Attributes(rawValue: 16)

    /// As themes write them.
    static let names: [(name: String, attribute: Attributes)] = [
        ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underlined),
        ("reverse", .reversed),
    ]
}
