internal import CNcurses
internal import Dispatch
internal import Glibc
public import Screen

/// What the terminal tells.
public enum TerminalInput: Equatable, Sendable {
    case key(KeyPress)
    case resized(width: Int, height: Int)
    /// SIGHUP or a lost terminal, SIGINT, SIGTERM.
    case hungUp, interrupted, terminated
}

/// The terminal, by ncurses: the only place that touches it. It belongs to the main actor; whatever ends the
/// program gives the terminal back as it was.
@MainActor
public final class CursesTerminal {
    private let device = TerminalDevice(input: STDIN_FILENO, output: STDOUT_FILENO)
    private let traits: TerminalTraits
    private let screen: OpaquePointer
    private let restoreBytes: String
    private var shown: CellBuffer?
    private var title = ""
    private var pairs: [Int: Int32] = [:]
    private var sources: [any DispatchSourceProtocol] = []
    private var isClosed = false
    private let hasColors: Bool

    /// Whether letters beyond ASCII can be shown.
    public let isUTF8: Bool
    /// Called on the main actor for everything that comes.
    public var onInput: (TerminalInput) -> Void = { _ in }

    /// Takes the terminal of standard input and output.
    /// - Parameter colors: false for `NO_COLOR` and `--no-color`.
    public init(environment: [String: String], colors: Bool) throws(TerminalError) {
        let type = environment["TERM"] ?? ""
        guard !type.isEmpty else { throw .noType }
        guard isatty(device.input) == 1 else { throw .notATerminal(stream: "standard input") }
        guard isatty(device.output) == 1 else { throw .notATerminal(stream: "standard output") }
        guard type != "dumb" else { throw .cannotMoveCursor(type: type) }
        isUTF8 = CharacterSet.adopt(environment: environment)
        traits = TerminalTraits(type: type, environment: environment)
        guard let modes = device.modes else {
            throw .system(call: "tcgetattr", reason: String(cString: strerror(errno)))
        }
        guard let output = fdopen(dup(device.output), "w"), let input = fdopen(dup(device.input), "r"),
            let screen = newterm(type, output, input)
        else { throw .unknownType(type) }
        self.screen = screen
        raw()
        noecho()
        nonl()
        keypad(nc_stdscr(), true)
        nodelay(nc_stdscr(), true)
        set_escdelay(25)
        curs_set(0)
        hasColors = colors && has_colors()
        if hasColors {
            start_color()
            use_default_colors()
        }
        restoreBytes = (traits.stacksTitles ? ControlSequence.popTitle : "")
        if traits.stacksTitles { device.write(ControlSequence.pushTitle) }
        // The bytes every terminal of these families understands: colours off, cursor on, the other screen.
        let bytes = "\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l" + restoreBytes
        var saved = modes
        _ = restore_arm(device.output, &saved, bytes, bytes.utf8.count)
        listen()
    }

    /// Columns and rows.
    public var size: (width: Int, height: Int) { device.size ?? (Int(nc_columns()), Int(nc_lines())) }

