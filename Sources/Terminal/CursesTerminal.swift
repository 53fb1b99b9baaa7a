internal import CNcurses
internal import Dispatch
internal import Glibc
public import Screen

/// What the terminal tells.
public enum TerminalInput: Equatable, Sendable {
    case key(KeyPress)
    /// The wheel or a click, when the mouse is wanted.
    case mouse(MouseEvent)
    /// Text that was pasted: not keys, and not sanitised yet.
    case pasted(String)
    /// The window has got the focus, or lost it.
    case focused(Bool)
    case resized(width: Int, height: Int)
    /// SIGHUP or a lost terminal, SIGINT, SIGTERM.
    case hungUp, interrupted, terminated
    /// SIGUSR1: themes, keys and rules are to be read again.
    case reload
}

/// The terminal, by ncurses: the only place that touches it. It belongs to the main actor; whatever ends the
/// program gives the terminal back as it was.
@MainActor
public final class CursesTerminal {
    let device: TerminalDevice
    private(set) var traits: TerminalTraits
    private let screen: OpaquePointer
    private let streams: [UnsafeMutablePointer<FILE>]
    private let depth: ColorDepth
    private let keypadOn: String
    private let keypadOff: String
    private var decoder: InputDecoder
    private var painter: CellPainter
    private var theme: Theme
    var title: String?
    private var sources: [any DispatchSourceProtocol] = []
    private var patience: (any DispatchSourceTimer)?
    private(set) var isClosed = false
    private var isInBackground = false
    /// Asked, and DA1's answer hasn't come.
    private var awaitsAnswers = false

    /// What the user wants of it.
    public private(set) var options: TerminalOptions
    /// Whether letters beyond ASCII can be shown.
    public let isUTF8: Bool
    /// Whether the window has the focus; nil where the terminal hasn't said.
    public private(set) var isFocused: Bool?
    /// Called on the main actor for everything that comes.
    public var onInput: (TerminalInput) -> Void = { _ in }

    /// Seconds that a program which was told to end may wait for a terminal that takes no more bytes.
    private static let secondsToEnd: UInt32 = 10

    /// Takes the terminal of standard input and output, or of the descriptors that are named.
    public init(
        environment: [String: String], options: TerminalOptions = TerminalOptions(),
        input: Int32 = 0, output: Int32 = 1
    ) throws(TerminalError) {
        device = TerminalDevice(input: input, output: output)
        let type = environment["TERM"] ?? ""
        guard isatty(device.input) == 1 else { throw .notATerminal(stream: "standard input") }
        guard isatty(device.output) == 1 else { throw .notATerminal(stream: "standard output") }
        guard !type.isEmpty else { throw .noType }
        guard type != "dumb" else { throw .cannotMoveCursor(type: type) }
        isUTF8 = CharacterSet.adopt(environment: environment)
        self.options = options
        traits = TerminalTraits(type: type, environment: environment)
        guard let modes = device.modes else {
            throw .system(call: "tcgetattr", reason: String(cString: strerror(errno)))
        }
        guard nc_knows_type(type) != 0 else { throw .unknownType(type) }
        let used = Self.direct(type, environment, traits) ?? type
        guard let stream = fdopen(Self.copy(device.output), "w"),
            let unused = fdopen(Self.copy(device.input), "r"),
            let screen = newterm(used, stream, unused)
        else { throw .unknownType(type) }
        guard nc_string("cup") != nil else {
            endwin()
            delscreen(screen)
            throw .cannotMoveCursor(type: type)
        }
        self.screen = screen
        streams = [stream, unused]
        raw()
        noecho()
        nonl()
        // Rows move by the terminal's own means when one comes in at the top.
        idlok(nc_stdscr(), true)
        // The keys are read by ourselves: nothing to look for while painting.
        typeahead(-1)
        curs_set(0)
        depth = Palette.depth(usesColors: options.usesColors)
        if depth > .monochrome {
            start_color()
            use_default_colors()
        }
        keypadOn = nc_string("smkx").map { String(cString: $0) } ?? ""
        keypadOff = nc_string("rmkx").map { String(cString: $0) } ?? ""
        decoder = InputDecoder(isUTF8: isUTF8, sequences: Self.keySequences)
        theme = Self.theme(options, traits, depth)
        painter = CellPainter(palette: Palette(theme: theme, depth: depth), isUTF8: isUTF8)
        var saved = modes
        let bytes = giveBackBytes
        _ = restore_arm(device.output, &saved, bytes, bytes.utf8.count)
        _ = restore_hold_errors()
        if traits.stacksTitles { device.write(ControlSequence.pushTitle) }
        device.write(modeBytes)
        if traits.answersQuestions {
            awaitsAnswers = true
            device.write(TerminalAnswer.questions)
        }
        listen()
    }

    /// Columns and rows.
    public var size: (width: Int, height: Int) { device.size ?? (Int(nc_columns()), Int(nc_lines())) }

    // MARK: What the terminal is told at the beginning and the end

