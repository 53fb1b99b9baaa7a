import Feed
import Screen

/// Toasts: top right, one above the other; at the bottom where they would cover the row under the cursor.
extension Painter {
    mutating func toasts() {
        var toasts = Array(model.toasts.reversed())
        guard !toasts.isEmpty, layout.body.width > 20 else { return }
        if isCramped { toasts = Array((toasts.filter(\.isForMe) + toasts).prefix(1)) }
        let width = isCramped ? model.width : min(max(24, model.width / 2), 60, layout.body.width)
        for (toast, y) in zip(toasts, toastRows(count: toasts.count)) {
            let rect = Rect(x: model.width - width, y: y, width: width, height: 1)
            let role: Role = toast.isForMe ? .mentionToast : toast.priority == .high ? .urgentToast : .toast
            let sign = toast.isForMe ? " @ " : toast.priority == .high ? " ! " : " "
            canvas.fill(rect, Style(role, on: role))
            canvas.draw(sign + toast.text, in: rect.inset(right: 1), Style(role, on: role))
        }
    }

    /// On so few rows one toast is all that can be spared.
    private var isCramped: Bool {
        model.height < Layout.listMinimum.height || model.width < Layout.listMinimum.width
    }

    /// The screen rows toasts take.
    func toastRows(count: Int) -> [Int] {
        let area = model.fullScreen == nil ? layout.list : layout.body
        let covered = coveredRows
        let atTop = (0..<min(count, area.height)).map { area.y + $0 }
        // What is read begins at the top; over it toasts go to the bottom.
        guard model.fullScreen != nil || atTop.contains(where: covered.contains) else { return atTop }
        let fromBottom = (0..<area.height).map { area.y + area.height - 1 - $0 }
        return Array(fromBottom.filter { !covered.contains($0) }.prefix(count))
    }

    /// Rows that must stay in sight: the one under the cursor, and what is being typed or chosen.
    private var coveredRows: Set<Int> {
        var rows: Set<Int> = []
        if let y = cursorRow { rows.insert(y) }
        if let panel = panelRect { rows.formUnion(panel.y..<panel.y + panel.height) }
        return rows
    }

    /// Where the row under the cursor is.
    var cursorRow: Int? {
        guard model.fullScreen == nil, model.timeline.rowCount > 0 else { return nil }
        let offset = model.selectedIndex - model.list.top
        return layout.kind == .watch
            ? layout.list.y + layout.list.height - 1 - offset : layout.list.y + offset
    }

    /// Where a small screen lies: at the bottom, or at the top where it would hide the row it is about.
    func panel(_ height: Int) -> Rect {
        let area =
            layout.kind == .watch
            ? layout.body
            : Rect(
                x: layout.body.x, y: layout.body.y, width: layout.body.width, height: layout.body.height + 1)
        let bottom = area.bottom(height)
        if let y = cursorRow, y >= bottom.y { return area.top(height) }
        return bottom
    }

    private var panelRect: Rect? {
        switch model.screen {
        case .menu(let state): panel(state.items.count + 1)
        case .prompt(let state): promptRect(state)
        case .confirm, .detail, .help, .switcher, .connection, .delivery, .why, .search, .login, nil: nil
        }
    }
}
