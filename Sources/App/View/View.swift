import Feed
public import Screen

/// What the screen shows for a model: a picture, and the terminal's title.
public struct Frame: Equatable, Sendable {
    public var buffer: CellBuffer
    public var title: String
}

/// Draws the model. Only what is on the screen is looked at, so the size of the feed doesn't matter.
public func view(_ model: Model) -> Frame {
    var buffer = CellBuffer(width: model.width, height: model.height)
    let layout = Layout(model)
    if layout.kind == .tooSmall {
        let sentence =
            "\(model.width)x\(model.height) is too small; craftdesk needs \(Layout.minimum.width)x\(Layout.minimum.height)."
        for (row, line) in TextLayout.wrapped(sentence, to: model.width).enumerated() {
            buffer.draw(line, in: buffer.bounds.row(row))
        }
        return Frame(buffer: buffer, title: model.title)
    }
    let painter = Painter(model: model, layout: layout)
    painter.header(&buffer)
    if layout.kind == .watch {
        painter.watch(&buffer)
    } else {
        painter.strip(&buffer)
        painter.projects(&buffer)
        painter.list(&buffer)
        painter.preview(&buffer)
        painter.typing(&buffer)
        painter.keys(&buffer)
    }
    painter.status(&buffer)
    painter.overlay(&buffer)
    painter.toasts(&buffer)
    return Frame(buffer: buffer, title: model.title)
}

/// The drawing of one model's parts.
struct Painter {
    let model: Model
    let layout: Layout

    /// Text for this terminal.
    func text(_ text: String) -> String {
        let clean = Sanitiser.row(text)
        return model.isUTF8 ? clean : Sanitiser.ascii(clean)
    }

    func cut(_ text: String, _ columns: Int) -> String {
        TextLayout.truncated(text, to: columns, ellipsis: model.isUTF8 ? "…" : "~")
    }

    /// One of two signs, by what the terminal can show.
    func sign(_ utf8: String, _ ascii: String) -> String { model.isUTF8 ? utf8 : ascii }

    /// `2m`, `3h`, `5d`: how long ago.
    func age(_ time: Timestamp) -> String {
        let minutes = max(0, model.now.milliseconds(since: time)) / 60_000
        switch minutes {
        case 0: return "now"
        case ..<60: return "\(minutes)m"
        case ..<1440: return "\(minutes / 60)h"
        case ..<525_600: return "\(minutes / 1440)d"
        default: return "\(minutes / 525_600)y"
        }
    }

    func projectKey(_ id: String?) -> String {
        guard let id else { return model.workspaceName }
        return model.projects.first { $0.id == id }?.key ?? id
    }

    // MARK: Header and strip

    func header(_ buffer: inout CellBuffer) {
        let rect = layout.header
        let bar = Style(.tab, on: .header, bold: true)
        buffer.fill(rect, bar)
        let place =
            model.project.map { id in model.projects.first { $0.id == id }?.name ?? id } ?? "all projects"
        var x =
            1
            + buffer.draw(
                text("CraftDesk  \(model.workspaceName) / \(place)"), in: rect.inset(left: 1, right: 12), bar)
        let (state, style) = connection
        let right = text(state + (model.showsClock ? "  \(model.clock(model.now))" : ""))
        buffer.drawRight(right, in: rect.inset(right: 1), style)
        guard layout.kind != .watch else { return }
        x = max(x + 3, 30)
        let end = rect.width - DisplayWidth.of(right) - 2
        for tab in Tab.allCases {
            let unread = model.timeline.unread(in: Scope(tab: tab, project: model.project))
            let name =
                switch tab {
                case .inbox: "Inbox" + (unread > 0 ? " \(unread)" : "")
                case .mentions: "@" + (unread > 0 ? "\(unread)" : "")
                case .starred: "Starred"
                case .all: "All"
                }
            let label = tab == model.timeline.scope.tab ? "[\(name)]" : " \(name) "
            guard x + DisplayWidth.of(label) <= end else { break }
            x += buffer.draw(label, in: Rect(x: x, y: rect.y, width: end - x, height: 1), bar)
        }
    }

