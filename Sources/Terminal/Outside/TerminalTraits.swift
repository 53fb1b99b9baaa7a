public import Screen

/// What a terminal understands beyond what its terminfo entry says, judged by its name and by what it
/// leaves in the environment. Where that says nothing certain, the answer is no: a terminal that doesn't
/// know a sequence may print it.
public struct TerminalTraits: Equatable, Sendable {
    /// The multiplexer between the program and the terminal, which takes sequences for the terminal
    /// outside only in an envelope.
    public enum Multiplexer: Equatable, Sendable { case none, tmux, screen }

    /// A way to ask the terminal for a desktop notification.
    public enum NotificationProtocol: Equatable, Sendable {
        /// `OSC 9 ; text` (iTerm2, Windows Terminal, ghostty).
        case osc9
        /// `OSC 777 ; notify ; title ; text` (rxvt-unicode, foot, WezTerm).
        case osc777
        /// `OSC 99 ; metadata ; text` (kitty).
        case osc99
    }

    public var multiplexer = Multiplexer.none
    /// Takes titles by OSC 2.
    public var takesTitles = false
    /// Keeps titles on a stack: CSI 22;0t puts one there, CSI 23;0t brings it back (xterm's ctlseqs).
    public var stacksTitles = false
    /// Says when its window gets and loses the focus, CSI ?1004h (xterm's ctlseqs).
    public var reportsFocus = false
    /// Brackets what is pasted, CSI ?2004h (xterm's ctlseqs).
    public var bracketsPaste = false
    /// Shows what is between CSI ?2026h and CSI ?2026l at once.
    public var synchronizesUpdates = false
    /// Takes text for the clipboard by OSC 52.
    public var takesClipboard = false
    /// Takes links by OSC 8.
    public var takesLinks = false
    /// How it takes desktop notifications; nil: not, or nobody knows.
    public var notifications: NotificationProtocol?
    /// Answers questions (DA1 and the like) and doesn't print them.
    public var answersQuestions = false
    /// What is behind the letters, where the terminal or the environment (`COLORFGBG`) says so.
    public var background: Color?

    /// - Parameters:
    ///   - type: the value of `TERM`.
    ///   - environment: the rest of the environment; what a terminal outside of tmux or screen has left
    ///     there (`KITTY_WINDOW_ID`, `VTE_VERSION`) says nothing about the multiplexer and isn't asked.
    public init(type: String, environment: [String: String]) {
        if type.hasPrefix("tmux") || environment["TERM_PROGRAM"] == "tmux"
            || (type.hasPrefix("screen") && environment["TMUX"] != nil)
        {
            self = Self.tmux
        } else if type.hasPrefix("screen") {
            self = Self.screen
        } else {
            let family = Self.families.first { type.hasPrefix($0.prefix) }
            self = family?.traits ?? TerminalTraits(titles: false)
            if type.hasPrefix("xterm") { refine(by: environment) }
            answersQuestions = family != nil
        }
        if multiplexer == .none { background = Self.background(environment["COLORFGBG"]) }
    }

    private init(
        titles: Bool, stack: Bool = false, focus: Bool = false, paste: Bool = false,
        synchronized: Bool = false, clipboard: Bool = false, links: Bool = false,
        notifications: NotificationProtocol? = nil, multiplexer: Multiplexer = .none, questions: Bool = false
    ) {
        answersQuestions = questions
        self.multiplexer = multiplexer
        takesTitles = titles
        stacksTitles = stack
        reportsFocus = focus
        bracketsPaste = paste
        synchronizesUpdates = synchronized
        takesClipboard = clipboard
        takesLinks = links
        self.notifications = notifications
    }

    /// rxvt, Konsole and others leave `15;0` or `15;default;0`: the last is the background's colour.
    private static func background(_ value: String?) -> Color? {
        value?.split(separator: ";").last.flatMap { UInt8($0) }.flatMap { $0 < 16 ? Color.palette($0) : nil }
    }

    /// What the terminal itself says, which is worth more than its name.
    mutating func refine(by answer: TerminalAnswer) {
        switch answer {
        case .mode(2026, let setting): synchronizesUpdates = setting == 1 || setting == 2
        case .mode, .attributes: break
        case .background(let color): background = color
        case .name(let name): refine(byName: name)
        }
    }

