/// The sections of the configuration with what the table of keys doesn't say: what each is for, and the form
/// of those that are no list of keys.
enum ConfigurationReference {
    struct Section {
        /// `[server]`, `[[project]]`.
        var title: String
        var help: String
        /// A few lines of TOML; empty where the keys say it all.
        var example: String
        var settings: [any AnySetting]
    }

    /// Every section, in the order of the table.
    static var sections: [Section] {
        var names: [String] = []
        for setting in Settings.all {
            let name = String(setting.path.prefix { $0 != "." })
            if !names.contains(name) { names.append(name) }
        }
        let keyed = names.map { name in
            Section(
                title: "[\(name)]", help: help[name] ?? "", example: "",
                settings: Settings.all.filter { $0.path.hasPrefix("\(name).") })
        }
        return keyed + free
    }

    /// What a section of keys is for. A test holds that each has a line here.
    static let help: [String: String] = [
        "server": "The server of the Pusher protocol: Reverb, Pusher or soketi.",
        "app": "The Laravel application behind it.",
        "auth": "Where the token comes from; the first that is set wins, after CRAFTDESK_TOKEN.",
        "workspace": "What is watched, and the names of its channels.",
        "ui": "The screen.",
        "notify": "What reaches you while you look elsewhere.",
        "store": "History and marks.",
    ]

    private static let free: [Section] = [
        Section(
            title: "[[project]]",
            help: "A project, where the application can't list them (app.projects_path).",
            example: "[[project]]\nid = 3\nkey = \"WEB\"\nname = \"Website\"", settings: []),
        Section(
            title: "[[event]]",
            help:
                "How to read an event of your application that the catalogue doesn't know. The name is a class, its base name or what broadcastAs gives; * stands for any part of it, and {$event} in a title is the name itself.",
            example:
                "[[event]]\nname = \"App.Events.DeployFinished\"\nkind = \"deploy\"\n"
                + "title = \"{user.name|somebody} deployed {version}\"\npriority = \"low\"",
            settings: []),
        Section(
            title: "[[rule]]",
            help: "What happens to events that a query finds; \"craftdesk rules test\" tries them.",
            example: "[[rule]]\nname = \"quiet comments\"\nquery = \"kind:comment\"\ntoast = false",
            settings: []),
        Section(
            title: "[profile.NAME]",
            help:
                "Another server or account, chosen by --profile NAME: any section of this file, laid over the "
                + "file's own. Token, secret and store are never taken over: each profile has its own.",
            example: "[profile.work.server]\nurl = \"wss://ws.work.example\"\nkey = \"work-key\"",
            settings: []),
    ]

    /// The reference as Markdown.
    static var markdown: String {
        var lines = [
            "# Configuration reference", "",
            "Made by `craftdesk generate-reference` of the table in Settings.swift; don't edit.", "",
        ]
        for section in sections {
            lines += ["## \(section.title)", "", section.help, ""]
            if !section.settings.isEmpty {
                lines += ["| Key | Default | Variable | What it is |", "|---|---|---|---|"]
                for setting in section.settings {
                    let key = setting.path.split(separator: ".").last ?? ""
                    lines.append(
                        "| `\(key)` | `\(setting.fallbackTOML)` | `\(setting.environmentName)` | \(setting.help) Must be \(setting.expectation.replacing("|", with: "\\|")). |"
                    )
                }
                lines.append("")
            }
            if !section.example.isEmpty { lines += ["```toml", section.example, "```", ""] }
        }
        return lines.joined(separator: "\n")
    }
}
