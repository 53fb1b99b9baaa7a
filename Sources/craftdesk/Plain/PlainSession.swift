import API
import Feed
import PusherCore
import Screen

/// What plain mode does: lines to read out, and work for outside.
enum PlainAction: Equatable {
    /// One line, sanitised.
    case say(String)
    case store([Feed.Notification], Marks)
    case change(StateChange)
    case viewProject(String?)
    case fetchTask(String)
    /// The ticket comes back with the answer.
    case comment(ticket: Int, task: String, body: String)
    case keepCursor(String)
    case quit
}

/// The accessible interface as a value: what comes in is answered by lines, appended for ever, in whole
/// sentences, without colours, columns or signs. Every entry it tells of has a number that stays.
struct PlainSession {
    private var timeline = Timeline(scope: Scope(tab: .all, project: nil))
    private var numbers: [String: Int] = [:]
    private var entries: [String] = []
    private var projects: [Project] = []
    private var project: String?
    private var state = "connecting"
    private var changes: [StateChange] = []
    private var replies = 0
    /// The task that was asked for, so that only its answer is read out.
    private var awaitedTask: String?
    private let isUTF8: Bool

    /// Entries that a list reads out at most.
    static let longestList = 20

    init(project: String?, isUTF8: Bool) {
        self.project = project
        self.isUTF8 = isUTF8
    }

    /// Entries of the store, with their marks; nothing is said of them but how many are unread.
    mutating func load(_ stored: [(notification: Feed.Notification, marks: Marks)]) {
        for entry in stored { timeline.insert(entry.notification, marks: entry.marks) }
    }

    /// What is said first.
    mutating func greeting() -> [PlainAction] {
        [say("craftdesk, plain mode. help lists the commands."), say(unreadSentence)]
    }

    // MARK: What comes from outside

    mutating func receive(_ event: EngineEvent, now: Timestamp) -> [PlainAction] {
        switch event {
        case .connection(let new):
            let words = Self.words(of: new.rawValue)
            guard words != state else { return [] }
            state = words
            return [say("Connection: \(words).")]
        case .arrived(let notifications): return announce(notifications, now: now)
        case .history(let notifications):
            let new = notifications.filter { timeline.insert($0, marks: .read) != .duplicate }
            return new.isEmpty ? [] : [.store(new, .read)]
        case .recovered(let notifications, let outage):
            var actions = announce(notifications, now: now)
            let minutes = max(1, outage.to.milliseconds(since: outage.from) / 60_000)
            let doubt = outage.isComplete ? "" : " Older ones may be missing."
            actions.append(
                say("Back after \(Self.minutes(minutes)): \(Self.missed(notifications.count)).\(doubt)"))
            return actions
        case .projects(let new):
            projects = new
            return []
        case .whisper(let whisper, _):
            guard whisper.kind == .typing, let name = whisper.name else { return [] }
            return [say("\(name) is typing.")]
        case .task(let task) where task.id == awaitedTask:
            awaitedTask = nil
            var actions = [
                say(
                    "Task \(task.title)." + (task.status.map { " Status: \($0)." } ?? "")
                        + (task.assignee.map { " Assigned to \($0)." } ?? ""))
            ]
            actions += task.comments.suffix(10).map { say("\($0.author): \($0.body)") }
            return actions
        case .actionSucceeded(let ticket, _): return [say("Reply \(ticket) is sent.")]
        case .actionRefused(let ticket, let reason, _):
            return [say("Reply \(ticket) is not sent: \(reason)")]
        case .actionUncertain(let ticket, let reason):
            return [say("Reply \(ticket) is not known to be sent: \(reason)")]
        case .needsLogin(let problem): return [say(problem.description)]
        case .problem(let problem): return [say(problem.description)]
        case .cursor(let cursor): return [.keepCursor(cursor)]
        default: return []
        }
    }

    private mutating func announce(_ notifications: [Feed.Notification], now: Timestamp) -> [PlainAction] {
        var actions: [PlainAction] = []
        var new: [Feed.Notification] = []
        for notification in notifications {
            guard case .added(let isUnread) = timeline.insert(notification) else { continue }
            new.append(notification)
            if isUnread { actions.append(say(sentence(notification, now: now))) }
        }
        return (new.isEmpty ? [] : [.store(new, [])]) + actions
    }

