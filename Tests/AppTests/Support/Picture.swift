import Screen

/// A screen as a text file: the letters as they stand, and below them a letter for each cell's look, once with
/// the colours of the dark theme and once in monochrome, with what the letters mean.
struct Picture {
    private var lines: [String] = []

    /// The file's text.
    var text: String { lines.joined(separator: "\n") + "\n" }

    init(_ buffer: CellBuffer, title: String) {
        lines = ["title: \(title)", ""] + buffer.lines.map { "|\($0)" }
        add("dark", buffer, .dark, .direct)
        add("monochrome", buffer, .monochrome, .monochrome)
    }

    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")

    private mutating func add(_ name: String, _ buffer: CellBuffer, _ theme: Theme, _ depth: ColorDepth) {
        let plain = theme.appearance(of: .plain, depth: depth)
        var known: [Appearance: Character] = [:]
        var legend: [String] = []
        lines += ["", "\(name):"]
        for y in 0..<buffer.height {
            var row = ""
            for x in 0..<buffer.width {
                let cell = buffer[x, y]
                let look = theme.appearance(of: cell.style, depth: depth)
                // Of a blank only the ground shows.
                let isBlank = cell.text == " " && look.attributes.isDisjoint(with: [.reversed, .underlined])
                if look == plain || isBlank && look.background == plain.background {
                    row.append(" ")
                    continue
                }
                let letter = known[look] ?? Self.letters[min(known.count, Self.letters.count - 1)]
                if known.updateValue(letter, forKey: look) == nil {
                    legend.append("\(letter) = \(Self.words(look))")
                }
                row.append(letter)
            }
            while row.hasSuffix(" ") { row.removeLast() }
            lines.append("|\(row)")
        }
        lines += legend
    }

    private static func words(_ look: Appearance) -> String {
        var words = [color(look.foreground)]
        if look.background != .standard { words.append("on \(color(look.background))") }
        for (attribute, name) in [
            (Attributes.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underlined, "underline"),
            (.reversed, "reverse"),
        ] where look.attributes.contains(attribute) { words.append(name) }
        return words.joined(separator: " ")
    }

    private static func color(_ color: Color) -> String {
        switch color {
        case .standard: return "default"
        case .palette(let index): return "\(index)"
        case .rgb(let red, let green, let blue):
            func two(_ byte: UInt8) -> String {
                let digits = String(byte, radix: 16)
                return digits.count == 1 ? "0\(digits)" : digits
            }
            return "#\(two(red))\(two(green))\(two(blue))"
        }
    }
}
