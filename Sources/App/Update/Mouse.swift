import Feed
import Screen

/// The wheel and clicks, where the user wants them.
extension Model {
    /// The wheel moves the cursor by three rows, a click puts it on a row, a click on that opens it.
    mutating func moused(_ event: MouseEvent) -> [Effect] {
        switch event.kind {
        case .wheelUp: return perform(.up, count: 3)
        case .wheelDown: return perform(.down, count: 3)
        case .press:
            let layout = Layout(self)
            let row = event.y - layout.list.y
            guard stack.isEmpty, row >= 0, row < layout.list.height, event.x >= layout.list.x,
                event.x < layout.list.x + layout.list.width
            else { return [] }
            let index = list.top + (layout.kind == .watch ? layout.list.height - 1 - row : row)
            guard timeline.row(at: index) != nil else { return [] }
            if index == selectedIndex, list.selected != nil { return open() }
            select(index)
            return []
        }
    }
}
