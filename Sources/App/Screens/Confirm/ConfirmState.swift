/// A question with No as its default.
struct ConfirmState: Equatable, Sendable {
    enum Action: Equatable, Sendable {
        case markAllRead
    }

    var question: String
    var action: Action
}
