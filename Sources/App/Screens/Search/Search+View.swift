import Feed
import Screen

extension Painter {
    mutating func search(_ state: SearchState) {
        let rect = layout.body
        canvas.fill(rect)
        input("Search: ", state.line, in: rect.row(0))
        let note =
            state.error
            ?? (state.line.isEmpty
                ? "words, or kind:comment from:ana project:web before:2d \"some words\""
                : state.hits.isEmpty && !state.isAsking
                    ? "Nothing was found."
                    : "\(state.hits.count) found\(state.isAsking ? ", still looking" : "")")
        canvas.draw(
            note, in: rect.row(1).inset(left: 1, right: 1), Style(state.error == nil ? .weak : .error))
        let room = max(1, rect.height - 2)
        let first = max(0, min(state.index - room + 1, state.hits.count - room))
        for (row, hit) in state.hits.dropFirst(first).prefix(room).enumerated() {
            draw(hit, words: state.words, in: rect.row(row + 2), isChosen: first + row == state.index)
        }
    }

    private mutating func draw(_ hit: SearchState.Hit, words: [String], in rect: Rect, isChosen: Bool) {
        let ground: Role = isChosen ? .selected : .text
        if isChosen { canvas.fill(rect, Style(.text, on: ground)) }
        let entry = hit.notification
        let place = canvas.cut(model.place(of: entry), to: 14)
        let width = min(rect.width, Document.widest + 30)
        canvas.draw(isChosen ? ">" : " ", in: rect, Style(.text, on: ground))
        canvas.draw(
            hit.marks.isUnread ? sign("●", "*") : " ", in: rect.inset(left: 1),
            Style(hit.marks.isUnread ? .unread : .read, on: ground))
        canvas.drawRight(
            model.age(entry.occurredAt), in: Rect(x: rect.x + 3, y: rect.y, width: 4, height: 1),
            Style(.age, on: ground))
        let text = entry.text + (entry.excerpt.map { ": \($0)" } ?? "")
        let textPlace = Rect(
            x: rect.x + 8, y: rect.y, width: width - 8 - DisplayWidth.of(place) - 2, height: 1)
        canvas.draw(text, in: textPlace, Style(hit.marks.isUnread ? .unread : .read, on: ground))
        canvas.mark(words, in: canvas.cut(text, to: textPlace.width), at: textPlace)
        canvas.drawRight(
            place, in: Rect(x: rect.x, y: rect.y, width: width - 1, height: 1), Style(.task, on: ground))
    }
}
