import Foundation
import Sandbox
import TestSupport
import Testing

/// What reaches beyond the window: links, copies, notifications, and the way through tmux and screen.
@Suite(.serialized) struct OutsideTests {
    private func start(
        _ arguments: [String] = [], environment more: [String: String] = [:], configuration: String = ""
    ) async throws -> (program: PtyProgram, end: () async throws -> Void) {
        let server = try await TestServer.start()
        await server.comment(task: 142, author: 5, body: "see https://acme.example/a?b=1 and tell me")
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk")] + arguments,
            environment: try TestServer.home(server, more: configuration).merging(more) { $1 })
        try await program.waitForFrame("live", "commented")
        return (
            program,
            {
                program.type("q")
                let status = try await program.end()
                #expect(status == 0)
                await server.stop()
            }
        )
    }

    @Test func addressesAreLinksWhereTheyAreTaken() async throws {
        let (program, end) = try await start(["--set", "notify.links=on"])
        program.type("\r")
        try await program.waitForFrame("status ", "https://acme.example/a?b=1")
        try await program.wait(for: "the task's page and the comment's address as links") { program in
            program.output.contains("\u{1B}]8;;https://acme.example/a?b=1\u{1B}\\https://acme.example/a?b=1")
                && program.output.contains(/\u{1B}\]8;;http:[^\u{1B}]*tasks\/142\u{1B}\\/)
        }
        program.type("q")
        try await program.waitForFrame("[Inbox")
        try await end()
        #expect(program.output.components(separatedBy: "\u{1B}]8;;\u{1B}\\").count > 2)
    }

    @Test func withoutThemThereAreNone() async throws {
        let (program, end) = try await start(["--set", "notify.links=off"])
        program.type("\r")
        try await program.waitForFrame("status ", "https://acme.example/a?b=1")
        program.type("q")
        try await program.waitForFrame("[Inbox")
        try await end()
        #expect(!program.output.contains("\u{1B}]8;"))
    }

    @Test func aCopyGoesByOSC52() async throws {
        let (program, end) = try await start(["--set", "notify.clipboard=on"])
        program.type("y")
        // "WEB-142".
        try await program.wait(for: "the copy") { $0.output.contains("\u{1B}]52;c;V0VCLTE0Mg==\u{7}") }
        try await end()
    }

    @Test func overSSHAnAddressIsCopiedAndSaid() async throws {
        let (program, end) = try await start(
            ["--set", "notify.clipboard=on"], environment: ["SSH_CONNECTION": "1 2 3 4"])
        program.type("o")
        try await program.waitForFrame("copied http://")
        #expect(program.output.contains("\u{1B}]52;c;"))
        try await end()
    }

    @Test func aBrowserGetsTheAddressAsOneArgument() async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "opened-\(UUID().uuidString)"
        ).path
        let script = file + ".sh"
        try "#!/bin/sh\nprintf '%s|%s' \"$#\" \"$1\" > '\(file)'\n".write(
            toFile: script, atomically: true, encoding: .utf8)
        chmod(script, 0o700)
        let (program, end) = try await start(configuration: "[ui]\nbrowser = [\"\(script)\"]")
        program.type("o")
        try await program.wait(for: "the browser") { _ in
            (try? String(contentsOfFile: file, encoding: .utf8))?.hasPrefix("1|http://") == true
        }
        try await end()
    }

    @Test func anUnfocusedWindowGetsANotificationAndAFocusedOneAToast() async throws {
        let server = try await TestServer.start()
        let program = try PtyProgram(
            [BuiltProduct.path("craftdesk"), "--set", "notify.desktop=osc777"],
            environment: try TestServer.home(server))
        try await TestServer.settle(program, server)
        try await program.focus(false)
        await server.comment(task: 142, author: 5, body: "are you there, @zoe?")
        try await program.wait(for: "the notification") {
            $0.output.contains("\u{1B}]777;notify;craftdesk;Ana Souza")
        }
        try await program.focus(true)
        _ = program.take()
        await server.comment(task: 142, author: 5, body: "and you, @zoe?")
        try await program.waitForFrame("Inbox 2")
        #expect(!String(decoding: program.take(), as: UTF8.self).contains("\u{1B}]777"))
        program.type("q")
        #expect(try await program.end() == 0)
        await server.stop()
    }

    /// The terminal outside of a real tmux: what its passthrough lets out.
    @Test(arguments: ["on", "off"]) func throughTmux(passthrough: String) async throws {
        let server = try await TestServer.start()
        var environment = try TestServer.home(server)
        let home = environment["HOME"] ?? ""
        try """
        set -g default-terminal "tmux-256color"
        set -g allow-passthrough \(passthrough)
        set -g set-clipboard on
        set -as terminal-features ",xterm-256color:clipboard"
        set -g focus-events on
        """.write(toFile: "\(home)/tmux.conf", atomically: true, encoding: .utf8)
        let socket = "\(home)/tmux"
        environment["TMUX"] = nil
        let outside = try PtyProgram(
            [
                "tmux", "-u", "-S", socket, "-f", "\(home)/tmux.conf", "new-session",
                "\(BuiltProduct.path("craftdesk")) --set notify.desktop=osc777 --set notify.clipboard=on",
            ], environment: environment)
        try await TestServer.settle(outside, server)
        try await outside.focus(false)
        await server.comment(task: 142, author: 5, body: "are you there, @zoe?")
        try await outside.waitForFrame("Inbox 1", "commented")
        let notification = "\u{1B}]777;notify;craftdesk;Ana Souza"
        if passthrough == "on" {
            try await outside.wait(for: "the notification outside") { $0.output.contains(notification) }
        }
        outside.type("y")
        try await outside.wait(for: "the copy outside") { $0.output.contains("V0VCLTE0Mg==") }
        if passthrough == "off" { #expect(!outside.output.contains(notification)) }
        outside.type("q")
        #expect(try await outside.end() == 0)
        await server.stop()
    }

    /// GNU screen in between: it takes what it is handed out of its envelope.
    @Test func throughScreen() async throws {
        let server = try await TestServer.start()
        var environment = try TestServer.home(server)
        let home = environment["HOME"] ?? ""
        let sockets = "\(home)/sockets"
        try FileManager.default.createDirectory(
            atPath: sockets, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        try "startup_message off\ndefutf8 on\nterm screen-256color\n".write(
            toFile: "\(home)/screenrc", atomically: true, encoding: .utf8)
        environment["SCREENDIR"] = sockets
        let outside = try PtyProgram(
            [
                "screen", "-U", "-c", "\(home)/screenrc", BuiltProduct.path("craftdesk"), "--set",
                "notify.desktop=osc777", "--set", "notify.clipboard=on",
            ], environment: environment)
        let before = outside.modes
        try await TestServer.settle(outside, server)
        try await outside.focus(false)
        await server.comment(task: 142, author: 5, body: "are you there, @zoe? 日本")
        try await outside.waitForFrame("Inbox 1", "commented")
        try await outside.wait(for: "the notification outside") {
            $0.output.contains("\u{1B}]777;notify;craftdesk;")
        }
        outside.type("y")
        try await outside.wait(for: "the copy outside") { $0.output.contains("V0VCLTE0Mg==") }
        outside.type("\r")
        try await outside.wait(for: "wide letters outside") { $0.output.contains("日本") }
        outside.type("qq")
        #expect(try await outside.end() == 0)
        #expect(outside.modes.c_lflag == before.c_lflag)
        await server.stop()
    }

    @Test func theDoctorSaysWhichLineOfTmuxIsMissing() async throws {
        let home = FileManager.default.temporaryDirectory.appendingPathComponent("tmux-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: home) }
        for isSet in [false, true] {
            try """
            set -g default-terminal "tmux-256color"
            set -g remain-on-exit on
            \(isSet ? "set -g allow-passthrough on\nset -g focus-events on\nset -g set-titles on\nset -s set-clipboard on" : "set -g allow-passthrough off")
            """.write(to: home.appendingPathComponent("tmux.conf"), atomically: true, encoding: .utf8)
            let socket = home.appendingPathComponent("socket-\(isSet)").path
            let outside = try PtyProgram(
                [
                    "tmux", "-u", "-S", socket, "-f", home.appendingPathComponent("tmux.conf").path,
                    "new-session", "\(BuiltProduct.path("craftdesk")) doctor --notify",
                ], columns: 160, rows: 48)
            try await outside.wait(for: "all of it") { $0.output.contains("sent  bell") }
            #expect(outside.output.contains("set -g allow-passthrough on") == !isSet)
            // Each way is tried; what passes is what the terminal outside would show.
            for way in ["osc9", "osc777", "osc99"] {
                #expect(outside.output.contains("\(way): if a notification"))
            }
            #expect(outside.output.contains("\u{1B}]777;notify;craftdesk;This came by osc777.") == isSet)
            let child = try ChildProcess.start(
                ["tmux", "-S", socket, "kill-server"], environment: ["PATH": "/usr/bin:/bin"],
                output: "/dev/null")
            _ = ChildProcess.wait(child)
            _ = try await outside.end()
        }
    }
}
