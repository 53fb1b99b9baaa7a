internal import CNcurses
internal import Screen

/// Styles as ncurses knows them: attributes and the number of a colour pair, made when first needed.
struct Palette {
    private var theme: Theme
    private let depth: ColorDepth
    /// The terminal takes 24-bit colours as numbers (terminfo's RGB flag).
    private let isDirect: Bool
    private var looks: [Style: (attributes: attr_t, pair: Int32)] = [:]
    private var pairs: [[Int32]: Int32] = [:]

    init(theme: Theme, depth: ColorDepth) {
        self.theme = theme.fitting(depth)
        self.depth = depth
        isDirect = depth == .direct
    }

    /// The colours that ncurses found for the terminal.
    static func depth(usesColors: Bool) -> ColorDepth {
        guard usesColors, has_colors() else { return .monochrome }
        switch nc_colors() {
        case ..<8: return .monochrome
        case ..<16: return .eight
        case ..<256: return .sixteen
        case ...256: return .palette
        default: return nc_takes_rgb() != 0 ? .direct : .palette
        }
    }

    mutating func look(_ style: Style) -> (attributes: attr_t, pair: Int32) {
        if let look = looks[style] { return look }
        let appearance = theme.appearance(of: style, depth: depth)
        let look = (Self.attributes(appearance.attributes), pair(appearance))
        looks[style] = look
        return look
    }

    /// A style as the terminal is told of it (ECMA-48 8.3.117), for the little that ncurses has no word for.
    func sequence(_ style: Style) -> String {
        let appearance = theme.appearance(of: style, depth: depth)
        let attributes: [(Attributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underlined, "4"), (.reversed, "7"),
        ]
        var codes = ["0"] + attributes.filter { appearance.attributes.contains($0.0) }.map(\.1)
        if depth > .monochrome {
            codes += Self.codes(appearance.foreground, 30) + Self.codes(appearance.background, 40)
        }
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static func codes(_ color: Color, _ base: Int) -> [String] {
        switch color {
        case .standard: []
        case .palette(let index) where index < 8: ["\(base + Int(index))"]
        case .palette(let index) where index < 16: ["\(base + 52 + Int(index))"]
        case .palette(let index): ["\(base + 8)", "5", "\(index)"]
        case .rgb(let red, let green, let blue): ["\(base + 8)", "2", "\(red)", "\(green)", "\(blue)"]
        }
    }

    private static func attributes(_ wanted: Attributes) -> attr_t {
        var attributes = nc_plain()
        if wanted.contains(.bold) { attributes |= nc_bold() }
        if wanted.contains(.dim) { attributes |= nc_dim() }
        if wanted.contains(.italic) { attributes |= nc_italic() }
        if wanted.contains(.underlined) { attributes |= nc_underline() }
        if wanted.contains(.reversed) { attributes |= nc_reverse() }
        return attributes
    }

    /// Two styles of the same colours share a pair; where ncurses has no more, the terminal's own colours do.
    private mutating func pair(_ appearance: Appearance) -> Int32 {
        let colors = [number(appearance.foreground), number(appearance.background)]
        guard depth > .monochrome, colors != [-1, -1] else { return 0 }
        if let pair = pairs[colors] { return pair }
        let pair = Int32(pairs.count + 1)
        guard pair < nc_color_pairs(), init_extended_pair(pair, colors[0], colors[1]) != ERR else { return 0 }
        pairs[colors] = pair
        return pair
    }

    private func number(_ color: Color) -> Int32 {
        switch color {
        case .standard: return -1
        case .palette(let index) where !isDirect || index < 8: return Int32(index)
        case .palette, .rgb:
            let (red, green, blue) = color.components
            // The first eight numbers are the palette's: the darkest blues give way.
            return Int32(max(8, red << 16 | green << 8 | blue))
        }
    }
}