    private func listen() {
        let keys = DispatchSource.makeReadSource(fileDescriptor: device.input, queue: .main)
        keys.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.readKeys() } }
        keys.resume()
        sources.append(keys)
        for number in [SIGWINCH, SIGHUP, SIGINT, SIGTERM] {
            // The default action would end the program before the source has told of the signal.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
            source.setEventHandler { [weak self] in MainActor.assumeIsolated { self?.received(number) } }
            source.resume()
            sources.append(source)
        }
    }

    private func received(_ number: Int32) {
        switch number {
        case SIGWINCH: resize()
        case SIGHUP: onInput(.hungUp)
        case SIGINT: onInput(.interrupted)
        default: onInput(.terminated)
        }
    }

    private func resize() {
        let (width, height) = size
        resizeterm(Int32(height), Int32(width))
        shown = nil
        onInput(.resized(width: width, height: height))
    }

    // MARK: Keys

    private func readKeys() {
        var hasRead = false
        while !isClosed {
            var code: wint_t = 0
            let kind = wget_wch(nc_stdscr(), &code)
            guard kind != ERR else { break }
            hasRead = true
            // resizeterm puts KEY_RESIZE in the queue by itself; SIGWINCH has told already.
            if kind == KEY_CODE_YES, code == wint_t(KEY_RESIZE) { continue }
            if let key = Self.key(code, isFunction: kind == KEY_CODE_YES) {
                onInput(.key(key))
            }
        }
        if !hasRead, device.isLost {
            sources.first?.cancel()
            onInput(.hungUp)
        }
    }

    private static func key(_ code: wint_t, isFunction: Bool) -> KeyPress? {
        if isFunction {
            switch Int32(bitPattern: code) {
            case KEY_UP: return .up
            case KEY_DOWN: return .down
            case KEY_LEFT: return .left
            case KEY_RIGHT: return .right
            case KEY_HOME: return .home
            case KEY_END: return .end
            case KEY_NPAGE: return .pageDown
            case KEY_PPAGE: return .pageUp
            case KEY_ENTER: return .enter
            case KEY_BACKSPACE: return .backspace
            case KEY_DC: return .delete
            default: return nil
            }
        }
        switch code {
        case 9: return .tab
        case 10, 13: return .enter
        case 27: return .escape
        case 8, 127: return .backspace
        case 1...26: return Unicode.Scalar(UInt32(code) + 96).map { .control(Character($0)) }
        case 28: return .control("\\")
        case 0..<32: return nil
        default: return Unicode.Scalar(UInt32(code)).map { .character(Character($0)) }
        }
    }

    // MARK: Painting

    /// Shows a screen; only what differs from the last one goes over the line.
    public func present(_ buffer: CellBuffer, title: String) {
        guard !isClosed else { return }
        for y in 0..<min(buffer.height, Int(nc_lines())) {
            if let shown, shown.width == buffer.width,
                (0..<buffer.width).allSatisfy({ shown[$0, y] == buffer[$0, y] })
            {
                continue
            }
            paint(buffer, row: y)
        }
        shown = buffer
        refresh()
        if traits.takesTitles, title != self.title {
            device.write(ControlSequence.title(title))
            self.title = title
        }
    }

    private func paint(_ buffer: CellBuffer, row y: Int) {
        var cells: [cchar_t] = []
        var x = 0
        while x < min(buffer.width, Int(nc_columns())) {
            let cell = buffer[x, y]
            x += 1
            guard !cell.text.isEmpty else { continue }
            var text = Array(
                cell.text.unicodeScalars.prefix(Int(nc_cell_characters()) - 1).map {
                    wchar_t(bitPattern: $0.value)
                })
            text.append(0)
            var made = cchar_t()
            if nc_set_cell(&made, &text, attributes(cell.style), pair(cell.style)) == ERR {
                var blank: [wchar_t] = [0x3F, 0]
                _ = nc_set_cell(&made, &blank, attributes(cell.style), pair(cell.style))
            }
            cells.append(made)
        }
        _ = nc_put_cells(nc_stdscr(), Int32(y), 0, &cells, Int32(cells.count))
    }

    private func attributes(_ style: Style) -> attr_t {
        var attributes = nc_plain()
        if style.isBold { attributes |= nc_bold() }
        if style.isDim { attributes |= nc_dim() }
        if style.isReversed { attributes |= nc_reverse() }
        if style.isUnderlined { attributes |= nc_underline() }
        return attributes
    }

    /// Pairs are made when they are first needed; nine colours each way are 80 at most.
    private func pair(_ style: Style) -> Int32 {
        guard hasColors, style.foreground != .standard || style.background != .standard else { return 0 }
        let key = Int(style.foreground.rawValue) * 9 + Int(style.background.rawValue)
        if let pair = pairs[key] { return pair }
        let pair = Int32(pairs.count + 1)
        guard pair < nc_color_pairs() else { return 0 }
        init_extended_pair(pair, Int32(style.foreground.rawValue) - 1, Int32(style.background.rawValue) - 1)
        pairs[key] = pair
        return pair
    }

    // MARK: The rest

    /// Draws everything anew: something else has written on the screen.
    public func redraw() {
        shown = nil
        clearok(nc_curscr(), true)
    }

    /// Rings.
    public func bell() { device.write(ControlSequence.bell) }

    /// Gives the terminal to the shell until the program is continued.
    public func suspend() {
        def_prog_mode()
        endwin()
        kill(0, SIGSTOP)
        reset_prog_mode()
        redraw()
        resize()
    }

    /// Gives the terminal back. Does nothing the second time.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        for source in sources { source.cancel() }
        curs_set(1)
        endwin()
        device.write(restoreBytes)
        if !traits.stacksTitles, traits.takesTitles { device.write(ControlSequence.title("")) }
        restore_disarm()
    }
}
