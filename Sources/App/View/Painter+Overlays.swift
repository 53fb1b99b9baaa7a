import Feed
import Screen

extension Painter {
    /// What lies over the list.
    func overlay(_ buffer: inout CellBuffer) {
        let body = Rect(
            x: 0, y: 1, width: model.width, height: model.height - (layout.kind == .watch ? 2 : 3))
        switch model.overlay {
        case .none, .confirmAllRead: break
        case .detail(let entry, let scroll):
            guard let id = model.timeline.row(ofEntry: entry), let index = model.timeline.index(ofRow: id),
                let row = model.timeline.row(at: index)
            else { return }
            pane(detailLines(row, width: min(body.width - 2, 100)), scroll, body, &buffer)
        case .help(let scroll):
            let lines = CommandTable.entries.map { entry in
                let names = model.keymap.keys(of: entry.command).map(\.name)
                // Nine digits are said shorter.
                let keys =
                    (names.count > 4 ? "\(names[0])-\(names[names.count - 1])" : names.joined(separator: " "))
                return (
                    text: keys + String(repeating: " ", count: max(1, 14 - keys.count)) + entry.help,
                    style: Style.plain
                )
            }
            pane([("Keys", Style(bold: true)), ("", .plain)] + lines, scroll, body, &buffer)
        case .switcher(let input, let index):
            var lines: [(text: String, style: Style)] = [(text("Project: \(input)_"), Style(bold: true))]
            for (position, project) in model.matches(input).enumerated() {
                let unread = model.timeline.unread(inProject: project.id)
                let line = text("\(project.key)  \(project.name)" + (unread > 0 ? "  \(unread)" : ""))
                lines.append((line, Style(reversed: position == index)))
            }
            pane(lines, 0, body, &buffer)
        case .connection:
            let width = (model.facts.map { $0.name.count }.max() ?? 0) + 2
            let lines = model.facts.map { fact in
                (
                    text: text(
                        fact.name + String(repeating: " ", count: width - fact.name.count) + fact.value),
                    style: Style.plain
                )
            }
            pane([("Connection", Style(bold: true)), ("", .plain)] + lines, 0, body, &buffer)
        }
    }

    private func pane(
        _ lines: [(text: String, style: Style)], _ scroll: Int, _ rect: Rect, _ buffer: inout CellBuffer
    ) {
        buffer.fill(rect)
        let first = max(0, min(scroll, lines.count - rect.height))
        for (row, line) in lines.dropFirst(first).prefix(rect.height).enumerated() {
            buffer.draw(line.text, in: rect.row(row).inset(left: 1, right: 1), line.style)
        }
    }

    /// Top right, one above the other; at the bottom where they would cover the row under the cursor.
    func toasts(_ buffer: inout CellBuffer) {
        let toasts = Array(model.toasts.reversed())
        let width = min(max(24, model.width / 2), 60)
        for (row, y) in zip(toasts, toastRows(count: toasts.count)) {
            let rect = Rect(x: model.width - width - 1, y: y, width: width, height: 1)
            let style = Style(on: row.isForMe ? .mentionToast : .toast, bold: true)
            buffer.fill(rect, style)
            buffer.draw(
                cut(
                    "\(row.isForMe ? " @ " : " ")\(model.isUTF8 ? row.text : Sanitiser.ascii(row.text))",
                    width - 1), in: rect, style)
        }
    }

    /// The screen rows toasts take.
    func toastRows(count: Int) -> [Int] {
        let list = layout.list
        let cursor: Int? =
            model.overlay == .none && model.timeline.rowCount > 0
            ? (layout.kind == .watch
                ? list.y + list.height - 1 - (model.selectedIndex - model.top)
                : list.y + model.selectedIndex - model.top)
            : nil
        let atTop = (0..<count).map { list.y + $0 }
        guard let cursor, atTop.contains(cursor) else { return atTop }
        return (0..<count).map { list.y + list.height - 1 - $0 }.filter { $0 != cursor && $0 >= list.y }
    }
}
