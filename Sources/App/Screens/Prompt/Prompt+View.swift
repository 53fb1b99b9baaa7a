import Screen

extension Painter {
    /// The rows a prompt takes: those of its text, and one for what is wrong or could be.
    func promptRect(_ state: PromptState) -> Rect {
        let rows = min(promptRows(state).lines.count, 6) + (promptNote(state) == nil ? 0 : 1)
        let bottom = layout.status.y + layout.status.height
        let height = min(rows, max(1, bottom - layout.body.y))
        return Rect(x: 0, y: bottom - height, width: model.width, height: height)
    }

    mutating func prompt(_ state: PromptState) {
        let rect = promptRect(state)
        canvas.fill(rect)
        let (lines, cursor) = promptRows(state)
        let note = promptNote(state)
        let room = rect.height - (note == nil ? 0 : 1)
        // The row with the cursor stays in sight.
        let first = max(0, min(cursor.row - room + 1, lines.count - room))
        for (row, line) in lines.dropFirst(first).prefix(max(1, room)).enumerated() {
            let place = rect.row(row + (note == nil ? 0 : 1))
            canvas.draw(line, in: place.inset(left: 1), Style(.prompt))
            guard first + row == cursor.row else { continue }
            let under = line.dropFirst(cursor.column).first.map(String.init) ?? " "
            let x = place.x + 1 + DisplayWidth.of(String(line.prefix(cursor.column)))
            canvas.draw(
                under, in: Rect(x: x, y: place.y, width: 2, height: 1), Style(.prompt, reversed: true))
        }
        if let note { canvas.draw(" \(note.text)", in: rect.row(0), Style(note.role)) }
    }

    private func promptNote(_ state: PromptState) -> (text: String, role: Role)? {
        if let error = state.error { return (error, .error) }
        if !state.completions.isEmpty { return (state.completions.joined(separator: "  "), .weak) }
        return nil
    }

    /// The text as rows of the screen, and where the cursor is in them.
    private func promptRows(_ state: PromptState) -> (lines: [String], cursor: (row: Int, column: Int)) {
        let width = max(8, model.width - 3)
        var rows = [""]
        var used = 0
        var cursor = (row: 0, column: 0)
        let before = Array(state.label + state.line.before)
        for (index, character) in (before + Array(state.line.after)).enumerated() {
            let columns = DisplayWidth.of(character)
            if character == "\n" || used + columns > width {
                rows.append("")
                used = 0
            }
            if index == before.count { cursor = (rows.count - 1, rows[rows.count - 1].count) }
            guard character != "\n" else { continue }
            rows[rows.count - 1].append(character)
            used += columns
        }
        if state.line.after.isEmpty { cursor = (rows.count - 1, rows[rows.count - 1].count) }
        return (rows, cursor)
    }
}
