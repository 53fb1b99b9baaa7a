import Foundation
import TestSupport
import Testing

/// A real terminal for tests: a tmux server of its own, with one window that runs one program. Keys go in as
/// a person types them, the screen comes out as text.
final class TmuxScreen {
    struct Failed: Error, CustomStringConvertible {
        var description: String
    }

    private let socket: String
    private let directory: URL

    /// Starts the program. It ends with the window left open, so that what it printed last can be read;
    /// its exit status then stands in the line `exited N`.
    /// - Parameter owner: the process without which the server is of no use to anybody, and ends.
    init(
        _ command: [String], environment: [String: String] = [:], columns: Int = 80, rows: Int = 24,
        term: String = "tmux-256color", owner: pid_t = getpid()
    ) throws {
        socket = "craftdesk-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0 ... .max))"
        directory = FileManager.default.temporaryDirectory.appendingPathComponent(socket)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let settings = directory.appendingPathComponent("tmux.conf")
        try """
        set -g default-terminal "\(term)"
        set -g status off
        set -g escape-time 0
        set -g remain-on-exit on
        set -g set-titles on
        set -g history-limit 2000
        """.write(to: settings, atomically: true, encoding: .utf8)
        let script = directory.appendingPathComponent("run.sh")
        try """
        #!/bin/sh
        \(environment.sorted { $0.key < $1.key }.map { "export \($0)=\(Self.quote($1))" }.joined(separator: "\n"))
        # Nobody else ends the server of a run that was killed.
        (
            while kill -0 \(owner) 2>/dev/null; do sleep 1; done
            rm -rf \(Self.quote(directory.path))
            tmux -L \(socket) kill-server
        ) </dev/null >/dev/null 2>&1 &
        stty -a > \(Self.quote(directory.path))/before
        \(command.map(Self.quote).joined(separator: " "))
        status=$?
        stty -a > \(Self.quote(directory.path))/after
        echo "exited $status"
        sleep 1000
        """.write(to: script, atomically: true, encoding: .utf8)
        _ = try tmux([
            "-f", settings.path, "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
            "sh \(script.path)",
        ])
    }

    deinit {
        _ = try? tmux(["kill-server"])
        try? FileManager.default.removeItem(at: directory)
    }

    /// The server's process.
    func server() throws -> pid_t {
        let number = try tmux(["display-message", "-p", "#{pid}"]).trimmingCharacters(in: .newlines)
        guard let process = pid_t(number) else { throw Failed(description: "no process: \(number)") }
        return process
    }

    /// What the window shows, a string a row, blanks at the ends left out.
    func rows() throws -> [String] {
        try tmux(["capture-pane", "-p"]).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
    }

    var text: String { (try? rows().joined(separator: "\n")) ?? "" }

    /// The window's title, as the program set it.
    func title() throws -> String {
        try tmux(["display-message", "-p", "#{pane_title}"]).trimmingCharacters(in: .newlines)
    }

    /// What the program has changed of the window: on the other screen, cursor shown, mouse taken, cursor
    /// keys and keypad in their other modes; each 0 or 1.
    func flags() throws -> String {
        try tmux([
            "display-message", "-p",
            "#{alternate_on} #{cursor_flag} #{mouse_standard_flag} #{keypad_cursor_flag} #{keypad_flag}",
        ]).trimmingCharacters(in: .newlines)
    }

    /// Keys by tmux's names: `j`, `Enter`, `Escape`, `C-g`.
    func type(_ keys: String...) throws { _ = try tmux(["send-keys"] + keys) }

    func resize(columns: Int, rows: Int) throws {
        _ = try tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// The terminal's settings before and after the program, once it has ended.
    func terminalSettings() throws -> (before: String, after: String) {
        (
            try String(contentsOf: directory.appendingPathComponent("before"), encoding: .utf8),
            try String(contentsOf: directory.appendingPathComponent("after"), encoding: .utf8)
        )
    }

    /// Waits until the screen is as wanted. The deadline is for a hung program, not a measure of speed.
    @discardableResult
    func wait(
        for what: String, seconds: Double = 60, sourceLocation: SourceLocation = #_sourceLocation,
        until condition: (String) throws -> Bool
    ) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(seconds)
        var last = ""
        while ContinuousClock.now < deadline {
            last = text
            if try condition(last) { return last }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("the screen never showed \(what); it shows:\n\(last)", sourceLocation: sourceLocation)
        throw Failed(description: "timed out waiting for \(what)")
    }

    @discardableResult
    private func tmux(_ arguments: [String]) throws -> String {
        // Into a file: the first call leaves a server behind, which would keep a pipe open.
        let file = directory.appendingPathComponent("output-\(UInt32.random(in: 0 ... .max))").path
        var environment = ProcessInfo.processInfo.environment
        environment["TMUX"] = nil
        environment["LC_ALL"] = "C.UTF-8"
        let child = try ChildProcess.start(
            ["tmux", "-u", "-L", socket] + arguments, environment: environment, output: file)
        let status = ChildProcess.wait(child)
        let output = try String(contentsOfFile: file, encoding: .utf8)
        unlink(file)
        guard status == 0 else { throw Failed(description: "tmux \(arguments): \(output)") }
        return output
    }

    private static func quote(_ text: String) -> String {
        "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
}
