/// A colour by meaning of the terminal's own palette, so that it fits the user's theme.
public enum Color: UInt8, Hashable, Sendable, CaseIterable {
    case standard, black, red, green, yellow, blue, magenta, cyan, white
}

/// How a cell looks. Whatever colour says is said by a letter or by bold too: screens are monochrome, and
/// people don't see the same colours.
public struct Style: Hashable, Sendable {
    /// Of the letters.
    public var foreground = Color.standard
    /// Behind them.
    public var background = Color.standard
    /// Stronger.
    public var isBold = false
    /// Weaker.
    public var isDim = false
    /// Foreground and background exchanged.
    public var isReversed = false
    /// Underlined.
    public var isUnderlined = false

    /// A style with these parts.
    public init(
        _ foreground: Color = .standard, on background: Color = .standard, bold: Bool = false,
        dim: Bool = false,
        reversed: Bool = false, underlined: Bool = false
    ) {
        self.foreground = foreground
        self.background = background
        isBold = bold
        isDim = dim
        isReversed = reversed
        isUnderlined = underlined
    }

    /// The terminal's own.
    public static let plain = Style()
}
