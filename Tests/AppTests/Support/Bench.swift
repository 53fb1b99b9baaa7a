import Feed
import Screen

@testable import App

/// A program without an outside: a model, keys typed into it, and what it asked for.
///
/// Lists are written as text, newest first, a word a row: `a` is an entry by its id, `*` behind it unread,
/// `s` starred, `d` done, `z` snoozed, `m` muted, `+` chosen; `[a]` is under the cursor.
struct Bench {
    var model: Model
    private(set) var effects: [Effect] = []

    static let now = Timestamp(seconds: 1_700_000_000)
    static let projects = [
        Project(id: "3", key: "WEB", name: "Website"), Project(id: "4", key: "API", name: "Public API"),
        Project(id: "5", key: "OPS", name: "Operations"),
    ]

    /// A program of this size, live, with three projects and nothing in them.
    init(width: Int = 80, height: Int = 24, preferences: Preferences = Preferences(), project: String? = "3")
    {
        model = Model(
            width: width, height: height, now: Self.now, workspaceName: "Acme", preferences: preferences,
            project: project)
        send(.projects(Self.projects))
        send(.identity(Identity(userID: "42", name: "Zoe Keller")))
        send(.connection(.live))
        effects = []
    }

    /// A program that shows this list.
    init(_ list: String, width: Int = 80, height: Int = 24) {
        self.init(width: width, height: height)
        fill(list)
    }

    mutating func fill(_ list: String) {
        let words = list.split(separator: " ")
        var cursor: Int?
        var entries: [(notification: Feed.Notification, marks: Marks)] = []
        for (index, word) in words.enumerated() {
            if word.hasPrefix("[") { cursor = index }
            let text = word.filter { $0 != "[" && $0 != "]" }
            let flags = text.dropFirst()
            var marks: Marks = flags.contains("*") ? [] : .read
            if flags.contains("s") { marks.insert(.starred) }
            if flags.contains("d") { marks.insert(.done) }
            entries.append((Self.event(String(text.prefix(1)), minutesAgo: index), marks))
        }
        send(.loaded(entries.reversed()))
        if let cursor { model.select(cursor) }
        effects = []
    }

    /// A comment on a task of its own: `a` on WEB-a.
    static func event(
        _ id: String, minutesAgo: Int = 0, task: String? = nil, project: String? = "3",
        kind: EventKind = .comment,
        text: String? = nil, actor: String = "Ana", forMe: Bool = false, mine: Bool = false,
        live: Bool = true,
        excerpt: String? = nil, url: String? = nil, payload: String = ""
    ) -> Feed.Notification {
        let time = now.advanced(byMilliseconds: -Int64(minutesAgo) * 60_000)
        let key = projects.first { $0.id == project }?.key ?? "X"
        let name = task ?? id
        return Feed.Notification(
            id: id, kind: kind, name: "App\\Events\\CommentCreated", channel: "private-workspace.7",
            project: project,
            task: task == "" ? nil : TaskReference(id: name, key: "\(key)-\(name)", title: "Task \(name)"),
            actor: Actor(id: actor.lowercased(), name: actor),
            text: text ?? "\(actor) commented on \"Task \(name)\"",
            excerpt: excerpt, url: url ?? "https://acme.example/tasks/\(name)", occurredAt: time,
            receivedAt: time,
            live: live, addressedToMe: forMe, mine: mine, payload: Array(payload.utf8))
    }

    mutating func send(_ message: Message, after milliseconds: Int64 = 0) {
        effects += update(&model, message, now: model.now.advanced(byMilliseconds: milliseconds))
    }

    /// Types keys by their names, blanks between them: `3 j C-g w e b Enter`.
    mutating func type(_ keys: String) {
        for name in keys.split(separator: " ") {
            if let key = KeyPress(name: String(name)) { send(.key(key)) }
        }
    }

    /// Types a text as it is.
    mutating func write(_ text: String) {
        for character in text { send(.key(.character(character))) }
    }

    mutating func wait(_ milliseconds: Int64) { send(.tick, after: milliseconds) }

    /// The list as `fill` takes it, then the screens that lie over it.
    var list: String {
        let selected = model.list.selected
        let words = (0..<model.timeline.rowCount).compactMap { model.timeline.row(at: $0) }.map { row in
            var word = row.newest.id
            if row.unreadCount > 0 { word += "*" }
            if row.isStarred { word += "s" }
            if row.isDone { word += "d" }
            if row.isSnoozed { word += "z" }
            if row.isMuted { word += "m" }
            if model.list.marked.contains(row.id) { word += "+" }
            return row.id == selected ? "[\(word)]" : word
        }
        return (words + model.stack.map(Self.name)).joined(separator: " ")
    }

    static func name(_ screen: ScreenState) -> String {
        switch screen {
        case .detail(let state): "detail(\(state.entry))"
        case .help: "help"
        case .switcher: "switcher"
        case .connection: "connection"
        case .delivery: "delivery"
        case .why: "why"
        case .search: "search"
        case .login: "login"
        case .menu: "menu"
        case .prompt(let state): "prompt(\(state.label)\(state.line.text))"
        case .confirm: "confirm"
        }
    }

    /// What was asked of the outside, in words.
    var asked: String { effects.map(Self.words).joined(separator: " ") }

    mutating func forget() { effects = [] }

    private static func words(_ effect: Effect) -> String {
        switch effect {
        case .store(let entries, _): "store(\(entries.map(\.id).joined(separator: ",")))"
        case .triage(_, let step): step == nil ? "triage" : step?.isUndone == true ? "undo" : "do"
        case .viewProject(let id): "project(\(id ?? "all"))"
        case .fetchTask(let id): "fetch(\(id))"
        case .act(let action, let step):
            "act(\(action.task))" + (step == nil ? "" : step?.isUndone == true ? "+undo" : "+redo")
        case .settled(let action, let step):
            "settled(\(action.task))" + (step == nil ? "" : step?.isUndone == true ? "+undo" : "+do")
        case .loadConversation: "conversation"
        case .checkTask(let task): "check(\(task))"
        case .typing(let task): "typing(\(task))"
        case .viewing(let task): "viewing(\(task ?? "none"))"
        case .keepDraft(let task, let text): "draft(\(task):\(text ?? ""))"
        case .keepHistory(let name, _): "history(\(name))"
        case .edit: "edit"
        case .search(let query): "search(\(query.text))"
        case .browse(let address): "browse(\(address))"
        case .copy(let text): "copy(\(text))"
        case .fetchFacts: "facts"
        case .retry: "retry"
        case .login: "login"
        case .openProfile(let name): "profile(\(name ?? "default"))"
        case .signIn: "signIn"
        case .watch(let tasks): "watch(\(tasks.sorted().joined(separator: ",")))"
        case .bell: "bell"
        case .readOut(let entry): "say(\(entry.id))"
        case .readOutStorm(let count): "storm(\(count))"
        case .notify(_, let body): "notify(\(body))"
        case .hook(let entry, _): "hook(\(entry.id))"
        case .redraw: "redraw"
        case .suspend: "suspend"
        case .quit: "quit"
        case .interrupt: "interrupt"
        }
    }

    /// The screen's rows.
    var rows: [String] { view(model).buffer.lines }
    /// The screen as one text.
    var screen: String { rows.joined(separator: "\n") }
}
