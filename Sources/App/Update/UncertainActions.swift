import Feed
import Screen

/// Requests of which nobody knows whether the application got them: those of a run that was killed, and those
/// whose answer never came. Nothing is sent twice unasked: the task says what became of them.
extension Model {
    /// Those of a run before this one.
    mutating func left(_ actions: [TaskAction]) {
        for var action in actions {
            action.ticket = nextTicket
            action.isUncertain = true
            nextTicket += 1
            pending.append(action)
        }
        guard let first = actions.first else { return }
        let more = actions.count > 1 ? " and \(actions.count - 1) more" : ""
        status = "not known to be sent: \(label(of: first))\(more); the application is asked when it is there"
    }

    /// The answer didn't come.
    mutating func uncertain(_ ticket: Int, _ reason: String) {
        guard let index = pending.firstIndex(where: { $0.ticket == ticket }) else { return }
        pending[index].isUncertain = true
        pending[index].isUnwanted = false
        status = "not known to be sent: \(label(of: pending[index])): \(reason)"
    }

    /// Asks what became of them.
    func checkUncertain() -> [Effect] {
        Set(pending.filter(\.isUncertain).map(\.task)).sorted().map(Effect.checkTask)
    }

    /// The task says it: done, or to be asked about. A comment that isn't there becomes a draft again.
    mutating func settleUncertain(by page: TaskPage) -> [Effect] {
        var effects: [Effect] = []
        for action in pending where action.isUncertain && action.task == page.id {
            if page.shows(action, me: identity) {
                pending.removeAll { $0.ticket == action.ticket }
                effects += settle(action)
                status = "the application has it: \(label(of: action))"
            } else if case .comment(let body) = action.change {
                pending.removeAll { $0.ticket == action.ticket }
                effects += keepUnsent(body, of: action) + [.settled(action, nil)]
                status = "your comment on \(action.key) was not sent; \(label(.reply)) has it still"
            } else if mayAsk {
                push(
                    .confirm(
                        ConfirmState(
                            question: "Not sent: \(label(of: action)). Send it now?",
                            action: .resend(action.ticket))))
            }
        }
        return effects
    }

    /// A question doesn't come between somebody and what they type.
    private var mayAsk: Bool {
        switch screen {
        case nil, .detail: true
        default: false
        }
    }

    /// Sends what wasn't, or lets it go.
    mutating func resend(_ ticket: Int, _ isWanted: Bool) -> [Effect] {
        guard let index = pending.firstIndex(where: { $0.ticket == ticket }) else { return [] }
        if isWanted {
            pending[index].isUncertain = false
            status = words(asking: pending[index])
            return [.act(pending[index], nil)] + checkUncertain()
        }
        let action = pending.remove(at: index)
        status = "\(action.key) stays as it is"
        return [.settled(action, takeBackStep(of: action))] + checkUncertain()
    }
}
