import App
import Feed
import Screen

/// What plain mode does: lines to read out, and work for outside.
enum PlainAction: Equatable {
    /// One line, sanitised.
    case say(String)
    /// What the model asks for, as it does on a screen.
    case effect(Effect)
    case quit
}

/// The accessible interface as a value: what comes in is answered by lines, appended for ever, in whole
/// sentences, without colours, columns or signs. Every entry it tells of has a number that stays.
///
/// It is another look at the screen's model: what is told of, kept and taken back is decided there.
struct PlainSession {
    private(set) var model: Model
    private var numbers: [String: Int] = [:]
    private var entries: [String] = []
    /// The project whose channels are held; the model's list is that of everything.
    private var project: String?
    private var state = "connecting"
    private var typing: String?
    private var question: String?
    /// What was said to be wrong since something was typed.
    private var problems: Set<String> = []
    /// The task that was asked for, so that only its answer is read out.
    private var awaitedTask: String?
    private let isUTF8: Bool

    /// Entries that a list reads out at most.
    static let longestList = 20

    init(project: String?, preferences: Preferences, workspaceName: String, now: Timestamp) {
        var preferences = preferences
        preferences.readsOut = true
        preferences.watches = false
        // What is read out is heard already, and lines stay letters alone.
        preferences.ringsBell = false
        // Nobody can see how long a row is stayed on.
        if preferences.markRead == .onStay { preferences.markRead = .onOpen }
        isUTF8 = preferences.isUTF8
        self.project = project
        model = Model(
            width: 80, height: 24, now: now, workspaceName: workspaceName, preferences: preferences)
    }

    /// Brings in what is kept.
    mutating func fill(_ work: (inout Model) -> Void) { work(&model) }

    /// What to ask the store about the rows that a list would read out.
    mutating func rowQuestions() -> [RowQuestion] { model.rowQuestions() }

    /// What is said first.
    mutating func greeting() -> [PlainAction] {
        [say("craftdesk, plain mode. help lists the commands."), say(unreadSentence)] + sayStatus()
    }

    // MARK: What comes from outside

    mutating func receive(_ message: Message, now: Timestamp) -> [PlainAction] {
        switch message {
        case .showProject(let id):
            project = id
            return [.effect(.viewProject(id))]
        case .connection(let connection):
            var actions = change(message, now: now)
            let words = Self.words(of: connection)
            if words != state {
                state = words
                actions.append(say("Connection: \(words)" + (words.hasSuffix(".") ? "" : ".")))
            }
            return actions
        case .recovered(let notifications, let outage): return recovered(notifications, outage, now: now)
        case .task(let page) where page.id == awaitedTask:
            awaitedTask = nil
            return change(message, now: now) + read(page)
        case .problem(let sentence):
            // Several requests fail for one reason.
            let isNews = problems.insert(sentence).inserted
            let actions = change(message, now: now)
            return isNews ? actions : actions.filter { if case .say = $0 { false } else { true } }
        case .loggedOut(let sentence): return change(message, now: now) + [say(sentence)]
        case .whisper:
            let actions = change(message, now: now)
            defer { typing = model.typingSentence }
            guard let sentence = model.typingSentence, sentence != typing else { return actions }
            return actions + [say("\(sentence).")]
        default: return change(message, now: now)
        }
    }

    /// Lets it happen to the model, and says what there is to say of it.
    private mutating func change(_ message: Message, now: Timestamp) -> [PlainAction] {
        let effects = update(&model, message, now: now)
        return effects.flatMap { tell($0, now: now) } + sayStatus()
    }

    private mutating func tell(_ effect: Effect, now: Timestamp) -> [PlainAction] {
        switch effect {
        case .readOut(let notification): return [say(sentence(notification, now: now))]
        // Once for a storm: a line that counts would be one itself.
        case .readOutStorm(let count):
            return count == 1 ? [say("More come at once; list tells them.")] : []
        default: return [.effect(effect)]
        }
    }