    // MARK: What is typed

    mutating func enter(_ line: some StringProtocol, now: Timestamp) -> [PlainAction] {
        switch PlainRequest(line) {
        case .nothing: return []
        case .wrong(let sentence): return [say(sentence)]
        case .help: return PlainRequest.helpLines.map(say)
        case .quit: return [.quit]
        case .state: return [say("Connection: \(state)."), say(unreadSentence)]
        case .list(let all): return list(all: all, now: now)
        case .open(let number):
            guard let entry = entry(number) else { return [noEntry(number)] }
            return open(entry, number, now: now)
        case .read(let number): return mark(number, .read, "read")
        case .done(let number): return mark(number, .done, "done")
        case .star(let number): return mark(number, .starred, "starred")
        case .reply(let number, let text):
            guard let entry = entry(number) else { return [noEntry(number)] }
            guard let task = entry.task else { return [say("Entry \(number) has no task to comment on.")] }
            replies += 1
            return [.comment(ticket: replies, task: task.id, body: text)]
        case .undo:
            guard let change = changes.popLast() else { return [say("There is nothing to undo.")] }
            timeline.apply(change.inverse)
            return [.change(change.inverse), say("Undone.")]
        case .projects: return listProjects()
        case .project(let name): return view(name)
        }
    }

    private func entry(_ number: Int) -> Feed.Notification? {
        number <= entries.count ? timeline.entry(entries[number - 1])?.notification : nil
    }

    private func noEntry(_ number: Int) -> PlainAction {
        say("There is no entry \(number); list tells the numbers.")
    }

    /// A line a conversation, as the list of the screen has a row.
    private mutating func list(all: Bool, now: Timestamp) -> [PlainAction] {
        var found: [Row] = []
        var index = 0
        while found.count < Self.longestList, let row = timeline.row(at: index) {
            index += 1
            let project = row.newest.project
            guard all || row.unreadCount > 0, !row.isDone,
                self.project == nil || project == nil || project == self.project
            else { continue }
            found.append(row)
        }
        guard !found.isEmpty else { return [say(all ? "There is nothing yet." : "Nothing is unread.")] }
        // The newest is read out last: it stands nearest to where one types.
        return found.reversed().map { say(sentence($0, now: now)) }
    }

    /// The conversation of an entry.
    private func row(_ entry: Feed.Notification) -> Row? {
        timeline.row(ofEntry: entry.id).flatMap { timeline.index(ofRow: $0) }.flatMap { timeline.row(at: $0) }
    }

    private mutating func open(_ entry: Feed.Notification, _ number: Int, now: Timestamp) -> [PlainAction] {
        var actions = [say(sentence(entry, now: now))]
        if let excerpt = entry.excerpt { actions += Sanitiser.rows(excerpt).map(say) }
        let row = row(entry)
        // What is new in its conversation besides, oldest first.
        for other in (row.map { Array($0.entries) } ?? []).reversed()
        where other.marks.isUnread && other.notification.id != entry.id {
            actions.append(say(sentence(other.notification, now: now)))
            if let excerpt = other.notification.excerpt { actions += Sanitiser.rows(excerpt).map(say) }
        }
        if let url = entry.url { actions.append(say("Web: \(url)")) }
        if let change = timeline.mark(row?.entryIDs ?? [entry.id], .read, true) {
            changes.append(change)
            actions.append(.change(change))
        }
        if let task = entry.task {
            awaitedTask = task.id
            actions.append(.fetchTask(task.id))
        }
        return actions
    }

    /// Marks the conversation of an entry.
    private mutating func mark(_ number: Int, _ mark: Marks, _ word: String) -> [PlainAction] {
        guard let entry = entry(number) else { return [noEntry(number)] }
        let ids = row(entry)?.entryIDs ?? [entry.id]
        guard let change = timeline.mark(ids, mark, true) else { return [say("It is \(word) already.")] }
        changes.append(change)
        let count = change.ids.count
        return [
            .change(change),
            say("Marked \(word)\(count > 1 ? ", \(count) events" : ""). \(unreadSentence)"),
        ]
    }

