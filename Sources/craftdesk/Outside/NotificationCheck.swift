import Foundation
import Terminal

/// The part of `craftdesk doctor` that is about the world outside the window: what this terminal is known to
/// take, a try of each way of notification, and the line of whichever configuration is missing.
struct NotificationCheck {
    /// One thing that was looked at.
    struct Finding: Equatable {
        /// A few words.
        var name: String
        var isGood: Bool
        /// What was found, and what to do where it isn't good.
        var text: String
    }

    var environment: [String: String]
    /// Runs a program and gives what it printed; nil where there is none or it failed.
    var ask: ([String]) -> String?

    init(environment: [String: String], ask: (([String]) -> String?)? = nil) {
        self.environment = environment
        self.ask = ask ?? { Self.answer(of: $0, environment: environment) }
    }

    private var traits: TerminalTraits {
        TerminalTraits(type: environment["TERM"] ?? "", environment: environment)
    }

    /// What is known without sending anything.
    func findings(_ configuration: Configuration) -> [Finding] {
        var findings: [Finding] = []
        let traits = traits
        let type = environment["TERM"] ?? ""
        findings.append(
            Finding(
                name: "terminal", isGood: !type.isEmpty && type != "dumb",
                text: type.isEmpty ? "TERM is not set; craftdesk plain does without it" : "TERM=\(type)"))
        switch traits.multiplexer {
        case .none: break
        case .tmux: findings += tmux()
        case .screen:
            findings.append(
                Finding(
                    name: "screen", isGood: true,
                    text: "GNU screen hands notifications on in its envelope; nothing needs to be set"))
        }
        findings.append(way(configuration, traits))
        findings.append(
            Finding(
                name: "focus", isGood: traits.reportsFocus,
                text: traits.reportsFocus
                    ? "the terminal tells when its window has the focus"
                    : "the terminal doesn't tell of the focus: toasts and notifications both come"))
        let copies = configuration[\.notifyClipboard].wish ?? traits.takesClipboard
        findings.append(
            Finding(
                name: "clipboard", isGood: copies,
                text: copies
                    ? "copying goes by OSC 52"
                    : "the terminal isn't known to take OSC 52; set notify.clipboard = \"on\" if it does"))
        if let program = configuration[\.notifyHook].first {
            let path = Paths(environment: environment).expand(program)
            let isThere = path.contains("/") ? FileManager.default.isExecutableFile(atPath: path) : true
            findings.append(
                Finding(
                    name: "hook", isGood: isThere,
                    text: isThere
                        ? "notify.hook runs \(program)"
                        : "notify.hook names \(program), which is not there or not executable; chmod +x it"))
        }
        return findings
    }

    private func way(_ configuration: Configuration, _ traits: TerminalTraits) -> Finding {
        let name = "notifications"
        switch configuration[\.notifyDesktop] {
        case .off: return Finding(name: name, isGood: true, text: "notify.desktop = \"off\": none are sent")
        case .osc9, .osc777, .osc99:
            return Finding(
                name: name, isGood: true,
                text: "sent by \(configuration[\.notifyDesktop].rawValue), as notify.desktop says")
        case .auto:
            if traits.multiplexer != .none {
                return Finding(
                    name: name, isGood: false,
                    text:
                        "what is outside of \(traits.multiplexer == .tmux ? "tmux" : "screen") can't be known; "
                        + "set notify.desktop to the way that shows below")
            }
            guard let known = traits.notifications else {
                return Finding(
                    name: name, isGood: false,
                    text: "no way is known for this terminal; set notify.desktop to the way that shows below")
            }
            return Finding(name: name, isGood: true, text: "sent by \(known), which this terminal takes")
        }
    }

    /// The options of tmux that stand in the way, each with the line that is missing.
    private func tmux() -> [Finding] {
        let options: [(option: [String], good: Set<String>, line: String, purpose: String)] = [
            (
                ["-gv", "allow-passthrough"], ["on", "all"], "set -g allow-passthrough on",
                "notifications reach the terminal outside"
            ),
            (["-gv", "focus-events"], ["on"], "set -g focus-events on", "tmux tells of the focus"),
            (["-gv", "set-titles"], ["on"], "set -g set-titles on", "the title reaches the window outside"),
            (
                ["-sv", "set-clipboard"], ["on", "external"], "set -s set-clipboard on",
                "copies reach the clipboard outside"
            ),
        ]
        return options.map { option, good, line, purpose in
            let name = "tmux \(option.last ?? "")"
            guard
                let value = ask(["tmux", "show-options"] + option)?.trimmingCharacters(
                    in: .whitespacesAndNewlines),
                !value.isEmpty
            else {
                return Finding(
                    name: name, isGood: false,
                    text: "tmux doesn't say; put \"\(line)\" into ~/.tmux.conf, so that \(purpose)")
            }
            // An application's own copies need "on"; "external" is for tmux's.
            let isGood = good.contains(value) && !(option.last == "set-clipboard" && value == "external")
            return Finding(
                name: name, isGood: isGood,
                text: isGood
                    ? "\(value): \(purpose)"
                    : "it is \(value); put \"\(line)\" into ~/.tmux.conf, so that \(purpose)")
        }
    }

    /// A try of each way, as bytes for the terminal, with the words that show in it.
    func tries() -> [(way: String, bytes: [UInt8])] {
        let multiplexer = traits.multiplexer
        return NotificationTry.ways.map { way in
            (
                "\(way)",
                NotificationTry.bytes(
                    title: "craftdesk", body: "This came by \(way).", by: way, through: multiplexer)
            )
        }
    }

    /// The findings as lines, then each way tried, then what to set.
    func report(_ configuration: Configuration, sends: Bool) -> [String] {
        var lines = findings(configuration).map { finding in
            "\(finding.isGood ? "good" : "look")  \(finding.name): \(finding.text)."
        }
        guard sends else { return lines }
        for attempt in tries() {
            Output.write(attempt.bytes, to: STDOUT_FILENO)
            lines.append(
                "sent  \(attempt.way): if a notification said so, set notify.desktop = \"\(attempt.way)\".")
        }
        Output.write([0x07], to: STDOUT_FILENO)
        lines.append("sent  bell: if you heard or saw nothing, the terminal's bell is off (ui.bell is ours).")
        return lines
    }

    private static func answer(of arguments: [String], environment: [String: String]) -> String? {
        let variables = HookRunner.clean(environment).map { "\($0.key)=\($0.value)" }
        guard let program = try? SpawnedProgram(arguments: arguments, environment: variables),
            let outcome = try? program.finish(input: [], seconds: 3), outcome.status == 0
        else { return nil }
        return String(decoding: outcome.output, as: UTF8.self)
    }
}