    /// What a screen's status line would say, and the question it would ask.
    private mutating func sayStatus() -> [PlainAction] {
        var actions = model.takeStatus().map { [say(Self.whole($0))] } ?? []
        if let asked = model.question, asked != question { actions.append(say("\(asked) Say yes or no.")) }
        question = model.question
        return actions
    }

    /// One line tells of an outage, whatever came in it.
    private mutating func recovered(_ notifications: [Feed.Notification], _ outage: Outage, now: Timestamp)
        -> [PlainAction]
    {
        let before = model.timeline.unreadTotal
        let effects = update(&model, .recovered(notifications, outage), now: now)
        _ = model.takeStatus()
        var actions = effects.flatMap { tell($0, now: now) }
        let new = max(0, model.timeline.unreadTotal - before)
        guard outage.isNotable || new > 0 else { return actions }
        let minutes = max(1, outage.to.milliseconds(since: outage.from) / 60_000)
        let doubt = outage.isComplete ? "" : " Older ones may be missing."
        let back = outage.isNotable ? "Back after \(Self.minutes(minutes)): " : ""
        let list = new > 0 ? " list tells them." : ""
        actions.append(say("\(back)\(Self.missed(notifications.count)).\(doubt)\(list)"))
        return actions
    }

    private func read(_ page: TaskPage) -> [PlainAction] {
        [
            say(
                "Task \(page.title)." + (page.status.map { " Status: \($0)." } ?? "")
                    + (page.assignee.map { " Assigned to \($0)." } ?? ""))
        ] + page.comments.suffix(10).map { say("\($0.author): \($0.body)") }
    }

    // MARK: What is typed

    mutating func enter(_ line: some StringProtocol, now: Timestamp) -> [PlainAction] {
        problems = []
        switch PlainRequest(line) {
        case .nothing: return []
        case .wrong(let sentence): return [say(sentence)]
        case .help: return PlainRequest.helpLines.map(say)
        case .quit: return [.quit]
        case .state: return [say("Connection: \(state)."), say(unreadSentence)]
        case .list(let all): return list(all: all, now: now)
        case .projects: return listProjects()
        case .project(let name): return view(name)
        case .answer(let isYes):
            guard model.question != nil else { return [say("There is no question.")] }
            return change(.key(.character(isYes ? "y" : "n")), now: now)
        case .command(let command, nil, let argument):
            return change(.asked(command, entry: nil, argument: argument), now: now)
        case .command(let command, let number?, let argument):
            guard number <= entries.count, let entry = model.timeline.entry(entries[number - 1]) else {
                return [say("There is no entry \(number); list tells the numbers.")]
            }
            return perform(command, entry.notification, number, argument, now: now)
        }
    }

    private mutating func perform(
        _ command: Command, _ entry: Feed.Notification, _ number: Int, _ argument: String, now: Timestamp
    ) -> [PlainAction] {
        let message = Message.asked(command, entry: entry.id, argument: argument)
        switch command {
        case .open: return open(entry, now: now) + change(message, now: now)
        case .toggleRead: return mark(entry, message, "read", now: now) { $0.unreadCount == 0 }
        case .markUnread: return mark(entry, message, "unread", now: now) { $0.unreadCount > 0 }
        case .done: return mark(entry, message, "done", now: now) { $0.isDone }
        case .star: return mark(entry, message, "starred", now: now) { $0.isStarred }
        case .reply where entry.task == nil: return [say("Entry \(number) has no task to comment on.")]
        default: return change(message, now: now)
        }
    }

    /// Marks the conversation of an entry; one that has the mark already stays as it is.
    private mutating func mark(
        _ entry: Feed.Notification, _ message: Message, _ word: String, now: Timestamp,
        isMarked: (Row) -> Bool
    ) -> [PlainAction] {
        if let row = model.row(ofEntry: entry.id), isMarked(row) { return [say("It is \(word) already.")] }
        let actions = change(message, now: now)
        let count = actions.reduce(0) { count, action in
            guard case .effect(.triage(let action, _)) = action else { return count }
            return count + action.changes.reduce(0) { $0 + $1.ids.count }
        }
        guard count > 0 else { return actions }
        return actions + [say("Marked \(word)\(count > 1 ? ", \(count) events" : ""). \(unreadSentence)")]
    }

