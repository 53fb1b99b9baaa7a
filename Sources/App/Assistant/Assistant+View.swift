import Screen

/// Draws the assistant: the question, and below it what the keys do.
public func view(_ assistant: Assistant) -> Frame {
    var canvas = Canvas(width: assistant.width, height: assistant.height, isUTF8: assistant.isUTF8)
    canvas.draw(assistant)
    return Frame(buffer: canvas.buffer, title: "craftdesk")
}

extension Canvas {
    fileprivate mutating func draw(_ assistant: Assistant) {
        let bounds = self.bounds
        guard bounds.width >= Layout.minimum.width, bounds.height >= Layout.minimum.height else {
            tooSmall()
            return
        }
        let header = bounds.row(0)
        fill(header, Style(.header, on: .header))
        draw("CraftDesk  first start", in: header.inset(left: 1), Style(.header, on: .header, bold: true))
        drawRight(
            "\(assistant.step.number) of \(Assistant.Step.count)", in: header.inset(right: 1),
            Style(.tab, on: .header))
        let body = bounds.inset(top: 1, bottom: 1)
        if assistant.showsList { list(assistant, in: body) } else { draw(assistant.form, in: body) }
        keys(assistant.hints, in: bounds.row(bounds.height - 1))
    }

    private mutating func list(_ assistant: Assistant, in rect: Rect) {
        let place = rect.inset(left: 2, right: 2)
        let isAiry = rect.height >= assistant.workspaces.count + 6
        draw("Which workspace?", in: place.row(isAiry ? 1 : 0), Style(.heading))
        let note = assistant.form.error.map { ($0, Role.error) } ?? ("Signed in as \(assistant.user).", .weak)
        draw(note.0, in: place.row(isAiry ? 2 : 1), Style(note.1))
        let rows = rect.inset(top: isAiry ? 4 : 2)
        let first = max(0, min(assistant.chosen - rows.height + 1, assistant.workspaces.count - rows.height))
        for (row, workspace) in assistant.workspaces.enumerated().dropFirst(first).prefix(rows.height) {
            let line = rows.row(row - first)
            let isChosen = row == assistant.chosen
            let ground: Role = isChosen ? .selected : .text
            if isChosen { fill(line, Style(.text, on: ground)) }
            draw(isChosen ? ">" : " ", in: line.inset(left: 1), Style(.text, on: ground))
            draw(row < 9 ? "\(row + 1)" : "", in: line.inset(left: 3), Style(.key, on: ground))
            draw(workspace.name, in: line.inset(left: 6, right: 1), Style(.project, on: ground))
        }
    }
}

extension Assistant.Step {
    /// Which question it is, for people. The WebSocket is a part of the first.
    fileprivate var number: Int {
        switch self {
        case .address, .server: 1
        case .signIn: 2
        case .workspace: 3
        }
    }

    fileprivate static let count = 3
}

extension Assistant {
    fileprivate var showsList: Bool { !workspaces.isEmpty && form.waitsFor == nil }

    fileprivate var hints: [(key: String, hint: String)] {
        if form.waitsFor != nil { return [("Esc", "leave, nothing written")] }
        let next = form.fields.count > 1 ? [("Tab", "next")] : []
        return [("Enter", showsList ? "choose" : "go on")] + (showsList ? [("Up Down", "other")] : next) + [
            ("Esc", "leave, nothing written")
        ]
    }
}
