internal import CNcurses
internal import Screen

/// Puts what the screen is to show into ncurses' window; ncurses finds what has to go over the line.
struct CellPainter {
    private var palette: Palette
    private let isUTF8: Bool
    private let mostCharacters = Int(nc_cell_characters()) - 1
    private(set) var shown: CellBuffer?
    /// Rows that hold web addresses as the terminal has them.
    private var linkedRows: [Int: [Link]] = [:]

    init(palette: Palette, isUTF8: Bool) {
        self.palette = palette
        self.isUTF8 = isUTF8
    }

    /// The next picture is drawn whole.
    mutating func forget() {
        shown = nil
        linkedRows = [:]
    }

    /// - Returns: the rows that changed.
    mutating func put(_ buffer: CellBuffer) -> [Int] {
        var changed: [Int] = []
        let width = min(buffer.width, Int(nc_columns()))
        for y in 0..<min(buffer.height, Int(nc_lines())) {
            if let shown, shown.width == buffer.width, shown.row(y, equals: buffer) { continue }
            paint(buffer, row: y, width: width)
            changed.append(y)
        }
        shown = buffer
        return changed
    }

    private mutating func paint(_ buffer: CellBuffer, row y: Int, width: Int) {
        var cells: [cchar_t] = []
        cells.reserveCapacity(width)
        // Neighbours mostly look the same.
        var style = Style.plain
        var look = palette.look(style)
        var x = 0
        while x < width {
            let cell = buffer[x, y]
            if cell.style != style {
                style = cell.style
                look = palette.look(style)
            }
            let columns = x + 1 < width && buffer[x + 1, y].text.isEmpty ? 2 : 1
            // A half of a wide letter at the edge of a window that just became narrower.
            let text =
                cell.text.isEmpty || (columns == 1 && x + 1 == width && !isNarrow(cell.text))
                ? " " : cell.text
            append(text, columns, look.attributes, look.pair, to: &cells)
            x += columns
        }
        _ = nc_put_cells(nc_stdscr(), Int32(y), 0, &cells, Int32(cells.count))
    }

    private func isNarrow(_ text: String) -> Bool { DisplayWidth.of(text) < 2 }

    private func append(
        _ text: String, _ columns: Int, _ attributes: attr_t, _ pair: Int32, to cells: inout [cchar_t]
    ) {
        let utf8 = text.utf8
        if columns == 1, utf8.count == 1, let byte = utf8.first {
            return append(wchar_t(byte), attributes, pair, to: &cells)
        }
        let text = isUTF8 ? text : Sanitiser.ascii(text)
        if isUTF8 || text.utf8.count == columns, let first = text.unicodeScalars.first,
            // Where the C library's Unicode isn't ours, its word counts: ncurses goes by it.
            nc_width(wchar_t(bitPattern: first.value)) == (isUTF8 ? columns : 1)
        {
            if isUTF8 {
                var made = cchar_t()
                var scalars =
                    text.unicodeScalars.prefix(mostCharacters).map { wchar_t(bitPattern: $0.value) } + [0]
                if nc_set_cell(&made, &scalars, attributes, pair) != ERR { return cells.append(made) }
            } else {
                for byte in text.utf8 { append(wchar_t(byte), attributes, pair, to: &cells) }
                return
            }
        }
        for _ in 0..<columns { append(0x3F, attributes, pair, to: &cells) }
    }

    /// One letter that takes one column.
    private func append(_ letter: wchar_t, _ attributes: attr_t, _ pair: Int32, to cells: inout [cchar_t]) {
        var made = cchar_t()
        withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: 2) { text in
            text[0] = letter
            text[1] = 0
            _ = nc_set_cell(&made, text.baseAddress, attributes, pair)
        }
        cells.append(made)
    }

    // MARK: Links

    /// Has ncurses send a row whole when the links on it change, since the letters may be the same.
    mutating func prepareLinks(_ buffer: CellBuffer) -> [Int: [Link]] {
        let rows = Dictionary(grouping: buffer.links, by: \.rect.y)
        for y in linkedRows.keys where rows[y] != linkedRows[y] { wredrawln(nc_stdscr(), Int32(y), 1) }
        return rows
    }

    /// What the terminal is to be sent after ncurses' own for its links: the letters once more, in their
    /// place, between OSC 8s (ncurses has no word for it). The cursor and the colours are as before.
    mutating func links(_ rows: [Int: [Link]], changed: [Int], in buffer: CellBuffer) -> String {
        var output = ""
        for (y, links) in rows.sorted(by: { $0.key < $1.key })
        where changed.contains(y) || linkedRows[y] != links {
            for link in links {
                guard let address = nc_cursor_address(Int32(y), Int32(link.rect.x)) else { continue }
                let look = palette.sequence(buffer[link.rect.x, y].style)
                let text = (link.rect.x..<link.rect.x + link.rect.width).map { buffer[$0, y].text }.joined()
                output +=
                    "\u{1B}7" + String(cString: address) + look
                    + ControlSequence.link(link.url, isUTF8 ? text : Sanitiser.ascii(text)) + "\u{1B}8"
            }
        }
        linkedRows = rows
        return output
    }
}