    /// A line a conversation, as the list of the screen has a row.
    private mutating func list(all: Bool, now: Timestamp) -> [PlainAction] {
        var found: [Row] = []
        var index = 0
        while found.count < Self.longestList, let row = model.timeline.row(at: index) {
            index += 1
            let place = row.newest.project
            guard !row.isDone, all || (row.unreadCount > 0 && !row.isMuted && !row.isSnoozed),
                project == nil || place == nil || place == project
            else { continue }
            found.append(row)
        }
        guard !found.isEmpty else { return [say(all ? "There is nothing yet." : "Nothing is unread.")] }
        // The newest is read out last: it stands nearest to where one types.
        return found.reversed().map { say(sentence($0, now: now)) }
    }

    /// What an entry says, and what is new in its conversation besides, oldest first.
    private mutating func open(_ entry: Feed.Notification, now: Timestamp) -> [PlainAction] {
        var actions = [say(sentence(entry, now: now))]
        if let excerpt = entry.excerpt { actions += Sanitiser.rows(excerpt).map(say) }
        for other in (model.row(ofEntry: entry.id).map { Array($0.entries) } ?? []).reversed()
        where other.marks.isUnread && other.notification.id != entry.id {
            actions.append(say(sentence(other.notification, now: now)))
            if let excerpt = other.notification.excerpt { actions += Sanitiser.rows(excerpt).map(say) }
        }
        if let url = entry.url { actions.append(say("Web: \(url)")) }
        awaitedTask = entry.task?.id
        return actions
    }

    // MARK: Projects

    private func listProjects() -> [PlainAction] {
        let projects = model.projects
        guard !projects.isEmpty else { return [say("The projects aren't known yet.")] }
        let lines = projects.enumerated().map { index, project in
            let unread = model.timeline.unread(inProject: project.id)
            let current = project.id == self.project ? ", held now" : ""
            return say("\(index + 1). \(project.name), \(project.key)\(current). \(unread) unread.")
        }
        return lines + [say("0. All projects.")]
    }

    private mutating func view(_ name: String) -> [PlainAction] {
        if name == "0" || name.lowercased() == "all" {
            project = nil
            return [.effect(.viewProject(nil)), say("All projects.")]
        }
        let projects = model.projects
        let byNumber = Int(name).flatMap {
            (1...max(1, projects.count)).contains($0) ? projects.dropFirst($0 - 1).first : nil
        }
        let wanted = name.lowercased()
        guard
            let found = byNumber
                ?? projects.first(where: { $0.key.lowercased() == wanted || $0.name.lowercased() == wanted })
        else { return [say("There is no project \(name); projects lists them.")] }
        project = found.id
        return [.effect(.viewProject(found.id)), say("Project \(found.name).")]
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
        guard row.eventCount > 1 else { return sentence(row.newest, now: now) }
        let events =
            " \(row.eventCount)\(row.isWhole ? "" : " or more") events"
            + (row.unreadCount > 0 ? ", \(row.unreadCount) unread." : ".")
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
        let place = entry.task?.key ?? model.projects.first { $0.id == entry.project }?.key
        return "\(number). \(text)." + (place.map { " \($0)." } ?? "") + (isForMe ? " For you." : "")
            + " \(Self.age(entry.occurredAt, now: now))." + events
    }

    private var unreadSentence: String {
        let unread = model.timeline.unreadTotal
        let mine = model.timeline.unreadForMeTotal
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

    private static func words(of connection: Model.Connection) -> String {
        switch connection {
        case .connecting: "connecting"
        case .live: "live"
        case .offline: "lost, trying again"
        case .failed(let sentence): "refused: \(sentence)"
        }
    }

    /// A status line as a sentence.
    private static func whole(_ status: String) -> String {
        let end = status.last.map { ".?!".contains($0) } == true ? "" : "."
        return status.prefix(1).uppercased() + status.dropFirst() + end
    }
}
