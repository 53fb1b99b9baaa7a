public import Feed
import Screen

/// Lets something happen to the model and says what is to be done outside. Pure: time comes as an argument.
public func update(_ model: inout Model, _ message: Message, now: Timestamp) -> [Effect] {
    model.now = now
    model.toasts.removeAll { $0.until <= now }
    model.typing.removeAll { $0.until <= now }
    defer { model.keepSelectionInView() }
    switch message {
    case .tick: return []
    case .resized(let width, let height):
        model.width = width
        model.height = height
        return []
    case .key(let key): return model.pressed(key)
    case .mouse(let event): return model.moused(event)
    case .pasted(let text): return model.pasted(text)
    case .focused(let isFocused):
        model.isFocused = isFocused
        return []
    case .loaded(let entries):
        for entry in entries { model.timeline.insert(entry.notification, marks: entry.marks) }
        return []
    case .stored(let entries, let unread):
        model.restore(entries, unread: unread)
        return []
    case .backed(let isBacked):
        model.timeline.isBacked = isBacked
        return []
    case .changedElsewhere(let changes, let entries):
        model.timeline.apply(changes, of: entries)
        return []
    case .history(let notifications):
        let new = notifications.filter { model.timeline.insert($0, marks: .read) != .duplicate }
        return new.isEmpty ? [] : [.store(new, .read)]
    case .arrived(let notifications): return model.arrived(notifications)
    case .recovered(let notifications, let outage): return model.recovered(notifications, outage)
    case .connection(let connection):
        if connection == .live, model.connection != .live { model.status = nil }
        model.connection = connection
        return []
    case .identity(let identity):
        model.identity = identity
        return []
    case .projects(let projects):
        model.projects = projects
        return []
    case .whisper(let whisper):
        model.heard(whisper)
        return []
    case .task(let task):
        model.task = task
        return []
    case .problem(let sentence):
        model.status = Sanitiser.row(sentence)
        return []
    case .facts(let facts):
        model.facts = facts
        return []
    case .changed(let changes):
        for change in changes { model.timeline.apply(change) }
        return []
    }
}

extension Model {
    mutating func arrived(_ notifications: [Feed.Notification]) -> [Effect] {
        let wasShown = Set(overlay == .none ? visibleRows.map(\.id) : [])
        let followed = selected == nil
        var new: [Feed.Notification] = []
        var outside: [Effect] = []
        var rings = false
        for notification in notifications {
            guard case .added(let unread) = timeline.insert(notification) else { continue }
            new.append(notification)
            if !followed { arrivedAbove += top > 0 ? 1 : 0 }
            guard unread else { continue }
            rings = rings || notification.addressedToMe
            // In view already, or about to be drawn at the top of a list that follows.
            let row = timeline.row(ofEntry: notification.id)
            let isInView = overlay == .none && row != nil && (top == 0 || wasShown.contains { $0 == row })
            if runsHook { outside.append(.hook(notification)) }
            if !isFocused, notifiesOutside {
                outside.append(.notify(notification))
            } else if !isInView || notification.addressedToMe {
                toast(notification)
            }
        }
        var effects: [Effect] = new.isEmpty ? [] : [.store(new, [])]
        effects += outside
        if rings, ringsBell { effects.append(.bell) }
        if let open = openTask, new.contains(where: { $0.task?.id == open }) {
            effects.append(.fetchTask(open))
        }
        return effects
    }

    /// The task whose detail is open: it is fetched again when something happens to it.
    private var openTask: String? {
        guard case .detail(let entry, _) = overlay else { return nil }
        return timeline.entry(entry)?.notification.task?.id
    }

    /// One toast for all that was missed, never forty.
    mutating func recovered(_ notifications: [Feed.Notification], _ outage: Outage) -> [Effect] {
        let new = notifications.filter { timeline.insert($0) != .duplicate }
        let seconds = outage.to.milliseconds(since: outage.from) / 1000
        if !new.isEmpty || seconds >= 30 || !outage.isComplete { outages.append(outage) }
        let unread = new.count { !$0.mine }
        let doubt = outage.isComplete ? "" : "; older ones may be missing"
        if unread > 0 {
            let text = "\(unread) missed while away" + doubt
            show(Toast(entry: nil, text: text, isForMe: false, until: now.advanced(byMilliseconds: 6000)))
            status = "offline \(clock(outage.from))-\(clock(outage.to)), \(new.count) recovered\(doubt)"
        } else if !outage.isComplete {
            status = "offline \(clock(outage.from))-\(clock(outage.to)); what happened then can't be fetched"
        }
        return new.isEmpty ? [] : [.store(new, [])]
    }

    /// Hours and minutes where the user is.
    func clock(_ time: Timestamp) -> String {
        let parts = time.calendar(secondsFromUTC: secondsFromUTC)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(two(parts.hour)):\(two(parts.minute))"
    }

    private mutating func toast(_ notification: Feed.Notification) {
        let seconds: Int64 = notification.addressedToMe ? 12 : 6
        show(
            Toast(
                entry: notification.id, text: Sanitiser.row(notification.text),
                isForMe: notification.addressedToMe,
                until: now.advanced(byMilliseconds: seconds * 1000)
            )
        )
    }

    /// At most three; the oldest goes first.
    private mutating func show(_ toast: Toast) {
        toasts.append(toast)
        if toasts.count > 3 { toasts.removeFirst(toasts.count - 3) }
    }

    /// Somebody types for five seconds, unless told of again (protocol notes 8).
    mutating func heard(_ whisper: Whisper) {
        guard whisper.kind == .typing, whisper.userID == nil || whisper.userID != identity.userID else {
            return
        }
        let name = Sanitiser.row(whisper.name ?? "Someone")
        let task = whisper.taskID.map { id in
            timeline.taskKey(ofTask: id) ?? "task \(Sanitiser.row(id))"
        }
        typing.removeAll { $0.name == name }
        typing.append(Typist(name: name, task: task, until: now.advanced(byMilliseconds: 5000)))
        if typing.count > 5 { typing.removeFirst() }
    }

    /// The cursor stays on its row and the row stays on the screen, whatever came and went.
    mutating func keepSelectionInView() {
        let height = max(1, Layout(self).list.height)
        if let id = selected, timeline.index(ofRow: id) == nil { selected = timeline.row(at: lastIndex)?.id }
        let index = selectedIndex
        if selected != nil { lastIndex = index }
        if selected == nil { top = 0 }
        if index < top { top = index }
        if index >= top + height { top = index - height + 1 }
        top = max(0, min(top, timeline.rowCount - height))
        if top == 0 { arrivedAbove = 0 }
        timeline.hold(selected)
    }
}
