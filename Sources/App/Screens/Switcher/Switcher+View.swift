import Screen

extension Painter {
    mutating func switcher(_ state: SwitcherState) {
        let rect = layout.body
        canvas.fill(rect)
        input("Go to: ", state.line, in: rect.row(0))
        let matches = state.matches
        if matches.isEmpty {
            canvas.draw("Nothing is called that.", in: rect.row(2).inset(left: 2), Style(.weak))
        }
        let room = max(1, rect.height - 2)
        let first = max(0, min(state.index - room + 1, matches.count - room))
        for (row, item) in matches.dropFirst(first).prefix(room).enumerated() {
            let isChosen = first + row == state.index
            let ground: Role = isChosen ? .selected : .text
            let place = rect.row(row + 2)
            if isChosen { canvas.fill(place, Style(.text, on: ground)) }
            canvas.draw(isChosen ? ">" : " ", in: place, Style(.text, on: ground))
            canvas.draw(item.kind, in: Rect(x: 2, y: place.y, width: 7, height: 1), Style(.weak, on: ground))
            let x =
                2 + canvas.draw(item.label, in: place.inset(left: 10, right: 12), Style(.text, on: ground))
                + 8
            if case .project(let id) = item.destination {
                var left = x + 2
                for badge in model.badges(of: id) {
                    left += canvas.draw(
                        badge.text, in: place.inset(left: left), Style(badge.role, on: ground))
                }
            }
        }
    }

    /// A line being typed, with its cursor.
    mutating func input(_ label: String, _ line: InputLine, in rect: Rect) {
        let place = rect.inset(left: 1, right: 1)
        let x = canvas.draw(label, in: place, Style(.prompt, bold: true))
        canvas.input(line, in: place.inset(left: x))
    }
}
