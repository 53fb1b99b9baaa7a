import Feed
import JSON

/// The counts that prompts and status bars show.
struct StatusReport: Equatable {
    /// Unread entries by project; the workspace's own under nil.
    var counts: [String?: UnreadCount]

    var unread: Int { counts.values.reduce(0) { $0 + $1.entries } }
    var mentions: Int { counts.values.reduce(0) { $0 + $1.forMe } }

    private var sorted: [(project: String, count: UnreadCount)] {
        counts.map { ($0.key ?? "", $0.value) }.sorted { $0.project < $1.project }
    }

    /// Where it is shown.
    enum Format: String, CaseIterable {
        /// The number of unread entries.
        case plain
        /// One object: unread, mentions, projects.
        case json
        /// For tmux's `status-right`: nothing when there is nothing, mentions in yellow.
        case tmux
        /// For a `custom` module of waybar: text, tooltip, class.
        case waybar
        /// For a shell's prompt and starship: nothing when there is nothing.
        case prompt
    }

    /// One line, without its end.
    func text(_ format: Format) -> String {
        switch format {
        case .plain: String(unread)
        case .json: json.serialized()
        case .tmux:
            unread == 0 ? "" : (mentions > 0 ? "#[fg=yellow]@\(mentions)#[default] " : "") + String(unread)
        case .waybar: waybar.serialized()
        case .prompt: unread == 0 ? "" : (mentions > 0 ? "@\(mentions) " : "") + String(unread)
        }
    }

    /// A line made by a template: `{unread}`, `{mentions}` and `{project:ID}` are numbers, and nothing else in
    /// braces has a meaning.
    func text(template: String) -> String {
        var text = template.replacing("{unread}", with: String(unread))
            .replacing("{mentions}", with: String(mentions))
        for (project, count) in sorted {
            text = text.replacing("{project:\(project)}", with: String(count.entries))
        }
        // A project without anything unread isn't among the counts.
        while let start = text.firstRange(of: "{project:"),
            let end = text[start.upperBound...].firstIndex(of: "}")
        {
            text.replaceSubrange(start.lowerBound...end, with: "0")
        }
        return text
    }

    private var json: JSONTree {
        var projects: JSONTree = [:]
        for (project, count) in sorted { projects[project] = .integer(count.entries) }
        return ["unread": .integer(unread), "mentions": .integer(mentions), "projects": projects]
    }

    private var waybar: JSONTree {
        let lines = sorted.map {
            "\($0.project.isEmpty ? "workspace" : "project \($0.project)"): \($0.count.entries)"
        }
        return [
            "text": .string(text(.prompt)),
            "tooltip": .string(unread == 0 ? "nothing unread" : lines.joined(separator: "\n")),
            "class": .string(mentions > 0 ? "mentions" : unread > 0 ? "unread" : "none"),
        ]
    }
}
