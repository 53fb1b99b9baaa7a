import Foundation
import HostileText
import JSON
import Sandbox
import TestSupport
import Testing

/// The corpus of hostile strings sent by a server, each in every part of an event that is shown: whatever of
/// it reaches a terminal, a pipe, a hook or a file is letters.
@Suite(.serialized) struct HostileTests {
    /// An event whose every text is hostile, addressed to me.
    private static func payload(_ text: String, _ number: Int) -> String {
        let tree: JSONTree = [
            "comment": [
                "id": .integer(90_000 + number), "body": .string("@zoe \(text) https://acme.example/\(text)"),
                "author": ["id": 5, "name": .string(text)],
            ],
            "task": [
                "id": .integer(500 + number), "key": .string("K\(text)"), "title": .string(text),
                "project_id": 3,
            ], "event_id": .string("hostile-\(number)"), "url": .string("https://acme.example/\(text)"),
        ]
        return tree.serialized()
    }

    private func send(to server: SandboxServer) async {
        for (number, hostile) in HostileText.cases.enumerated() {
            await server.publish(
                "App\\Events\\CommentCreated", channels: ["private-workspace.7"],
                data: Self.payload(hostile.text, number))
            await server.publish(
                "App\\Events\\\(hostile.text)", channels: ["private-workspace.7"],
                data: Self.payload(hostile.text, 1000 + number))
        }
    }

    private static var count: Int { HostileText.cases.count }

    /// Why a line is not fit to be printed; the line's end apart.
    private func expectCalm(_ text: String, _ what: String, sourceLocation: SourceLocation = #_sourceLocation)
    {
        for line in text.split(whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
            if let danger = HostileText.danger(in: line) {
                Issue.record(
                    "\(what): \(danger) in \(String(line).debugDescription)", sourceLocation: sourceLocation)
                return
            }
        }
    }

    @Test(arguments: [(80, 24), (160, 48)]) func onTheScreen(columns: Int, rows: Int) async throws {
        let server = try await TestServer.start()
        let files = FileManager.default.temporaryDirectory.appendingPathComponent(
            "hostile-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: files) }
        let hooked = files.appendingPathComponent("hooked").path
        let log = files.appendingPathComponent("log").path
        let environment = try TestServer.home(
            server,
            more: """
                [notify]
                desktop = "osc777"
                clipboard = "on"
                links = "on"
                hook = ["sh", "-c", "cat >> '\(hooked)'"]
                """)
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk"), "--log-level", "trace", "--log-file", log],
            environment: environment, columns: columns, rows: rows)
        try await TestServer.settle(program, server)
        program.type("0")
        // Half of it as toasts, half as notifications.
        await send(to: server)
        try await program.waitForFrame("Inbox \(2 * Self.count)")
        try await program.focus(false)
        await server.publish(
            "App\\Events\\CommentCreated", channels: ["private-workspace.7"],
            data: Self.payload("\u{1B}]52;c;eA==\u{7}\u{202E}x", 5000))
        try await program.wait(for: "a notification") { $0.output.contains("\u{1B}]777;") }
        program.type("g")
        // Each row and each detail, its key and its address copied, the reason why it is there.
        for number in 0..<Self.count {
            program.type(number == 0 ? "j" : "jj")
            program.type("\r")
            program.type("yYo")
            if number % 10 == 0 { program.type("Wq") }
            program.type("q")
            try await Task.sleep(for: .milliseconds(30))
        }
        program.type("/")
        program.type("k")
        program.type("\u{7}")
        program.type("?")
        try await program.waitForFrame("next row")
        program.type("qq")
        #expect(try await program.end() == 0)
        await server.stop()

        var parts = TerminalOutput(program.output)
        #expect(parts.strangers == [], "sequences that nobody meant")
        // The questions of the start, and no other.
        for question in ["[c", "[>q", "[?2026$p"] {
            #expect(parts.sequences.count { $0 == question } <= 1, "\(question)")
        }
        for body in parts.commands { expectCalm(body, "a command to the terminal") }
        // The bell is the program's own, for what is addressed to me.
        parts.letters.removeAll {
            $0 == "\u{7}" || $0 == "\u{8}" || $0 == "\t" || $0 == "\r" || $0 == "\r\n" || $0 == "\n"
        }
        expectCalm(parts.letters, "the letters")

        let hooks = (try? String(contentsOfFile: hooked, encoding: .utf8)) ?? ""
        #expect(hooks.contains("hostile-"))
        expectCalm(hooks, "the hook's input")
        expectCalm((try? String(contentsOfFile: log, encoding: .utf8)) ?? "", "the log")
    }

    @Test(arguments: [[], ["--json"]]) func inTail(arguments: [String]) async throws {
        let server = try await TestServer.start()
        let environment = try TestServer.home(server)
        async let outcome = BuiltProduct.run(
            "craftdesk", ["tail", "--count", "\(2 * Self.count)", "--for", "120s"] + arguments,
            environment: environment)
        for _ in 0..<1200
        where await !server.subscriptionLog().contains(where: { $0.channel == "private-workspace.7" }) {
            try await Task.sleep(for: .milliseconds(50))
        }
        await send(to: server)
        let (output, errors) = (try await outcome.output, try await outcome.errors)
        #expect(output.contains("hostile-0") == !arguments.isEmpty)
        #expect(output.split(separator: "\n").count >= 2 * Self.count)
        expectCalm(output, "standard output")
        expectCalm(errors, "standard error")
        await server.stop()
    }

    @Test func inPlainMode() async throws {
        let server = try await TestServer.start()
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk"), "plain", "--set", "notify.burst=0"],
            environment: try TestServer.home(server), term: "dumb")
        try await program.wait(for: "the connection") { $0.output.contains("Connection: live.") }
        // What comes before the first history is fetched would be history too, and not be told.
        try await program.wait(for: "the history") { program in
            program.type("list all\n")
            try await Task.sleep(for: .milliseconds(100))
            return program.output.contains("WEB-151")
        }
        await send(to: server)
        try await program.wait(for: "the last") { $0.output.contains("\(2 * Self.count). ") }
        for number in stride(from: 1, to: 2 * Self.count, by: 5) { program.type("\(number)\n") }
        program.type("list\nstate\nquit\n")
        #expect(try await program.end() == 0)
        expectCalm(program.output.replacing("\r\n", with: "\n"), "plain mode")
        await server.stop()
    }
}
