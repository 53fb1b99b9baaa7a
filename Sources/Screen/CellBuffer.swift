/// One place of the screen. A wide letter has two: itself, and a continuation with an empty text.
public struct Cell: Hashable, Sendable {
    /// A grapheme; empty for the second half of a wide one.
    public var text: String
    /// How it looks.
    public var style: Style

    /// A cell with this text.
    public init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }

    static let blank = Cell(" ")
}

/// A part of a row that stands for a web address.
public struct Link: Hashable, Sendable {
    /// The cells, one row high.
    public var rect: Rect
    /// The address, sanitised.
    public var url: String
}

/// What the screen is to show. Drawing clips at the edges and can't fail.
public struct CellBuffer: Equatable, Sendable {
    /// Columns.
    public let width: Int
    /// Rows.
    public let height: Int
    private var cells: [Cell]
    /// Web addresses behind parts of the screen, for terminals that take them.
    public private(set) var links: [Link] = []

    /// A blank screen.
    public init(width: Int, height: Int) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = Array(repeating: .blank, count: self.width * self.height)
    }

    /// The whole of it.
    public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

    /// A cell; blank beyond the edges.
    public subscript(x: Int, y: Int) -> Cell {
        guard x >= 0, y >= 0, x < width, y < height else { return .blank }
        return cells[y * width + x]
    }

    /// Whether a row looks the same on another screen of the same width.
    public func row(_ y: Int, equals other: CellBuffer) -> Bool {
        guard y >= 0, y < height, y < other.height, width == other.width else { return false }
        return cells[y * width..<(y + 1) * width] == other.cells[y * width..<(y + 1) * width]
    }

    private mutating func set(_ cell: Cell, x: Int, y: Int) {
        guard x >= 0, y >= 0, x < width, y < height else { return }
        let index = y * width + x
        // Half of a wide letter can't be shown: where one half goes, so does the other.
        if cells[index].text.isEmpty, x > 0 { cells[index - 1].text = " " }
        if x + 1 < width, cells[index + 1].text.isEmpty { cells[index + 1].text = " " }
        cells[index] = cell
    }

    private mutating func set(_ glyph: Glyph, _ style: Style, x: Int, y: Int) {
        set(Cell(glyph.text, style), x: x, y: y)
        guard glyph.columns == 2, x >= 0, y >= 0, y < height, x + 1 < width else { return }
        set(Cell(" ", style), x: x + 1, y: y)
        cells[y * width + x + 1].text = ""
    }

    /// Draws one row of sanitised text into the first row of `rect`. A grapheme that doesn't fit as a whole
    /// ends it.
    /// - Returns: the columns it took.
    @discardableResult
    public mutating func draw(_ text: some StringProtocol, in rect: Rect, _ style: Style = .plain) -> Int {
        guard rect.height > 0 else { return 0 }
        var x = rect.x
        let end = min(rect.x + rect.width, width)
        if text.isPrintableASCII {
            for byte in text.utf8 {
                guard x < end, let letter = PrintableASCII.letter(byte) else { break }
                set(Cell(letter, style), x: x, y: rect.y)
                x += 1
            }
            return x - rect.x
        }
        for character in text {
            let columns = DisplayWidth.of(character)
            guard columns > 0 else { continue }
            guard x + columns <= end else { break }
            if character.isASCII {
                set(Cell(String(character), style), x: x, y: rect.y)
            } else {
                var place = x
                for glyph in Glyphs(character) {
                    set(glyph, style, x: place, y: rect.y)
                    place += glyph.columns
                }
            }
            x += columns
        }
        return x - rect.x
    }

    /// Draws text at the right edge of `rect`.
    public mutating func drawRight(_ text: String, in rect: Rect, _ style: Style = .plain) {
        let columns = min(DisplayWidth.of(text), rect.width)
        draw(text, in: rect.inset(left: rect.width - columns), style)
    }

    /// Lays a web address behind the first row of `rect`. It must begin with a scheme that browsers open, so
    /// that nothing else can be made a link of.
    public mutating func link(_ url: String, in rect: Rect) {
        guard url.hasPrefix("https://") || url.hasPrefix("http://"), rect.width > 0, rect.height > 0,
            rect.x >= 0, rect.y >= 0, rect.x + rect.width <= width, rect.y < height
        else { return }
        links.append(Link(rect: Rect(x: rect.x, y: rect.y, width: rect.width, height: 1), url: url))
    }

    /// Fills `rect` with blanks of a style.
    public mutating func fill(_ rect: Rect, _ style: Style = .plain) {
        links.removeAll { rect.covers($0.rect) }
        for y in max(0, rect.y)..<max(0, min(rect.y + rect.height, height), rect.y) {
            for x in max(0, rect.x)..<max(0, min(rect.x + rect.width, width), rect.x) {
                set(Cell(" ", style), x: x, y: y)
            }
        }
    }

    /// The letters without their styles, a string a row, blanks at the ends left out.
    public var lines: [String] {
        (0..<height).map { y in
            var line = (0..<width).map { cells[y * width + $0].text }.joined()
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }
}
