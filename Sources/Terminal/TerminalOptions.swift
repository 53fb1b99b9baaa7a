public import Screen

/// What the user wants of the terminal, whatever it can do.
public struct TerminalOptions: Equatable, Sendable {
    /// Which theme colours the screen.
    public enum ThemeChoice: Equatable, Sendable {
        /// `light` where the terminal says that its background is light, else `dark`; `terminal` where there
        /// are few colours.
        case automatic
        /// This one.
        case fixed(Theme)
    }

    /// How desktop notifications are asked for.
    public enum NotificationChoice: Equatable, Sendable {
        /// In the way the terminal is known to take; not at all where none is known.
        case automatic
        /// Not at all.
        case off
        /// In this way, the user says; through tmux or screen in their envelope.
        case by(TerminalTraits.NotificationProtocol)
    }

    /// False for `NO_COLOR` and `--no-color`.
    public var usesColors = true
    /// Which theme.
    public var theme = ThemeChoice.automatic
    /// Whether the wheel and clicks come to the program; the terminal's own selection of text then needs Shift.
    public var usesMouse = false
    /// Whether the window's title is set.
    public var setsTitle = true
    /// How notifications are asked for.
    public var notifications = NotificationChoice.automatic
    /// Whether text may be copied by OSC 52; nil: where the terminal is known to take it.
    public var usesClipboard: Bool?
    /// Whether web addresses are links by OSC 8; nil: where the terminal is known to take them.
    public var usesLinks: Bool?

    /// The defaults.
    public init() {}
}
