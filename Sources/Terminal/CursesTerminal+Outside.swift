internal import Screen

/// What reaches beyond the window: bell, title, notifications, clipboard. Everything is sanitised once more on
/// its way, and nothing is sent that the terminal isn't known to take.
extension CursesTerminal {
    /// Rings.
    public func bell() {
        guard !isClosed else { return }
        device.write(ControlSequence.bell)
    }

    func show(title: String) {
        guard options.setsTitle, traits.takesTitles, title != self.title else { return }
        device.write(ControlSequence.title(Sanitiser.row(isUTF8 ? title : Sanitiser.ascii(title))))
        self.title = title
    }

    /// How a desktop notification would be asked for; nil when none would.
    public var notificationWay: TerminalTraits.NotificationProtocol? {
        switch options.notifications {
        case .off: nil
        case .by(let way): way
        case .automatic: traits.multiplexer == .none ? traits.notifications : nil
        }
    }

    /// Asks the terminal for a desktop notification.
    /// - Returns: whether it was asked.
    @discardableResult
    public func notify(title: String, body: String) -> Bool {
        guard !isClosed, let way = notificationWay else { return false }
        let sequence = ControlSequence.notification(
            title: Sanitiser.row(title), body: Sanitiser.row(body), by: way)
        device.write(ControlSequence.wrapped(sequence, for: traits.multiplexer))
        return true
    }

    /// What became of a wish to copy.
    public enum CopyOutcome: Equatable, Sendable {
        /// The terminal was asked to.
        case copied
        /// The terminal isn't known to take text (OSC 52).
        case notTaken
        /// More than `limit` bytes, which terminals would cut.
        case tooLong(limit: Int)
    }

    /// Puts text into the clipboard of the terminal's machine, over ssh too.
    public func copy(_ text: String) -> CopyOutcome {
        guard !isClosed, options.usesClipboard ?? traits.takesClipboard else { return .notTaken }
        let clean = Sanitiser.rows(text).joined(separator: "\n")
        guard let sequence = ControlSequence.clipboard(clean) else {
            return .tooLong(limit: ControlSequence.longestClipboard)
        }
        // tmux and screen take OSC 52 themselves and hand it on as they are set up to.
        device.write(ControlSequence.wrapped(sequence, for: traits.multiplexer == .screen ? .screen : .none))
        return .copied
    }
}
