import Testing

/// Whatever touches ncurses or the locale, of which a process has one: one test after the other.
@Suite(.serialized) @MainActor struct TerminalSuite {}
