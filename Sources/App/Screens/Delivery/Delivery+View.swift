import Feed
import Screen

extension Painter {
    mutating func delivery(_ state: DeliveryState) {
        let rect = layout.body
        canvas.fill(rect)
        let place = state.project.map { model.project($0)?.name ?? $0 } ?? "all projects"
        canvas.draw(
            "What each kind of event does in \(place)", in: rect.row(0).inset(left: 1), Style(.heading))
        let kinds = model.deliveryKinds
        let columns = DeliveryState.columns
        // On a narrow screen the columns go by their first letters.
        let isNarrow = rect.width < 72
        let labelWidth = isNarrow ? 16 : 20
        func x(_ column: Int) -> Int { labelWidth + column * (isNarrow ? 4 : 9) }
        for (index, column) in columns.enumerated() {
            let title = isNarrow ? String(column.title.prefix(3)) : String(column.title.prefix(8))
            canvas.draw(
                title, in: rect.row(1).inset(left: x(index)),
                Style(index == state.column ? .strong : .weak, underlined: index == state.column))
        }
        let room = max(1, rect.height - 4)
        let first = max(0, min(state.row - room + 1, kinds.count - room))
        for (row, kind) in kinds.enumerated().dropFirst(first).prefix(room) {
            let line = rect.row(2 + row - first)
            let isCurrent = row == state.row
            let ground: Role = isCurrent ? .selected : .text
            if isCurrent { canvas.fill(line, Style(.text, on: ground)) }
            let rule = model.deliveryRule(state, kind.kind)
            canvas.draw(isCurrent ? ">" : " ", in: line, Style(.text, on: ground))
            canvas.draw(
                kind.label, in: Rect(x: line.x + 2, y: line.y, width: labelWidth - 4, height: 1),
                Style(.text, on: ground))
            let delivery = model.delivery(state, kind.kind)
            for (index, column) in columns.enumerated() {
                let isOn = delivery[keyPath: column.delivery]
                let isMine = rule?.change[keyPath: column.change] != nil
                let sign = (isOn ? "[x]" : "[ ]") + (isMine ? "'" : "")
                let isCell = isCurrent && index == state.column
                canvas.draw(
                    sign, in: line.inset(left: x(index)),
                    Style(isOn ? .success : .weak, on: ground, bold: isCell, underlined: isCell))
            }
        }
        let note =
            "\(model.label(.select)) switches, \(model.preferences.keymap.label(of: .nextProject)) another project, "
            + "\(model.label(.markUnread)) as it was; ' marks a rule made here"
        canvas.draw(note, in: rect.row(rect.height - 1).inset(left: 1, right: 1), Style(.weak))
    }
}