    // MARK: Projects

    private func listProjects() -> [PlainAction] {
        guard !projects.isEmpty else { return [say("The projects aren't known yet.")] }
        let lines = projects.enumerated().map { index, project in
            let unread = timeline.unread(inProject: project.id)
            let current = project.id == self.project ? ", held now" : ""
            return say("\(index + 1). \(project.name), \(project.key)\(current). \(unread) unread.")
        }
        return lines + [say("0. All projects.")]
    }

    private mutating func view(_ name: String) -> [PlainAction] {
        if name == "0" || name.lowercased() == "all" {
            project = nil
            return [.viewProject(nil), say("All projects.")]
        }
        let byNumber = Int(name).flatMap {
            (1...max(1, projects.count)).contains($0) ? projects.dropFirst($0 - 1).first : nil
        }
        let wanted = name.lowercased()
        guard
            let found = byNumber
                ?? projects.first(where: { $0.key.lowercased() == wanted || $0.name.lowercased() == wanted })
        else { return [say("There is no project \(name); projects lists them.")] }
        project = found.id
        return [.viewProject(found.id), say("Project \(found.name).")]
    }

    // MARK: Sentences

    private func say(_ text: String) -> PlainAction {
        let clean = Sanitiser.row(text)
        return .say(isUTF8 ? clean : Sanitiser.ascii(clean))
    }

    private mutating func sentence(_ entry: Feed.Notification, now: Timestamp) -> String {
        sentence(entry, entry.text, isForMe: entry.addressedToMe, events: "", now: now)
    }

    private mutating func sentence(_ row: Row, now: Timestamp) -> String {
        guard row.entries.count > 1 else { return sentence(row.newest, now: now) }
        let events =
            " \(row.entries.count) events" + (row.unreadCount > 0 ? ", \(row.unreadCount) unread." : ".")
        return sentence(
            row.newest, row.summary.replacing("   ", with: ", "), isForMe: row.isAddressedToMe,
            events: events,
            now: now)
    }

    /// The number that an entry keeps.
    private mutating func number(of entry: Feed.Notification) -> Int {
        if let known = numbers[entry.id] { return known }
        entries.append(entry.id)
        numbers[entry.id] = entries.count
        return entries.count
    }

    private mutating func sentence(
        _ entry: Feed.Notification, _ text: String, isForMe: Bool, events: String, now: Timestamp
    ) -> String {
        let number = number(of: entry)
        let place = entry.task?.key ?? projects.first { $0.id == entry.project }?.key
        return "\(number). \(text)." + (place.map { " \($0)." } ?? "") + (isForMe ? " For you." : "")
            + " \(Self.age(entry.occurredAt, now: now))." + events
    }

    private var unreadSentence: String {
        let unread = timeline.unreadTotal
        let mine = timeline.unreadForMeTotal
        return unread == 0
            ? "Nothing is unread." : "\(unread) unread" + (mine > 0 ? ", \(mine) for you." : ".")
    }

    private static func minutes(_ count: Int64) -> String { count == 1 ? "1 minute" : "\(count) minutes" }

    private static func missed(_ count: Int) -> String {
        switch count {
        case 0: "nothing was missed"
        case 1: "1 event was missed"
        default: "\(count) events were missed"
        }
    }

    private static func age(_ time: Timestamp, now: Timestamp) -> String {
        let minutes = max(0, now.milliseconds(since: time)) / 60_000
        switch minutes {
        case 0: return "Just now"
        case ..<60: return "\(Self.minutes(minutes)) ago"
        case ..<120: return "1 hour ago"
        case ..<1440: return "\(minutes / 60) hours ago"
        case ..<2880: return "Yesterday"
        default: return "\(minutes / 1440) days ago"
        }
    }

    private static func words(of state: String) -> String {
        switch state {
        case "connected": "live"
        case "unavailable": "lost, trying again"
        case "failed": "refused"
        case "initialized": "connecting"
        default: state
        }
    }
}
