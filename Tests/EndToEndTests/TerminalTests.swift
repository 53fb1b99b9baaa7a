import Foundation
import Sandbox
import TestSupport
import Testing

/// What the program does with its terminal: colours, keys that aren't letters, being stopped and cut off, and
/// how much it writes.
@Suite(.serialized) struct TerminalTests {
    private func demo(
        _ arguments: [String] = [], term: String = "xterm-256color", environment: [String: String] = [:]
    ) async throws -> PtyProgram {
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk"), "demo", "--seed", "3"] + arguments, environment: environment,
            term: term)
        try await program.waitForFrame("live", "1 WEB")
        return program
    }

    // MARK: Colours

    @Test(arguments: [
        ("xterm-256color", "truecolor", "", "38[:;]2[:;]"), ("xterm-256color", "", "", "38;5;"),
        ("xterm-16color", "", "", "\u{1B}\\[[0-9;]*(9[0-7]|3[0-7])"),
        ("xterm", "", "", "\u{1B}\\[[0-9;]*3[0-7]"), ("vt220", "", "", ""),
        ("xterm-256color", "truecolor", "1", ""),
    ])
    func colours(term: String, colorterm: String, noColor: String, expected: String) async throws {
        var environment = ["COLORTERM": colorterm]
        if !noColor.isEmpty { environment["NO_COLOR"] = noColor }
        let program = try await demo(["--set", "ui.theme=dark"], term: term, environment: environment)
        let colour = try Regex("\u{1B}\\[[0-9:;]*(3[0-8]|4[0-8]|9[0-7]|10[0-7])[0-9:;]*m")
        if expected.isEmpty {
            #expect(!program.output.contains(colour))
        } else {
            #expect(program.output.contains(try Regex(expected)))
        }
        program.type("q")
        #expect(try await program.end() == 0)
    }

    @Test(arguments: ["C", "POSIX"]) func anASCIILocaleGetsASCII(locale: String) async throws {
        let program = try await demo(["--speed", "3"], environment: ["LC_ALL": locale, "LANG": locale])
        try await program.waitForFrame("*")
        program.type("?")
        try await program.waitForFrame("next row")
        program.type("qq")
        #expect(try await program.end() == 0)
        #expect(program.output.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func usr1ReadsTheThemeAgain() async throws {
        let server = try await TestServer.start()
        let environment = try TestServer.home(server, more: "[ui]\ntheme = \"mine\"")
        let themes = "\(environment["HOME"] ?? "")/craftdesk/themes"
        try FileManager.default.createDirectory(atPath: themes, withIntermediateDirectories: true)
        func write(_ color: String) throws {
            try "inherits = \"dark\"\nheader = \"\(color)\"\n".write(
                toFile: "\(themes)/mine.toml", atomically: true, encoding: .utf8)
        }
        try write("#010203")
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk")],
            environment: environment.merging(["COLORTERM": "truecolor"]) { $1 },
            columns: 220)
        try await program.waitForFrame("live")
        try await program.wait(for: "the first colour") { $0.output.contains(/38[:;]2[:;]+1[:;]2[:;]3/) }
        try write("#f1f2f3")
        kill(program.process, SIGUSR1)
        try await program.wait(for: "the other colour") {
            $0.output.contains(/38[:;]2[:;]+241[:;]242[:;]243/)
        }
        // A mistake changes nothing and is said.
        try write("no-such-colour")
        kill(program.process, SIGUSR1)
        try await program.waitForFrame("mine.toml:2")
        program.type("q")
        #expect(try await program.end() == 0)
        await server.stop()
    }

    // MARK: Pastes and the mouse

    @Test func aPasteIsTextAndNeverKeys() async throws {
        let program = try await demo(["--speed", "0.1"])
        #expect(program.output.contains("\u{1B}[?2004h"))
        program.type("\u{1B}[200~qqq\u{3}e\u{1B}[201~")
        program.type(":")
        try await program.waitForFrame("\n :")
        program.type("\u{1B}[200~first\rsecond\u{1B}[31m\u{1B}[201~")
        try await program.waitForFrame(":first second")
        #expect(!program.frame.contains("\u{1B}"))
        program.type("\u{7}")
        program.type("q")
        #expect(try await program.end() == 0)
        #expect(program.output.contains("\u{1B}[?2004l"))
    }

    @Test func wheelAndClicksMoveTheCursorAndOpen() async throws {
        let server = try await TestServer.start()
        for task in [142, 143, 144] { await server.comment(task: task, author: 5, body: "one") }
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk"), "--set", "ui.mouse=true"],
            environment: try TestServer.home(server))
        try await program.waitForFrame("live", "WEB-142")
        #expect(program.output.contains("\u{1B}[?1000h\u{1B}[?1006h"))
        let rows = program.frame.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(rows.firstIndex { $0.contains("WEB-142") }) + 1
        // A click puts the cursor there, the second opens.
        program.type("\u{1B}[<0;20;\(row)M\u{1B}[<0;20;\(row)m")
        program.type("\u{1B}[<0;20;\(row)M\u{1B}[<0;20;\(row)m")
        try await program.waitForFrame("status ", "assignee ")
        program.type("q")
        try await program.waitForFrame("[Inbox")
        program.type("\u{1B}[<65;20;\(row)M\u{1B}[<64;20;\(row)M")
        program.type("q")
        #expect(try await program.end() == 0)
        #expect(program.output.contains("\u{1B}[?1006l\u{1B}[?1000l"))
        await server.stop()
    }

    // MARK: Stopped and cut off

    @Test func suspendedItGivesTheTerminalToTheShellAndComesBack() async throws {
        let shell = try PtyProgram(["sh", "-i"], environment: ["PS1": "ready> ", "ENV": ""])
        try await shell.wait(for: "the shell") { $0.output.contains("ready> ") }
        let before = shell.modes
        shell.type("\(BuiltProduct.path("craftdesk")) demo --seed 3 --speed 0.1\r")
        try await shell.waitForFrame("live", "1 WEB")
        #expect(!shell.isCooked)
        for _ in 0..<2 {
            _ = shell.take()
            shell.type("\u{1A}")
            var seen = ""
            try await shell.wait(for: "the shell again") { shell in
                seen += String(decoding: shell.take(), as: UTF8.self)
                return seen.contains("ready> ")
            }
            #expect(seen.contains("\u{1B}[?1049l"))
            #expect(seen.contains("\u{1B}[?2004l"))
            #expect(Self.same(shell.modes, before))
            shell.type("fg\r")
            seen = ""
            try await shell.wait(for: "the screen again") { shell in
                seen += String(decoding: shell.take(), as: UTF8.self)
                return seen.contains("\u{1B}[?1049h") && seen.contains("CraftDesk")
            }
            #expect(!shell.isCooked)
        }
        _ = shell.take()
        shell.type("q")
        var seen = ""
        try await shell.wait(for: "the shell at the end") { shell in
            seen += String(decoding: shell.take(), as: UTF8.self)
            return seen.contains("ready> ")
        }
        shell.type("echo ended $?\r")
        try await shell.wait(for: "the end") { $0.output.contains("\nended 0") }
        #expect(Self.same(shell.modes, before))
        shell.type("exit\r")
        #expect(try await shell.end() == 0)
    }

    private static func same(_ first: termios, _ second: termios) -> Bool {
        first.c_iflag == second.c_iflag && first.c_oflag == second.c_oflag
            && first.c_cflag == second.c_cflag && first.c_lflag == second.c_lflag
    }

    @Test func aCutLineEndsIt() async throws {
        let program = try await demo()
        program.hangUp()
        #expect(try await program.end() == 129)
    }

    @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130), (SIGSEGV, 139)])
    func aSignalLeavesTheModesAsTheyWere(number: Int32, status: Int) async throws {
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk"), "demo", "--seed", "3", "--set", "ui.mouse=true"])
        try await program.waitForFrame("live", "1 WEB")
        #expect(!program.isCooked)
        kill(program.process, number)
        #expect(Int(try await program.end()) == status)
        #expect(program.isCooked)
        let end = program.output.suffix(400)
        for mode in ["1000", "1004", "1006", "1049", "2004"] {
            #expect(end.contains("\u{1B}[?\(mode)l"), "\(mode)")
        }
        #expect(end.contains("\u{1B}[?25h"))
    }

    // MARK: How much it writes

    /// One after the other at 80x24, on a list that is full: each costs at most 2 kB.
    @Test func anEventCostsAtMostTwoKilobytes() async throws {
        let server = try await TestServer.start()
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk")],
            environment: try TestServer.home(server).merging(["COLORTERM": "truecolor"]) { $1 })
        try await TestServer.settle(program, server)
        var costs: [Int] = []
        _ = program.take()
        for number in 0..<40 {
            let task = [142, 151, 152][number % 3]
            await server.comment(task: task, author: 5 + number % 2, body: "number \(number)")
            try await program.wait(for: "the count") { $0.frame.contains("Inbox \(number + 1)") }
            costs.append(program.take().count)
        }
        #expect(costs.allSatisfy { $0 <= 2048 }, "\(costs)")
        #expect(costs.reduce(0, +) / costs.count <= 1024, "\(costs)")
        // Each picture is shown at once, between the two marks.
        #expect(program.output.contains("\u{1B}[?2026h") && program.output.contains("\u{1B}[?2026l"))
        program.type("q")
        #expect(try await program.end() == 0)
        await server.stop()
    }

    @Test func anIdleScreenWritesNothing() async throws {
        let server = try await TestServer.start()
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk")], environment: try TestServer.home(server))
        try await program.waitForFrame("live")
        // Whatever the start still had to draw.
        try await Task.sleep(for: .seconds(1))
        _ = program.take()
        try await Task.sleep(for: .seconds(4))
        // A minute may have gone by: one age is a few bytes.
        #expect(program.take().count < 200)
        program.type("q")
        #expect(try await program.end() == 0)
        await server.stop()
    }

    /// All at once, and one by one as fast as somebody could count them as frames.
    @Test(arguments: [(900, 0), (300, 6)])
    func aFloodIsAtMostSixtyPicturesASecond(count: Int, pause: Int) async throws {
        let server = try await TestServer.start()
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk")], environment: try TestServer.home(server))
        try await TestServer.settle(program, server)
        let start = ContinuousClock.now
        _ = program.take()
        for number in 0..<count {
            await server.comment(task: 142, author: 5, body: "number \(number)")
            if pause > 0 { try await Task.sleep(for: .milliseconds(pause)) }
        }
        try await program.waitForFrame("Inbox \(count)")
        let time = (ContinuousClock.now - start) / .seconds(1)
        let pictures =
            String(decoding: program.take(), as: UTF8.self)
            .components(separatedBy: "\u{1B}[?2026h").count - 1
        // Any second has sixty at most, so a part of one has no more.
        #expect(Double(pictures) <= 60 * time.rounded(.up), "\(pictures) pictures in \(time) s")
        program.type("q")
        #expect(try await program.end() == 0)
        await server.stop()
    }
}
