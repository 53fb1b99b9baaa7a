import Screen

extension Painter {
    mutating func menu(_ state: MenuState) {
        let rect = panel(state.items.count + 1)
        canvas.fill(rect)
        canvas.draw(" \(state.title)", in: rect.row(0), Style(.heading))
        // Where not all choices fit, the chosen one does.
        let room = max(1, rect.height - 1)
        let first = max(0, min(state.index - room + 1, state.items.count - room))
        for (row, item) in state.items.dropFirst(first).prefix(room).enumerated() {
            let isChosen = first + row == state.index
            let ground: Role = isChosen ? .selected : .text
            let place = rect.row(row + 1)
            if isChosen { canvas.fill(place, Style(.text, on: ground)) }
            canvas.draw(isChosen ? " > " : "   ", in: place, Style(.text, on: ground))
            canvas.draw(String(item.key), in: place.inset(left: 3), Style(.key, on: ground))
            canvas.draw(item.label, in: place.inset(left: 6, right: 1), Style(.text, on: ground))
        }
    }
}
