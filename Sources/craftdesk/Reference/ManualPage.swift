import App
import Feed
import Screen

/// The man pages, made of the tables in the code (man(7) macros, which every man understands).
enum ManualPage {
    /// craftdesk(1).
    static var program: String {
        var page = head("craftdesk", 1, "CraftDesk's real-time notifications in a terminal")
        page += section("SYNOPSIS")
        page += ".B craftdesk\n[\\fIcommand\\fR] [\\fIoptions\\fR]\n"
        page += section("DESCRIPTION")
        page += paragraph(
            "craftdesk shows what happens in a CraftDesk workspace, or in any Laravel application that "
                + "broadcasts through Reverb or another server of the Pusher protocol, as it happens. "
                + "Without a command it opens the screen; \"craftdesk demo\" shows it with a server of its own."
        )
        page += section("COMMANDS")
        for command in CommandDump.all.dropFirst() {
            page += ".SS \(escaped(command.name))\n"
            page += paragraph(command.abstract)
            for argument in command.ownArguments { page += entry(argument) }
            page += verbatim(command.discussion)
        }
        page += section("OPTIONS OF EVERY COMMAND")
        for argument in CommandDump.shared { page += entry(argument) }
        page += section("KEYS")
        for entry in CommandTable.entries {
            // Those without a key are typed.
            let names = entry.keys.isEmpty ? [":" + entry.command.rawValue] : entry.keys.map(\.name)
            let keys = names.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
            page += ".TP\n\(keys)\n\(escaped(entry.help)) (\\fI\(escaped(entry.command.rawValue))\\fR)\n"
        }
        page += section("EXIT STATUS")
        for status in ExitStatus.allCases {
            page += ".TP\n.B \(status.rawValue)\n\(escaped(status.help))\n"
        }
        page += section("ENVIRONMENT")
        for (name, help) in environment { page += ".TP\n.B \(name)\n\(escaped(help))\n" }
        page += section("FILES")
        for (name, help) in files { page += ".TP\n.I \(escaped(name))\n\(escaped(help))\n" }
        return page + section("SEE ALSO") + ".BR craftdesk-config (5)\n"
    }

    /// craftdesk-config(5).
    static var configuration: String {
        var page = head("craftdesk-config", 5, "the configuration of craftdesk")
        page += section("DESCRIPTION")
        page += paragraph(
            "A TOML file, \(files[0].name). A key is taken from --set, else from its environment variable, else "
                + "from the file, else its default. \"craftdesk config check\" tells every fault with line and "
                + "column; \"craftdesk config show\" tells what is in force and why.")
        for section in ConfigurationReference.sections {
            page += ".SH \(section.title.uppercased())\n" + paragraph(section.help)
            for setting in section.settings {
                let key = setting.path.split(separator: ".").last ?? ""
                page += ".TP\n.BR \(escaped(String(key))) \" = \(escaped(quotable(setting.fallbackTOML)))\"\n"
                page += "\(escaped(setting.help)) Must be \(escaped(setting.expectation)).\n"
            }
            page += verbatim(section.example)
        }
        return page + section("SEE ALSO") + ".BR craftdesk (1)\n"
    }

    // MARK: What the tables don't hold

    static let environment: [(name: String, help: String)] = [
        ("CRAFTDESK_CONFIG", "The configuration file, as --config."),
        ("CRAFTDESK_PROFILE", "The profile, as --profile."),
        ("CRAFTDESK_TOKEN", "The token; wins over [auth]."),
        ("CRAFTDESK_LOG", "The log file, as --log-file."),
        ("CRAFTDESK_SECTION_KEY", "Any key of the configuration, as in CRAFTDESK_SERVER_URL."),
        ("NO_COLOR", "Anything but empty: no colours."),
        (
            "HTTPS_PROXY",
            "The proxy to wss:// and https:// addresses: http://[user:password@]host:port, or "
                + "socks5://host:port. Everything that connects takes it; small letters count too."
        ),
        (
            "ALL_PROXY",
            "The same for addresses that nothing else names a proxy for, ws:// and http:// among them."
        ),
        (
            "NO_PROXY",
            "Hosts reached directly, with commas between: names and all that is below them, addresses, "
                + "networks as 10.0.0.0/8, or * for all. This machine never needs a proxy."
        ),
        ("XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME", "Where the files are."),
    ]

    static let files: [(name: String, help: String)] = [
        ("~/.config/craftdesk/config.toml", "The configuration; see craftdesk-config(5)."),
        ("~/.config/craftdesk/token", "The token that \"craftdesk login\" wrote; token-NAME for a profile."),
        ("~/.local/state/craftdesk/", "History and marks; profiles/NAME/ for a profile."),
    ]

    // MARK: man(7)

    private static func head(_ name: String, _ number: Int, _ what: String) -> String {
        ".\\\" Made by \"craftdesk generate-reference\" of the tables in the code; don't edit.\n"
            + ".TH \(name.uppercased().replacing("-", with: "\\-")) \(number) \"\(CraftDesk.date)\" \"craftdesk \(CraftDesk.version)\"\n"
            + section("NAME") + "\(escaped(name)) \\- \(escaped(what))\n"
    }

    private static func section(_ title: String) -> String { ".SH \(title)\n" }

    /// The first paragraph under a heading, which needs no macro.
    private static func paragraph(_ text: String) -> String { text.isEmpty ? "" : "\(escaped(text))\n" }

    private static func verbatim(_ text: String) -> String {
        guard !text.isEmpty else { return "" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }
        return ".PP\n.nf\n\(lines.joined(separator: "\n"))\n.fi\n"
    }

    private static func entry(_ argument: CommandDump.Argument) -> String {
        let names = argument.names.map { "\\fB\(escaped($0))\\fR" }.joined(separator: ", ")
        let value = argument.kind == "flag" ? "" : "\\fI\(escaped(argument.valueName))\\fR"
        let term = [names, value].filter { !$0.isEmpty }.joined(separator: " ")
        let repeats = argument.isRepeating ? " May be given again." : ""
        let fallback = argument.defaultValue.map { " The default is \($0)." } ?? ""
        return ".TP\n\(term)\n\(escaped(argument.abstract + repeats + fallback))\n"
    }

    /// A double quote ends a macro's argument.
    private static func quotable(_ text: String) -> String { text.replacing("\"", with: "\\(dq") }

    /// What man(7) would take for its own: backslashes, dashes that are to stay dashes, a dot or an
    /// apostrophe at a line's beginning.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "\\": escaped += "\\e"
            case "-": escaped += "\\-"
            default: escaped.append(character)
            }
        }
        escaped = escaped.replacing("\\e(dq", with: "\\(dq")
        return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&\(escaped)" : escaped
    }
}
