import Screen

/// The web addresses of a text that is shown in several rows: an address that is broken at a row's end is one
/// link in each of its pieces.
struct WebAddresses {
    private var waiting: ArraySlice<String>
    /// What of the address at the end of the last row is still to come.
    private var rest = ""
    private var current = ""

    /// The addresses of sanitised text, as its words that begin with a scheme of the web's.
    init(_ text: String) { waiting = Self.addresses(in: text)[...] }

    /// Words that are addresses, without what a sentence puts behind them.
    static func addresses(in text: String) -> [String] {
        guard text.contains("://") else { return [] }
        return text.split(separator: " ").compactMap { word in
            guard
                let start = ["https://", "http://"].compactMap({ word.firstRange(of: $0)?.lowerBound }).min()
            else { return nil }
            var address = word[start...]
            while let last = address.last, ".,;:!?\"'>)]}".contains(last) {
                // A bracket that the address opens is its own.
                if last == ")", address.contains("(") { break }
                address.removeLast()
            }
            return address.count > "https://".count && address.allSatisfy(\.isASCII) ? String(address) : nil
        }
    }

    /// A row of the text, in pieces.
    mutating func spans(of row: String, _ style: Style) -> [Line.Span] {
        guard !waiting.isEmpty || !rest.isEmpty else { return Line(row, style).spans }
        var spans: [Line.Span] = []
        var row = row[...]
        if !rest.isEmpty {
            let piece = row.commonPrefix(with: rest)
            rest.removeFirst(piece.count)
            if !piece.isEmpty { spans.append(Line.Span(text: piece, style: style, url: current)) }
            row = row.dropFirst(piece.count)
            if !row.isEmpty { rest = "" }
        }
        while let next = waiting.first, let start = Self.start(of: next, in: row) {
            waiting.removeFirst()
            if start > row.startIndex {
                spans.append(Line.Span(text: String(row[..<start]), style: style, url: nil))
            }
            let piece = row[start...].commonPrefix(with: next)
            spans.append(Line.Span(text: piece, style: style, url: next))
            row = row[start...].dropFirst(piece.count)
            if row.isEmpty {
                current = next
                rest = String(next.dropFirst(piece.count))
            }
        }
        if !row.isEmpty { spans.append(Line.Span(text: String(row), style: style, url: nil)) }
        return spans
    }

    /// Where an address begins in a row that may end within it: at its scheme, in full or as far as the row goes.
    private static func start(of address: String, in row: Substring) -> Substring.Index? {
        if let whole = row.firstRange(of: address) { return whole.lowerBound }
        guard let scheme = row.firstRange(of: "http"),
            address.hasPrefix(row[scheme.lowerBound...])
        else { return nil }
        return scheme.lowerBound
    }
}

extension Substring {
    fileprivate func commonPrefix(with other: String) -> String {
        String(zip(self, other).prefix { $0 == $1 }.map(\.0))
    }
}
