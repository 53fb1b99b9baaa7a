public import Screen

/// Text being written, with a cursor: the reply, the filter, the search, the command line and the switcher
/// are all typed with the keys that shells have.
public struct InputLine: Equatable, Sendable {
    /// What stands before the cursor.
    public private(set) var before: String
    /// What stands after it.
    public private(set) var after = ""

    /// Longest text that is taken, in bytes: one paste of a log must not stop the program.
    static let limit = 32_768

    /// A text with the cursor at its end.
    public init(_ text: String = "") { before = text }

    /// All of it.
    public var text: String { before + after }
    public var isEmpty: Bool { before.isEmpty && after.isEmpty }

    /// What a key did that the line can't do by itself.
    public enum Outcome: Equatable, Sendable {
        /// The text changed.
        case edited
        /// The cursor moved, or nothing happened.
        case moved
        case submitted
        case cancelled
        /// To be written in `$EDITOR`.
        case editor
        /// The line before this one, and the one after: history, or the row of a list.
        case previous, next
        case complete
        /// A key that means nothing to a line.
        case unused
    }

    /// What a key does.
    /// - Parameter multiline: whether C-j makes a new line.
    public mutating func pressed(_ key: KeyPress, multiline: Bool) -> Outcome {
        switch key {
        case .enter: return .submitted
        case .escape, .control("c"), .control("g"): return .cancelled
        case .control("o"): return .editor
        case .control("j"):
            guard multiline else { return .submitted }
            return insert("\n")
        case .tab: return .complete
        case .up:
            guard multiline, moveLine(-1) else { return .previous }
            return .moved
        case .down:
            guard multiline, moveLine(1) else { return .next }
            return .moved
        case .control("p"): return .previous
        case .control("n"): return .next
        case .left, .control("b"):
            if let last = before.popLast() { after = String(last) + after }
            return .moved
        case .right, .control("f"):
            if let first = after.first {
                before.append(first)
                after.removeFirst()
            }
            return .moved
        case .home, .control("a"):
            let start = lineStart
            after = before[start...] + after
            before = String(before[..<start])
            return .moved
        case .end, .control("e"):
            let end = lineEnd
            before += after[..<end]
            after = String(after[end...])
            return .moved
        case .backspace, .control("h"):
            return before.popLast() == nil ? .moved : .edited
        case .delete, .control("d"):
            guard !after.isEmpty else { return .moved }
            after.removeFirst()
            return .edited
        case .control("u"):
            guard !before.isEmpty else { return .moved }
            before = String(before[..<lineStart])
            return .edited
        case .control("k"):
            guard !after.isEmpty else { return .moved }
            after = String(after[lineEnd...])
            return .edited
        case .control("w"):
            guard !before.isEmpty else { return .moved }
            while before.last?.isWhitespace == true { before.removeLast() }
            while let last = before.last, !last.isWhitespace { before.removeLast() }
            return .edited
        case .character(let character): return insert(Sanitiser.row(String(character)))
        default: return .unused
        }
    }

    /// Puts a paste in at the cursor; without lines of its own, its line ends are blanks.
    public mutating func paste(_ text: String, multiline: Bool) {
        let rows = Sanitiser.rows(text)
        _ = insert(rows.joined(separator: multiline ? "\n" : " "))
    }

    private mutating func insert(_ text: String) -> Outcome {
        guard before.utf8.count + after.utf8.count + text.utf8.count <= Self.limit else { return .moved }
        before += text
        return .edited
    }

    private var lineStart: String.Index {
        before.lastIndex(of: "\n").map { before.index(after: $0) } ?? before.startIndex
    }

    private var lineEnd: String.Index { after.firstIndex(of: "\n") ?? after.endIndex }

    /// Moves the cursor to the line above or below, in its column where there is one; false at the ends.
    private mutating func moveLine(_ step: Int) -> Bool {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let above = before.split(separator: "\n", omittingEmptySubsequences: false)
        let row = above.count - 1 + step
        guard lines.indices.contains(row), let column = above.last?.count else { return false }
        let start = lines[..<row].joined(separator: "\n") + (row > 0 ? "\n" : "")
        let head = String(lines[row].prefix(column))
        let all = text
        before = start + head
        after = String(all.dropFirst(before.count))
        return true
    }
}