    /// The modes that ncurses doesn't know.
    private var modeBytes: String {
        keypadOn + (traits.bracketsPaste ? ControlSequence.pasteOn : "")
            + (traits.reportsFocus ? ControlSequence.focusOn : "")
            + (options.usesMouse ? ControlSequence.mouseOn : "")
    }

    private var modeOffBytes: String {
        (options.usesMouse ? ControlSequence.mouseOff : "")
            + (traits.reportsFocus ? ControlSequence.focusOff : "")
            + (traits.bracketsPaste ? ControlSequence.pasteOff : "") + keypadOff
    }

    /// All of it, for a program that has no time for ncurses: bytes every terminal of these families
    /// understands. The mouse may be switched on later.
    private var giveBackBytes: String {
        (traits.reportsFocus || traits.bracketsPaste
            ? ControlSequence.updateEnds + ControlSequence.mouseOff : "")
            + modeOffBytes + ControlSequence.plain + ControlSequence.cursorOn + leaveBytes
            + (traits.stacksTitles ? ControlSequence.popTitle : "")
    }

    private var leaveBytes: String { nc_string("rmcup").map { String(cString: $0) } ?? "\r\n" }

    /// The entry of 24-bit colours beside a terminal's own, where the terminal says that it takes them
    /// (`COLORTERM`) and the database has one: `tmux-direct` beside `tmux-256color`.
    private static func direct(_ type: String, _ environment: [String: String], _ traits: TerminalTraits)
        -> String?
    {
        guard ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? ""), !type.hasSuffix("-direct")
        else {
            return nil
        }
        let family = type.hasPrefix("xterm-kitty") ? "kitty" : type.hasPrefix("xterm") ? "xterm" : type
        let name = (family.hasSuffix("-256color") ? String(family.dropLast(9)) : family) + "-direct"
        return nc_knows_type(name) != 0 ? name : nil
    }

    /// What the program starts doesn't get it.
    private static func copy(_ descriptor: Int32) -> Int32 { fcntl(descriptor, F_DUPFD_CLOEXEC, 3) }

    /// Keys that terminfo knows otherwise than everyone.
    private static var keySequences: [[UInt8]: KeyPress] {
        var sequences: [[UInt8]: KeyPress] = [:]
        let names: [(String, KeyPress)] =
            [
                ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home),
                ("kend", .end), ("knp", .pageDown), ("kpp", .pageUp), ("kdch1", .delete), ("kich1", .insert),
                ("kcbt", .backTab),
            ] + (1...12).map { ("kf\($0)", .function($0)) }
        for (name, key) in names {
            if let bytes = nc_string(name) { sequences[Array(String(cString: bytes).utf8)] = key }
        }
        return sequences
    }

    // MARK: Input

    private func listen() {
        let keys = DispatchSource.makeReadSource(fileDescriptor: device.input, queue: .main)
        keys.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readInput() } }
        keys.resume()
        sources.append(keys)
        let numbers = [SIGWINCH, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGCONT, SIGUSR1]
        let pipe = signal_pipe_open(numbers, numbers.count, Self.secondsToEnd)
        guard pipe >= 0 else { return }
        let signals = DispatchSource.makeReadSource(fileDescriptor: pipe, queue: .main)
        signals.setEventHandler { [weak self] in
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = read(pipe, &bytes, bytes.count)
            guard count > 0 else { return }
            MainActor.assumeIsolated { self?.received(bytes.prefix(count).map { Int32($0) }) }
        }
        signals.resume()
        sources.append(signals)
    }

    private func received(_ numbers: [Int32]) {
        for number in numbers where !isClosed {
            switch number {
            case SIGHUP: onInput(.hungUp)
            case SIGINT: onInput(.interrupted)
            case SIGTERM: onInput(.terminated)
            case SIGUSR1: onInput(.reload)
            case SIGTSTP: suspend()
            case SIGCONT: continued()
            default: break
            }
        }
        if numbers.contains(SIGWINCH), !isClosed { resize() }
    }

    private func readInput() {
        guard !isClosed, !isInBackground else { return }
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = read(device.input, &bytes, bytes.count)
        if count > 0 { return deliver(decoder.receive(bytes.prefix(count))) }
        if count < 0, errno == EINTR || errno == EAGAIN { return }
        sources.first?.cancel()
        onInput(.hungUp)
    }

    private func deliver(_ decoded: [DecodedInput]) {
        patience?.cancel()
        patience = nil
        for input in decoded where !isClosed {
            switch input {
            case .key(let key): onInput(.key(key))
            case .mouse(let event): if options.usesMouse { onInput(.mouse(event)) }
            case .pasted(let text): onInput(.pasted(text))
            case .focused(let isFocused):
                self.isFocused = isFocused
                onInput(.focused(isFocused))
            case .answer(let answer): learn(answer)
            }
        }
        guard !isClosed, let wait = decoder.patience else { return }
        let timer = DispatchSource.makeTimerSource(queue: .main)
        timer.schedule(deadline: .now() + .milliseconds(wait))
        timer.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                guard let self, !self.isClosed else { return }
                self.deliver(self.decoder.timeOut())
            }
        }
        timer.resume()
        patience = timer
    }

    private func learn(_ answer: TerminalAnswer) {
        if case .attributes = answer { awaitsAnswers = false }
        traits.refine(by: answer)
        let fitting = Self.theme(options, traits, depth)
        if fitting != theme { use(fitting) }
    }

    // MARK: Size, suspending

    private func resize() {
        let (width, height) = size
        resizeterm(Int32(height), Int32(width))
        painter.forget()
        // What the terminal did with the old lines is anyone's guess.
        clearok(nc_curscr(), true)
        onInput(.resized(width: width, height: height))
    }

    /// Gives the terminal to the shell until the program is continued.
    public func suspend() {
        guard !isClosed else { return }
        def_prog_mode()
        device.write(modeOffBytes)
        curs_set(1)
        endwin()
        signal_stop_job()
        isInBackground = !device.isInForeground
        if !isInBackground { takeAgain() }
    }

    /// Lends the terminal to a program until `work`, which waits for it, returns.
    public func lend(_ work: () -> Void) {
        guard !isClosed else { return }
        def_prog_mode()
        device.write(modeOffBytes)
        curs_set(1)
        endwin()
        work()
        takeAgain()
    }

    /// Continued after somebody stopped it: the shell has had the terminal meanwhile, and has left it as it
    /// likes it. In the background it isn't ours yet; `fg` tells once more.
    private func continued() {
        isInBackground = !device.isInForeground
        if !isInBackground { takeAgain() }
    }

    private func takeAgain() {
        reset_prog_mode()
        // ncurses enters the other screen again at the first refresh after endwin.
        if !isendwin() { endwin() }
        device.write(modeBytes)
        painter.forget()
        clearok(nc_curscr(), true)
        wrefresh(nc_curscr())
        curs_set(0)
        resize()
    }

    // MARK: Painting

    /// Shows a screen; only what differs from the last one goes over the line, all of it at once where the
    /// terminal can.
    public func present(_ buffer: CellBuffer, title: String) {
        guard !isClosed, !isInBackground else { return }
        if painter.shown != buffer { paint(buffer) }
        show(title: title)
    }

    private func paint(_ buffer: CellBuffer) {
        let takesLinks = options.usesLinks ?? traits.takesLinks
        let rows = takesLinks ? painter.prepareLinks(buffer) : [:]
        let changed = painter.put(buffer)
        if traits.synchronizesUpdates { device.write(ControlSequence.updateBegins) }
        wrefresh(nc_stdscr())
        let links = takesLinks ? painter.links(rows, changed: changed, in: buffer) : ""
        if !links.isEmpty { device.write(links) }
        if traits.synchronizesUpdates { device.write(ControlSequence.updateEnds) }
    }

    /// Draws everything anew: something else has written on the screen.
    public func redraw() {
        guard let shown = painter.shown else { return }
        painter.forget()
        clearok(nc_curscr(), true)
        if !isClosed, !isInBackground { paint(shown) }
    }

    private static func theme(_ options: TerminalOptions, _ traits: TerminalTraits, _ depth: ColorDepth)
        -> Theme
    {
        switch options.theme {
        case .fixed(let theme): theme
        case .automatic:
            // Without an answer the terminal's own colours are the ones that can be read for certain.
            traits.background.map { $0.isLight ? .light : .dark } ?? .terminal
        }
    }

    private func use(_ theme: Theme) {
        self.theme = theme
        let shown = painter.shown
        painter = CellPainter(palette: Palette(theme: theme, depth: depth), isUTF8: isUTF8)
        guard let shown, !isClosed, !isInBackground else { return }
        clearok(nc_curscr(), true)
        paint(shown)
    }

    /// Takes other wishes, as after SIGUSR1. Whether there are colours stays as it was.
    public func configure(_ options: TerminalOptions) {
        device.write(modeOffBytes)
        self.options = options
        device.write(modeBytes)
        use(Self.theme(options, traits, depth))
    }

    // MARK: The end

    /// Gives the terminal back. Does nothing the second time.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        patience?.cancel()
        for source in sources { source.cancel() }
        device.write(modeOffBytes)
        curs_set(1)
        endwin()
        if traits.stacksTitles {
            device.write(ControlSequence.popTitle)
        } else if title != nil, traits.takesTitles {
            device.write(ControlSequence.title(""))
        }
        if awaitsAnswers { awaitLastAnswer() }
        restore_disarm()
        restore_release_errors()
        signal_pipe_close()
        delscreen(screen)
        for stream in streams { fclose(stream) }
    }

    /// A program that ends at once must not leave the answers to the shell.
    private func awaitLastAnswer() {
        var ready = pollfd(fd: device.input, events: Int16(POLLIN), revents: 0)
        var bytes = [UInt8](repeating: 0, count: 4096)
        while awaitsAnswers, poll(&ready, 1, 200) > 0 {
            let count = read(device.input, &bytes, bytes.count)
            guard count > 0 else { return }
            for case .answer(.attributes) in decoder.receive(bytes.prefix(count)) { awaitsAnswers = false }
        }
    }
}
