import Screen

extension Painter {
    mutating func confirm(_ state: ConfirmState) {
        canvas.fill(layout.status)
        canvas.draw(" \(state.question) y/N", in: layout.status, Style(.prompt, bold: true))
    }
}
