import Screen

/// One row of a text to read: pieces that look different.
struct Line: Equatable {
    struct Span: Equatable {
        var text: String
        var style: Style
        /// The web address that it stands for.
        var url: String?
    }

    var spans: [Span]

    init(_ spans: [Span]) { self.spans = spans }

    init(_ text: String = "", _ style: Style = .plain) {
        spans = text.isEmpty ? [] : [Span(text: text, style: style)]
    }

    /// The letters alone.
    var text: String { spans.map(\.text).joined() }

    static func + (a: Line, b: Line) -> Line { Line(a.spans + b.spans) }
}

/// A text to read, in rows of a width. Everything that goes in comes out safe to show and in the terminal's
/// letters.
struct Document {
    private(set) var lines: [Line] = []
    let width: Int
    let isUTF8: Bool
    /// Rows after which nothing more is wrapped: where a text isn't scrolled, what lies below its place is
    /// never seen.
    let limit: Int

    /// Wider text is hard to read.
    static let widest = 100

    init(width: Int, isUTF8: Bool, limit: Int = .max) {
        self.width = max(1, min(width, Self.widest))
        self.isUTF8 = isUTF8
        self.limit = limit
    }

    var isFull: Bool { lines.count >= limit }

    /// Adds text, wrapped, with its own line ends kept.
    /// Web addresses in it are links.
    mutating func add(_ text: String, _ style: Style = .plain, indent: Int = 0) {
        guard !isFull else { return }
        let room = max(1, width - indent)
        for part in Sanitiser.rows(text) {
            var addresses = WebAddresses(part)
            for row in TextLayout.wrapped(isUTF8 ? part : Sanitiser.ascii(part), to: room) {
                let blanks = String(repeating: " ", count: indent)
                lines.append(Line(blanks, style) + Line(addresses.spans(of: row, style)))
            }
        }
    }

    /// Adds a row that is as it is.
    mutating func add(_ line: Line) { lines.append(line) }

    mutating func gap() {
        if lines.last?.spans.isEmpty == false { lines.append(Line()) }
    }

    mutating func heading(_ text: String) {
        gap()
        add(text, Style(.heading))
    }

    /// Adds a name and what belongs to it, in two columns.
    mutating func fact(_ name: String, _ value: String, column: Int, _ style: Style = .plain) {
        let label = Sanitiser.row(name)
        let room = max(8, width - column)
        let rows = TextLayout.wrapped(
            isUTF8 ? Sanitiser.row(value) : Sanitiser.ascii(Sanitiser.row(value)), to: room)
        for (index, row) in rows.enumerated() {
            let head = index == 0 ? label : ""
            let blanks = String(repeating: " ", count: max(1, column - DisplayWidth.of(head)))
            lines.append(
                Line([.init(text: head + blanks, style: Style(.weak)), .init(text: row, style: style)]))
        }
    }
}
