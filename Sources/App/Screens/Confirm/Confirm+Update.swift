import Screen

extension Model {
    mutating func pressedInConfirm(_ key: KeyPress, _ state: ConfirmState) -> [Effect] {
        pop()
        let isWanted = key == .character("y") || key == .character("Y")
        switch state.action {
        case .markAllRead where isWanted: return markAllRead()
        case .markAllRead:
            status = "nothing was changed"
            return []
        case .resend(let ticket): return resend(ticket, isWanted)
        }
    }
}