    private var connection: (String, Style) {
        switch model.connection {
        case .connecting: ("connecting", Style(.waiting, on: .header, bold: true))
        case .live: ("live", Style(.live, on: .header, bold: true))
        case .offline(let since, let retryAt):
            (
                "offline \(model.clock(since))"
                    + (retryAt.map {
                        ", retry in \(max(0, $0.milliseconds(since: model.now) + 999) / 1000) s"
                    } ?? ""),
                Style(.offline, on: .header, bold: true)
            )
        case .failed: ("failed", Style(.offline, on: .header, bold: true))
        }
    }

    func strip(_ buffer: inout CellBuffer) {
        guard layout.strip.width > 0 else { return }
        var x = 1
        for (index, project) in model.projects.prefix(9).enumerated() {
            let unread = model.timeline.unread(inProject: project.id)
            let label = text("\(index + 1) \(project.key)" + (unread > 0 ? " \(unread)" : ""))
            guard x + DisplayWidth.of(label) < layout.strip.width else { break }
            let isCurrent = project.id == model.project
            let rect = Rect(x: x, y: layout.strip.y, width: layout.strip.width - x, height: 1)
            x += buffer.draw(label, in: rect, Style(bold: unread > 0 || isCurrent, underlined: isCurrent)) + 2
        }
    }

    func projects(_ buffer: inout CellBuffer) {
        guard layout.projects.width > 0 else { return }
        let all = Style(bold: model.project == nil, underlined: model.project == nil)
        buffer.draw(" 0 all", in: layout.projects.row(0), all)
        for (index, project) in model.projects.enumerated() where index + 1 < layout.projects.height {
            let unread = model.timeline.unread(inProject: project.id)
            let rect = layout.projects.row(index + 1)
            let isCurrent = project.id == model.project
            let style = Style(bold: unread > 0 || isCurrent, underlined: isCurrent)
            let number = index < 9 ? "\(index + 1)" : " "
            buffer.draw(
                cut(text(" \(number) \(project.key) \(project.name)"), 17), in: rect.inset(right: 5), style)
            if unread > 0 { buffer.drawRight("\(unread)", in: rect.inset(right: 1), style) }
        }
        for y in layout.projects.y..<layout.projects.y + layout.projects.height {
            buffer.draw(sign("│", "|"), in: Rect(x: 22, y: y, width: 1, height: 1), Style(dim: true))
        }
    }

    // MARK: Bottom lines

    func typing(_ buffer: inout CellBuffer) {
        let names = model.typing.map { typist in typist.name + (typist.task.map { " in \($0)" } ?? "") }
        guard let first = names.first else { return }
        let line = names.count == 1 ? "\(first) is typing" : "\(names.joined(separator: ", ")) are typing"
        let parts =
            model.typing.count == 1 && model.typing[0].task != nil
            ? "\(model.typing[0].name) is typing in \(model.typing[0].task ?? "")" : line
        buffer.draw(text(" \(parts)\(sign("…", "..."))"), in: layout.typing, Style(dim: true))
    }

    func status(_ buffer: inout CellBuffer) {
        let rect = layout.status
        var line = ""
        if case .failed(let sentence) = model.connection { line = sentence }
        if model.overlay == .confirmAllRead {
            line = "Mark all \(model.timeline.unread(in: model.timeline.scope)) read? y/N"
        } else if let status = model.status {
            line = status
        } else if model.arrivedAbove > 0 {
            line = "\(model.arrivedAbove) new above; g goes there"
        }
        buffer.draw(
            cut(text(" \(line)"), rect.width), in: rect, Style(bold: model.overlay == .confirmAllRead))
    }

    func keys(_ buffer: inout CellBuffer) {
        var parts: [String] = []
        for entry in CommandTable.entries where !entry.hint.isEmpty {
            if let key = model.keymap.keys(of: entry.command).first {
                parts.append("\(key.name) \(entry.hint)")
            }
        }
        buffer.draw(
            cut(" " + parts.joined(separator: "  "), layout.keys.width), in: layout.keys, Style(dim: true))
    }
}