    /// XTVERSION's answers: `kitty(0.32.2)`, `WezTerm 20240203`, `foot(1.16.2)`, `tmux 3.4`.
    private mutating func refine(byName name: String) {
        let name = name.lowercased()
        if name.hasPrefix("tmux") {
            guard multiplexer != .tmux else { return }
            // A tmux that calls itself an xterm: what it says of the terminal outside isn't about it.
            let background = background
            self = Self.tmux
            self.background = background
            return
        }
        guard multiplexer == .none else { return }
        let known: [(prefix: String, type: String)] = [
            ("kitty", "xterm-kitty"), ("wezterm", "wezterm"), ("foot", "foot"), ("ghostty", "xterm-ghostty"),
            ("contour", "contour"), ("alacritty", "alacritty"),
        ]
        if let type = known.first(where: { name.hasPrefix($0.prefix) })?.type,
            let family = Self.families.first(where: { type.hasPrefix($0.prefix) })
        {
            let background = background
            self = family.traits
            self.background = background
            answersQuestions = true
        } else if name.hasPrefix("iterm2") {
            takesClipboard = true
            takesLinks = true
            notifications = .osc9
        } else if name.hasPrefix("vte("), let version = Int(name.dropFirst(4).prefix { $0.isNumber }) {
            takesLinks = version >= 5000
            synchronizesUpdates = version >= 6800
        }
    }

    // tmux answers for itself: focus when its focus-events is on, titles by select-pane -T's way, the
    // clipboard when set-clipboard is on. Synchronized updates came with 3.4, and the version can't be
    // told from TERM.
    private static let tmux = TerminalTraits(
        titles: true, stack: true, focus: true, paste: true, clipboard: true, multiplexer: .tmux,
        questions: true
    )
    private static let screen = TerminalTraits(
        titles: true, paste: true, clipboard: true, multiplexer: .screen)

    /// The first whose prefix fits counts.
    private static let families: [(prefix: String, traits: TerminalTraits)] = [
        (
            "xterm-kitty",
            TerminalTraits(
                titles: true, stack: true, focus: true, paste: true, synchronized: true, clipboard: true,
                links: true, notifications: .osc99)
        ),
        (
            "xterm-ghostty",
            TerminalTraits(
                titles: true, stack: true, focus: true, paste: true, synchronized: true, clipboard: true,
                links: true, notifications: .osc777)
        ),
        (
            "foot",
            TerminalTraits(
                titles: true, stack: true, focus: true, paste: true, synchronized: true, clipboard: true,
                links: true, notifications: .osc777)
        ),
        (
            "wezterm",
            TerminalTraits(
                titles: true, stack: true, focus: true, paste: true, synchronized: true, clipboard: true,
                links: true, notifications: .osc777)
        ),
        (
            "alacritty",
            TerminalTraits(
                titles: true, stack: true, focus: true, paste: true, synchronized: true, clipboard: true,
                links: true)
        ),
        (
            "contour",
            TerminalTraits(
                titles: true, stack: true, focus: true, paste: true, synchronized: true, clipboard: true,
                links: true)
        ),
        ("xterm", TerminalTraits(titles: true, stack: true, focus: true, paste: true)),
        ("konsole", TerminalTraits(titles: true, stack: true, focus: true, paste: true)),
        ("mintty", TerminalTraits(titles: true, stack: true, focus: true, paste: true)),
        ("st-", TerminalTraits(titles: true, focus: true, paste: true)),
        ("rxvt-unicode", TerminalTraits(titles: true, paste: true, notifications: .osc777)),
        ("rxvt", TerminalTraits(titles: true)),
    ]

    /// Many terminals say they are an xterm; some of them say in the environment who they are.
    private mutating func refine(by environment: [String: String]) {
        switch environment["TERM_PROGRAM"] {
        case "WezTerm", "ghostty":
            synchronizesUpdates = true
            takesClipboard = true
            takesLinks = true
            notifications = .osc777
        case "iTerm.app":
            synchronizesUpdates = true
            takesClipboard = true
            takesLinks = true
            notifications = .osc9
        case "mintty":
            takesClipboard = true
            takesLinks = true
        default:
            break
        }
        if let text = environment["VTE_VERSION"], let version = Int(text) {
            takesLinks = version >= 5000
            synchronizesUpdates = version >= 6800
        }
        if environment["WT_SESSION"] != nil {
            takesClipboard = true
            takesLinks = true
        }
    }
}
