/// A question with No as its default.
struct ConfirmState: Equatable, Sendable {
    enum Action: Equatable, Sendable {
        case markAllRead
        /// Ask the application once more for the change with this ticket.
        case resend(Int)
    }

    var question: String
    var action: Action
}
