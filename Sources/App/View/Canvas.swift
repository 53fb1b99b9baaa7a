import Screen

/// Where screens draw. The one place where text becomes cells: whatever comes is made safe, brought into the
/// letters of the terminal and cut to its place, so drawing can't fail and can't do harm.
struct Canvas {
    private(set) var buffer: CellBuffer
    let isUTF8: Bool

    init(width: Int, height: Int, isUTF8: Bool) {
        buffer = CellBuffer(width: width, height: height)
        self.isUTF8 = isUTF8
    }

    var bounds: Rect { buffer.bounds }

    /// Text as this terminal shows it, in one row.
    func shown(_ text: String) -> String {
        let clean = Sanitiser.row(text)
        return isUTF8 ? clean : Sanitiser.ascii(clean)
    }

    /// The text, or as much of it as fits with an ellipsis.
    func cut(_ text: String, to columns: Int) -> String {
        TextLayout.truncated(shown(text), to: columns, ellipsis: isUTF8 ? "…" : "~")
    }

    /// Draws one row, cut with an ellipsis where it doesn't fit.
    /// - Returns: the columns it took.
    @discardableResult
    mutating func draw(_ text: String, in rect: Rect, _ style: Style = .plain) -> Int {
        guard rect.width > 0, rect.height > 0 else { return 0 }
        return buffer.draw(cut(text, to: rect.width), in: rect, style)
    }

    /// Marks words in a row that was drawn, whatever their letters' case.
    /// - Parameter text: the row as it was drawn.
    mutating func mark(_ words: [String], in text: String, at rect: Rect) {
        let letters = Array(text)
        let plain = letters.map { $0.lowercased() }
        for word in words where !word.isEmpty {
            let wanted = word.map { $0.lowercased() }
            var index = 0
            while index + wanted.count <= plain.count {
                guard plain[index..<index + wanted.count].elementsEqual(wanted) else {
                    index += 1
                    continue
                }
                let x = DisplayWidth.of(String(letters[..<index]))
                let found = String(letters[index..<index + wanted.count])
                draw(found, in: rect.inset(left: x), Style(.match, on: .match))
                index += wanted.count
            }
        }
    }

    /// Draws one row at the right edge.
    mutating func drawRight(_ text: String, in rect: Rect, _ style: Style = .plain) {
        guard rect.width > 0, rect.height > 0 else { return }
        buffer.drawRight(cut(text, to: rect.width), in: rect, style)
    }

    /// Draws a row of pieces.
    mutating func draw(_ line: Line, in rect: Rect) {
        var rest = rect
        for span in line.spans {
            guard rest.width > 0 else { return }
            let columns = draw(span.text, in: rest, span.style)
            if let url = span.url {
                link(url, in: Rect(x: rest.x, y: rest.y, width: columns, height: 1))
            }
            rest = rest.inset(left: columns)
        }
    }

    /// Draws as many rows as fit, from one on.
    mutating func draw(_ lines: [Line], from first: Int = 0, in rect: Rect) {
        for (row, line) in lines.dropFirst(max(0, first)).prefix(rect.height).enumerated() {
            draw(line, in: rect.row(row))
        }
    }

    /// Lays a web address behind what is drawn there, for terminals that take links.
    mutating func link(_ url: String, in rect: Rect) { buffer.link(Sanitiser.row(url), in: rect) }

    mutating func fill(_ rect: Rect, _ style: Style = .plain) { buffer.fill(rect, style) }

    mutating func horizontal(_ rect: Rect) {
        buffer.draw(
            String(repeating: isUTF8 ? "─" : "-", count: max(0, rect.width)), in: rect, Style(.border))
    }

    mutating func vertical(_ rect: Rect) {
        for row in 0..<rect.height { buffer.draw(isUTF8 ? "│" : "|", in: rect.row(row), Style(.border)) }
    }

    /// The sentence of a screen that has no room for anything else.
    mutating func tooSmall() {
        let sentence =
            "\(bounds.width)x\(bounds.height) is too small; craftdesk needs \(Layout.minimum.width)x\(Layout.minimum.height)."
        for (row, line) in TextLayout.wrapped(sentence, to: bounds.width).enumerated() {
            draw(line, in: bounds.row(row))
        }
    }
}
