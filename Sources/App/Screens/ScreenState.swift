/// The screens that can lie over the list, one on the other. Each is a folder: its state, what keys do there,
/// and its picture.
enum ScreenState: Equatable, Sendable {
    /// An entry with its task and thread.
    case detail(DetailState)
    /// The keys, those for what is selected first.
    case help(HelpState)
    /// Going somewhere by a few letters.
    case switcher(SwitcherState)
    /// How the connection is.
    case connection(ConnectionState)
    /// What each kind of event does.
    case delivery(DeliveryState)
    /// Which rules decided about an entry.
    case why(WhyState)
    /// Looking through everything.
    case search(SearchState)
    /// Signing in again.
    case login(LoginState)
    /// A few choices.
    case menu(MenuState)
    /// A line to type: a reply, a filter, a command.
    case prompt(PromptState)
    /// A question with No as its default.
    case confirm(ConfirmState)

    /// Whether it leaves what lies under it in sight.
    var isSmall: Bool {
        switch self {
        case .menu, .prompt, .confirm: true
        case .detail, .help, .switcher, .connection, .delivery, .why, .search, .login: false
        }
    }
}

extension Model {
    /// Puts a screen on top.
    mutating func push(_ screen: ScreenState) { stack.append(screen) }

    /// Takes the topmost screen away.
    mutating func pop() { _ = stack.popLast() }

    /// Leaves the topmost screen; who looked at a task says so no longer.
    mutating func leaveScreen() -> [Effect] {
        guard let left = stack.popLast() else { return [] }
        guard case .detail = left, openTask == nil else { return [] }
        return [.viewing(task: nil)]
    }

    /// Changes the topmost screen's state.
    mutating func replace(_ screen: ScreenState) {
        if !stack.isEmpty { stack[stack.count - 1] = screen }
    }

    /// The topmost screen that fills the body; nil for the list.
    var fullScreen: ScreenState? { stack.last { !$0.isSmall } }
}
