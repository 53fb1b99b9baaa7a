import Feed
import Screen

extension Painter {
    func list(_ buffer: inout CellBuffer) {
        let rows = model.visibleRows
        if rows.isEmpty {
            let words =
                model.timeline.count == 0 && model.connection == .connecting
                ? "Waiting for the server." : "Nothing here."
            buffer.draw(words, in: layout.list.row(1).inset(left: 2), Style(dim: true))
        }
        let selected = model.selectedIndex - model.top
        for (index, row) in rows.enumerated() {
            draw(row, in: layout.list.row(index), isSelected: index == selected, &buffer)
        }
    }

    /// State, age, kind, text, task key, how many more.
    private func draw(_ row: Row, in rect: Rect, isSelected: Bool, _ buffer: inout CellBuffer) {
        let newest = row.newest
        let isUnread = row.unreadCount > 0
        let base = Style(
            row.isDone ? .done : isUnread ? .unread : .read, on: isSelected ? .selected : .text)
        if isSelected { buffer.fill(rect, base) }
        let entry = EventCatalogue.entry(of: newest.kind)
        let mark =
            row.isDone ? sign("✓", "x") : row.isStarred ? sign("★", "S") : isUnread ? sign("●", "*") : " "
        buffer.draw(isSelected ? ">" : " ", in: rect, base)
        buffer.draw(mark, in: rect.inset(left: 1), base)
        buffer.drawRight(
            age(newest.occurredAt), in: Rect(x: rect.x + 3, y: rect.y, width: 4, height: 1), base)
        var kind = base
        kind.role = row.isAddressedToMe ? .mention : .kind
        buffer.draw(
            row.isAddressedToMe ? "@" : model.isUTF8 ? String(entry.glyph) : String(entry.letter),
            in: rect.inset(left: 8), kind)
        let more = row.entries.count > 1 ? "+\(row.entries.count - 1)" : ""
        let place = text(
            newest.task?.key
                ?? (model.project == nil || newest.project == nil ? projectKey(newest.project) : ""))
        let right = cut(place, 14) + (more.isEmpty ? "" : "  \(more)")
        let width = rect.width - 11 - DisplayWidth.of(right) - 2
        buffer.draw(cut(text(newest.text), width), in: rect.inset(left: 10), base)
        buffer.drawRight(right, in: rect.inset(right: 1), base)
    }

    /// One line an event, the newest at the bottom.
    func watch(_ buffer: inout CellBuffer) {
        let selected = model.selectedIndex - model.top
        for (index, row) in model.visibleRows.enumerated() {
            let rect = layout.list.row(layout.list.height - 1 - index)
            let style = Style(bold: row.unreadCount > 0, reversed: index == selected && model.selected != nil)
            let more = row.entries.count > 1 ? " +\(row.entries.count - 1)" : ""
            let line =
                "\(row.unreadCount > 0 ? sign("●", "*") : " ") \(age(row.newest.occurredAt)) \(text(row.newest.text))\(more)"
            buffer.draw(cut(line, rect.width), in: rect, style)
        }
        if model.arrivedAbove > 0 {
            buffer.drawRight(
                " \(model.arrivedAbove) new ", in: layout.list.row(layout.list.height - 1),
                Style(reversed: true))
        }
    }

    func preview(_ buffer: inout CellBuffer) {
        guard layout.preview.width > 10, let row = model.selectedRow else { return }
        if layout.kind == .previewBelow {
            let line = String(repeating: sign("─", "-"), count: layout.preview.width)
            buffer.draw(
                line, in: Rect(x: 0, y: layout.preview.y - 1, width: layout.preview.width, height: 1),
                Style(dim: true))
        }
        let rect = layout.preview.inset(left: 1)
        for (index, line) in detailLines(row, width: min(rect.width - 1, 100)).prefix(rect.height)
            .enumerated()
        {
            buffer.draw(line.text, in: rect.row(index), line.style)
        }
    }

    /// What the detail and the preview say of a row.
    func detailLines(_ row: Row, width: Int) -> [(text: String, style: Style)] {
        let newest = row.newest
        var lines: [(text: String, style: Style)] = []
        func add(_ words: String, _ style: Style = .plain) {
            for part in Sanitiser.rows(words) {
                for line in TextLayout.wrapped(model.isUTF8 ? part : Sanitiser.ascii(part), to: width) {
                    lines.append((line, style))
                }
            }
        }
        add(newest.text, Style(bold: true))
        let kind = EventCatalogue.entry(of: newest.kind).label
        let place = newest.task.map { $0.key ?? "task \($0.id)" } ?? projectKey(newest.project)
        add(
            "\(place)  \(kind)  \(model.clock(newest.occurredAt)), \(age(newest.occurredAt))"
                + (newest.live ? "" : ", recovered"), Style(dim: true))
        if let url = newest.url { add(url, Style(underlined: true)) }
        if let task = model.task, task.id == newest.task?.id {
            lines.append(("", .plain))
            add(
                task.title + (task.status.map { "  [\($0)]" } ?? "")
                    + (task.assignee.map { "  \($0)" } ?? ""), Style(bold: true))
            for comment in task.comments.suffix(20) {
                add("\(comment.author): \(comment.body)")
            }
        }
        lines.append(("", .plain))
        for entry in row.entries.prefix(50) {
            let mark = entry.marks.contains(.read) ? " " : sign("●", "*")
            add(
                "\(mark) \(age(entry.notification.occurredAt))  \(entry.notification.text)",
                Style(bold: !entry.marks.contains(.read)))
            if let excerpt = entry.notification.excerpt { add("    " + excerpt) }
        }
        if newest.kind == .unknown {
            lines.append(("", .plain))
            add(newest.name, Style(dim: true))
            add(String(decoding: newest.payload.prefix(4000), as: UTF8.self), Style(dim: true))
        }
        return lines
    }
}
