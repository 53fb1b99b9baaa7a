extension Model {
    mutating func toggleHelp() {
        if case .help = screen { pop() } else { push(.help(HelpState())) }
    }

    /// The screen that the help is about.
    var helpSubject: ScreenState? {
        stack.dropLast().last { !$0.isSmall }
    }
}
