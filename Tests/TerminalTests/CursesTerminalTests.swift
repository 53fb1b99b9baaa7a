import HostileText
import Screen
import Testing

@testable import Terminal

extension TerminalSuite {
    /// The terminal at the master of a real pseudo-terminal.
    @Suite @MainActor struct CursesTerminalTests {
        private func open(
            _ line: PseudoTerminal, type: String = "tmux-256color", locale: String = "C.UTF-8",
            options: TerminalOptions = TerminalOptions(), environment: [String: String] = [:],
            answers: Bool = true
        ) throws -> CursesTerminal {
            var environment = environment
            environment["TERM"] = type
            environment["LC_ALL"] = locale
            // What every terminal answers to the last question; without it the end waits for it.
            if answers { line.type("\u{1B}[?62c") }
            return try CursesTerminal(
                environment: environment, options: options, input: line.slave, output: line.slave)
        }

        private func picture(_ rows: [String], style: Style = .plain, width: Int = 80, height: Int = 24)
            -> CellBuffer
        {
            var buffer = CellBuffer(width: width, height: height)
            for (y, row) in rows.enumerated() { buffer.draw(row, in: buffer.bounds.row(y), style) }
            return buffer
        }

        private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

        /// Without sequences: the letters alone.
        private func letters(_ bytes: [UInt8]) -> String {
            text(bytes).replacing(
                /\u{1B}(\[[0-?]*[ -\/]*[@-~]|[\]P][^\u{7}\u{1B}]*(\u{7}|\u{1B}\\)|[()][A-Z0-9]|[0-9=>])/,
                with: "")
        }

        @Test(arguments: [
            "tmux-256color", "xterm-256color", "screen", "linux", "vt100", "xterm-mono", "rxvt-unicode",
        ])
        func theTerminalIsGivenBackAsItWas(type: String) throws {
            let line = try PseudoTerminal()
            let before = line.modes
            var options = TerminalOptions()
            options.usesMouse = true
            let terminal = try open(line, type: type, options: options)
            terminal.present(picture(["hello"]), title: "craftdesk (7)")
            let shown = text(line.takeOutput())
            #expect(shown.contains("hello"))
            #expect(!same(before, line.modes))
            terminal.close()
            let end = text(line.takeOutput())
            #expect(same(before, line.modes))
            for mode in ["1000", "1004", "1006", "1049", "2004"] where shown.contains("\u{1B}[?\(mode)h") {
                #expect(end.contains("\u{1B}[?\(mode)l"), "\(mode)")
            }
            if shown.contains("\u{1B}[?25l") {
                #expect(end.contains("\u{1B}[?25h") || end.contains("\u{1B}[?12l"))
            }
            if shown.contains(ControlSequence.pushTitle) { #expect(end.contains(ControlSequence.popTitle)) }
            terminal.close()
            #expect(line.takeOutput().isEmpty)
        }

        @Test func anUnchangedScreenSendsNothing() throws {
            let line = try PseudoTerminal()
            let terminal = try open(line)
            defer { terminal.close() }
            terminal.present(picture(["hello"]), title: "craftdesk")
            _ = line.takeOutput()
            for _ in 0..<10 { terminal.present(picture(["hello"]), title: "craftdesk") }
            #expect(line.takeOutput().isEmpty)
        }

        @Test func onlyWhatChangedIsSent() throws {
            let line = try PseudoTerminal()
            let terminal = try open(line)
            defer { terminal.close() }
            let rows = (0..<20).map { "row \($0) with something to say that fills a good part of the line" }
            terminal.present(picture(rows), title: "")
            _ = line.takeOutput()
            // A row comes in at the top and all others move down: the terminal moves them itself.
            terminal.present(picture(["a new row"] + rows), title: "")
            let sent = line.takeOutput()
            #expect(sent.count < 300, "\(sent.count) bytes")
            #expect(text(sent).contains("a new row"))
        }

        @Test(arguments: HostileText.cases)
        func nothingOfTheCorpusActsOnTheTerminal(hostile: HostileText.Case) throws {
            let line = try PseudoTerminal()
            var options = TerminalOptions()
            options.notifications = .by(.osc777)
            let terminal = try open(line, type: "xterm-256color", options: options)
            defer { terminal.close() }
            let calm = picture(["x"])
            terminal.present(calm, title: "t")
            _ = line.takeOutput()
            terminal.present(picture([Sanitiser.row(hostile.text)]), title: hostile.text)
            terminal.notify(title: hostile.text, body: hostile.text)
            _ = terminal.copy(hostile.text)
            let sent = letters(line.takeOutput())
            #expect(
                HostileText.danger(
                    in: sent.filter { $0 != "\r" && $0 != "\n" && $0 != "\r\n" && $0 != "\u{8}" }) == nil)
        }

        @Test func anASCIITerminalGetsASCII() throws {
            let line = try PseudoTerminal()
            let terminal = try open(line, type: "vt100", locale: "C")
            defer { terminal.close() }
            #expect(!terminal.isUTF8)
            _ = line.takeOutput()
            terminal.present(picture(["Renée ● 日本 │ ok"]), title: "é")
            let sent = line.takeOutput()
            #expect(sent.allSatisfy { $0 < 0x80 })
            #expect(letters(sent).contains("Renee * ???? | ok"))
        }

