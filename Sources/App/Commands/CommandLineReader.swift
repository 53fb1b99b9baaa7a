import Feed

/// Reads lines of the command line: a command by its name, or by as much of it as tells it apart, and what
/// it is for.
struct CommandLineReader {
    let model: Model

    init(_ model: Model) { self.model = model }

    /// Short names that other programs have taught.
    static let aliases: [String: Command] = [
        "q": .quit, "wq": .quit, "h": .help, "mark": .select, "unread": .markUnread, "read": .toggleRead,
        "assign": .assignToMe, "status": .changeStatus, "comment": .reply, "all": .allProjects,
        "yank": .copyKey,
        "open_url": .browser, "leave": .unsubscribe,
    ]

    /// The command of a line and the rest of it.
    func command(of line: String) -> (command: Command, argument: String)? {
        let words = line.trimmed.split(separator: " ", maxSplits: 1).map(String.init)
        guard let first = words.first else { return nil }
        let argument = words.count > 1 ? words[1].trimmed : ""
        let name = Self.plain(first)
        if let command = Command(rawValue: name) ?? Self.aliases[name] { return (command, argument) }
        let fitting = Command.allCases.filter { $0.rawValue.hasPrefix(name) }
        // Of several, the one without further words is meant: `do` is `done`, not `down`, only when alone.
        return fitting.count == 1 ? (fitting[0], argument) : nil
    }

    /// Commands whose names begin so.
    func candidates(_ name: String) -> [String] {
        let plain = Self.plain(name)
        return CommandTable.entries.map(\.command.rawValue).filter { $0.hasPrefix(plain) }
    }

    private static func plain(_ name: String) -> String { name.lowercased().replacing("-", with: "_") }

    /// Whole lines that the line could become.
    func completions(of line: String) -> [String] {
        guard let blank = line.firstIndex(of: " ") else { return line.isEmpty ? [] : candidates(line) }
        guard let (command, _) = command(of: line), let entry = CommandTable.entry(of: command) else {
            return []
        }
        let head = line[...blank]
        let typed = line[line.index(after: blank)...]
        // The last word is completed, what stands before it stays.
        let start = typed.lastIndex(of: " ").map { typed.index(after: $0) } ?? typed.startIndex
        let word = typed[start...].lowercased()
        return words(for: entry.argument).filter {
            $0.lowercased().hasPrefix(word) && $0.lowercased() != word
        }
        .map { head + typed[..<start] + $0 }
    }

    private func words(for argument: CommandArgument) -> [String] {
        switch argument {
        case .none, .text: []
        case .project: model.projects.prefix(500).map(\.key)
        case .tab: ["inbox", "mentions", "starred", "all"]
        case .query: queryWords
        case .moment: ["1h", "3h", "18:00", "tomorrow", "monday", "from:", "status:done", "quota:90"]
        case .target: ["task", "project", "person", "kind", "off"] + queryWords
        case .status: model.preferences.statuses + model.statuses
        case .rule:
            queryWords + ["->", "hide", "priority"]
                + DeliveryChange.switches.flatMap { [$0.name, "no \($0.name)"] }
        }
    }

    private var queryWords: [String] {
        model.preferences.catalogue.queryKinds.map { "kind:\($0)" }
            + Query.State.allCases.map { "is:\($0.rawValue)" }
            + model.projects.prefix(500).map { "project:\($0.key.lowercased())" } + [
                "from:", "mention:me", "before:", "after:", "task:",
            ]
    }
}

extension Model {
    /// Does what a line of the command line says.
    mutating func run(_ line: String) -> [Effect] {
        // A number alone goes to that row, as in editors.
        if let number = Int(line.trimmed), stack.isEmpty {
            select(number - 1)
            return []
        }
        let reader = CommandLineReader(self)
        guard let (command, argument) = reader.command(of: line) else {
            let name = line.trimmed.split(separator: " ").first.map(String.init) ?? ""
            let candidates = reader.candidates(name)
            if candidates.count > 1 {
                status = "\(name) could be \(candidates.joined(separator: ", "))"
            } else {
                let known = Command.allCases.map(\.rawValue)
                let near = nearest(to: name.replacing("-", with: "_"), among: known)
                status = "there is no command \(name)" + (near.map { "; the nearest is \($0)" } ?? "")
            }
            return []
        }
        return perform(command, argument: argument)
    }
}
