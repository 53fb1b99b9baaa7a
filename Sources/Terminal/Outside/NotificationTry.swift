/// Notifications for whoever tries them out without a screen.
public enum NotificationTry {
    /// Every way there is.
    public static let ways: [TerminalTraits.NotificationProtocol] = [.osc9, .osc777, .osc99]

    /// The bytes of a notification in one way, in the envelope that the multiplexer wants.
    public static func bytes(
        title: String, body: String, by way: TerminalTraits.NotificationProtocol,
        through multiplexer: TerminalTraits.Multiplexer
    ) -> [UInt8] {
        ControlSequence.wrapped(
            ControlSequence.notification(title: title, body: body, by: way), for: multiplexer)
    }
}
