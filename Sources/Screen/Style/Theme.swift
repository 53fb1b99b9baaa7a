/// How each role looks.
public struct Theme: Equatable, Sendable {
    /// What a theme says of one role; nil leaves it to the ground, then to `text`.
    struct Entry: Equatable, Sendable {
        var foreground: Color?
        var background: Color?
        var attributes: Attributes = []
    }

    /// Its name in `[ui] theme`.
    public let name: String
    var entries: [Role: Entry]

    /// The colours and attributes of a style in a terminal of this depth.
    public func appearance(of style: Style, depth: ColorDepth) -> Appearance {
        // Plain text looks as what it stands on wants it.
        let role = style.role == .text ? Entry() : entries[style.role] ?? Entry()
        let ground = entries[style.ground] ?? Entry()
        let text = entries[.text] ?? Entry()
        let foreground = role.foreground ?? ground.foreground ?? text.foreground ?? .standard
        let background = role.background ?? ground.background ?? text.background ?? .standard
        var attributes = role.attributes.union(ground.attributes).union(style.attributes)
        // Both at once are as good as neither in most terminals.
        if attributes.isSuperset(of: [.bold, .dim]) { attributes.remove(.dim) }
        return Appearance(
            foreground: foreground.reduced(to: depth), background: background.reduced(to: depth),
            attributes: attributes)
    }
}

/// What a terminal is told for a style.
public struct Appearance: Hashable, Sendable {
    /// Of the letters.
    public var foreground: Color
    /// Behind them.
    public var background: Color
    /// Bold and the like.
    public var attributes: Attributes

    /// An appearance of these parts.
    public init(foreground: Color = .standard, background: Color = .standard, attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }
}
