import Screen

extension Model {
    mutating func pressedInConfirm(_ key: KeyPress, _ state: ConfirmState) -> [Effect] {
        pop()
        guard key == .character("y") || key == .character("Y") else {
            status = "nothing was changed"
            return []
        }
        switch state.action {
        case .markAllRead: return markAllRead()
        }
    }
}