        @Test func colourOnlyWhereItIsWanted() throws {
            for (colors, type) in [(false, "tmux-256color"), (true, "vt100")] {
                let line = try PseudoTerminal()
                var options = TerminalOptions()
                options.usesColors = colors
                let terminal = try open(line, type: type, options: options)
                defer { terminal.close() }
                _ = line.takeOutput()
                terminal.present(picture(["for me"], style: Style(.mention, on: .selected)), title: "")
                let sent = text(line.takeOutput())
                #expect(!sent.contains(/\u{1B}\[[0-9;]*(3[0-7]|4[0-7]|38;5)[0-9;]*m/))
                #expect(sent.contains(/\u{1B}\[[0-9;]*[147][0-9;]*m/))
            }
        }

        @Test func theThemeFollowsTheTerminalsBackground() async throws {
            let line = try PseudoTerminal()
            let terminal = try open(line, type: "xterm-256color", answers: false)
            defer { terminal.close() }
            terminal.present(picture(["for me"], style: Style(.mention)), title: "")
            let first = text(line.takeOutput())
            #expect(first.contains(TerminalAnswer.questions))
            line.type("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[?62c")
            var sent = ""
            // The answer is read by the main queue; a deadline for one that hangs.
            for _ in 0..<500 where !sent.contains("38;5;") {
                try await Task.sleep(for: .milliseconds(10))
                sent += text(line.takeOutput())
            }
            #expect(sent.contains("38;5;"))
        }

        @Test func keysMousePastesAndFocusAreTold() async throws {
            let line = try PseudoTerminal()
            var options = TerminalOptions()
            options.usesMouse = true
            let terminal = try open(line, options: options)
            defer { terminal.close() }
            var told: [TerminalInput] = []
            terminal.onInput = { told.append($0) }
            line.type("j\u{1B}[A\u{1B}[<0;2;3M\u{1B}[O\u{1B}[200~a b\u{1B}[201~\u{1B}[?62c\u{1B}")
            let expected: [TerminalInput] = [
                .key(.character("j")), .key(.up), .mouse(MouseEvent(.press, x: 1, y: 2)), .focused(false),
                .pasted("a b"), .key(.escape),
            ]
            for _ in 0..<500 where told.count < expected.count {
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(told == expected)
            #expect(terminal.isFocused == false)
        }

        @Test func aLostTerminalIsTold() async throws {
            let line = try PseudoTerminal()
            let terminal = try open(line)
            defer { terminal.close() }
            var told: [TerminalInput] = []
            terminal.onInput = { told.append($0) }
            line.close()
            for _ in 0..<500 where told.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
            #expect(told == [.hungUp])
        }

        @Test func notificationsGoOnlyWhereTheyAreKnownToBeTaken() throws {
            for (type, choice, expected) in [
                ("xterm-kitty", TerminalOptions.NotificationChoice.automatic, "\u{1B}]99;"),
                ("foot", .automatic, "\u{1B}]777;"), ("xterm-256color", .automatic, nil),
                ("tmux-256color", .automatic, nil),
                ("tmux-256color", .by(.osc777), "\u{1B}Ptmux;\u{1B}\u{1B}]777;"),
                ("screen", .by(.osc9), "\u{1B}P\u{1B}\u{1B}\\"), ("xterm-kitty", .off, nil),
            ] {
                // Entries that this machine may not have are tried by the traits alone.
                let line = try PseudoTerminal()
                var options = TerminalOptions()
                options.notifications = choice
                guard let terminal = try? open(line, type: type, options: options) else { continue }
                defer { terminal.close() }
                _ = line.takeOutput()
                #expect(terminal.notify(title: "t", body: "b") == (expected != nil))
                let sent = text(line.takeOutput())
                if let expected { #expect(sent.hasPrefix(expected)) } else { #expect(sent.isEmpty) }
            }
        }

        @Test func whatCannotShowAScreenSaysWhatCan() throws {
            let line = try PseudoTerminal()
            for (type, error) in [
                ("dumb", TerminalError.cannotMoveCursor(type: "dumb")), ("", .noType),
                ("no-such-terminal", .unknownType("no-such-terminal")),
            ] {
                #expect(throws: error) { try open(line, type: type) }
                #expect(
                    error.description.contains("craftdesk plain")
                        && error.description.contains("craftdesk tail"))
            }
            #expect(throws: TerminalError.notATerminal(stream: "standard input")) {
                try CursesTerminal(environment: ["TERM": "xterm"], input: 1000, output: line.slave)
            }
        }

        @Test func linksAreSentWhereTheyAreTaken() throws {
            for wish in [true, false] {
                let line = try PseudoTerminal()
                var options = TerminalOptions()
                options.usesLinks = wish
                let terminal = try open(line, options: options)
                defer { terminal.close() }
                _ = line.takeOutput()
                var buffer = picture(["see https://acme.example/x here"])
                buffer.link("https://acme.example/x", in: Rect(x: 4, y: 0, width: 22, height: 1))
                terminal.present(buffer, title: "")
                let sent = text(line.takeOutput())
                #expect(
                    sent.contains(
                        "\u{1B}]8;;https://acme.example/x\u{1B}\\https://acme.example/x\u{1B}]8;;\u{1B}\\")
                        == wish)
                terminal.present(buffer, title: "")
                #expect(line.takeOutput().isEmpty)
            }
        }
    }
}
