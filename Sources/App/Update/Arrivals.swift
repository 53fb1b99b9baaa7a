import Feed
import Screen

/// What comes in: events, what was missed, whispers.
extension Model {
    /// Puts events in, each by what the rules decide.
    /// - Returns: those that are new with what is to be done about each, and what came of orders they ended.
    private mutating func insert(_ notifications: [Feed.Notification])
        -> (new: [Arrival], effects: [Effect])
    {
        var new: [Arrival] = []
        var effects: [Effect] = []
        for notification in notifications {
            // What a mute waited for ends it first: it is told of as if it had never been muted.
            if timeline.entry(notification.id) == nil {
                effects += endByThemselves(policy.ended(by: notification, timeline.context))
            }
            let decision = policy.decide(notification, [], timeline.context)
            guard case .added(let isUnread) = timeline.insert(notification, marks: decision.marks) else {
                continue
            }
            new.append(Arrival(notification, decision, isUnread))
            if isUnread, !decision.delivery.title { untitled.add(notification.id, in: timeline) }
            note(notification)
        }
        return (new, effects)
    }

    /// A new event, and what was decided about it.
    private struct Arrival {
        let notification: Feed.Notification
        let decision: Decision
        let isUnread: Bool

        init(_ notification: Feed.Notification, _ decision: Decision, _ isUnread: Bool) {
            self.notification = notification
            self.decision = decision
            self.isUnread = isUnread
        }
    }

    mutating func arrived(_ notifications: [Feed.Notification]) -> [Effect] {
        let before = place
        releaseOlder()
        let (new, ends) = insert(notifications)
        keepPlace(since: before, arrived: new.count)
        keepSelectionInView()
        var effects = Self.stores(new.map { ($0.notification, $0.decision.marks) }) + ends
        // What is on the screen when this is drawn needs no toast.
        let shown = Set(stack.isEmpty && !preferences.readsOut ? visibleRowIDs : [])
        var rings = false
        for arrival in new {
            people.acted(arrival.notification.actor)
            guard arrival.isUnread else { continue }
            let row = timeline.row(ofEntry: arrival.notification.id)
            let announced = announce(
                arrival.notification, arrival.decision, isInView: row.map(shown.contains) ?? false)
            effects += announced.effects
            rings = rings || announced.rings
        }
        health.arrived(notifications.count, now: now)
        if rings { effects.append(.bell) }
        return effects
    }

    /// Where the cursor was before something came.
    private var place: (index: Int, newest: Row.ID?) { (selectedIndex, timeline.rowID(at: 0)) }

    /// Entries to keep, those with the same marks together.
    private static func stores(_ entries: [(Feed.Notification, Marks)]) -> [Effect] {
        var effects: [Effect] = []
        var batch: [Feed.Notification] = []
        for (index, entry) in entries.enumerated() {
            batch.append(entry.0)
            guard index + 1 == entries.count || entries[index + 1].1 != entry.1 else { continue }
            effects.append(.store(batch, entry.1))
            batch = []
        }
        return effects
    }

    /// Tells of an event as `Announcement` decides.
    private mutating func announce(_ notification: Feed.Notification, _ decision: Decision, isInView: Bool)
        -> (effects: [Effect], rings: Bool)
    {
        let announcement = Announcement(
            of: notification, decision.delivery,
            in: Surroundings(
                now: now, isFocused: isFocused, isInView: isInView,
                takesNotifications: preferences.notifiesOutside, hasHook: preferences.runsHook,
                ringsBell: preferences.ringsBell, isOnDuty: isOnDuty), burst: &burst)
        var effects: [Effect] = []
        var reasons = decision.reasons
        if let held = announcement.held {
            reasons.append(.burst)
            heldInBursts.add(notification.id)
            if preferences.readsOut { effects.append(.readOutStorm(held)) } else { showStorm(held) }
        }
        if announcement.hook {
            effects.append(.hook(notification, why: reasons.map(\.description)))
        }
        if announcement.notification {
            effects.append(.notify(title: "craftdesk", body: Sanitiser.row(notification.text)))
        }
        if announcement.toast {
            if preferences.readsOut {
                effects.append(.readOut(notification))
            } else {
                toast(notification, decision.delivery.priority)
            }
        }
        return (effects, announcement.bell)
    }

    /// What the sparkline of its project and the gauges tell.
    mutating func note(_ notification: Feed.Notification) {
        // A time that hasn't come yet would leave nothing for those that have.
        activity[notification.project ?? "", default: .hour].add(at: min(notification.occurredAt, now))
        if notification.kind == .quota, let quota = EventCatalogue.quota(of: notification) {
            quotas[quota.resource] = quota
        }
    }

    /// Entries from the store.
    mutating func loaded(_ entries: [(notification: Feed.Notification, marks: Marks)]) {
        for entry in entries {
            timeline.insert(entry.notification, marks: entry.marks)
            note(entry.notification)
        }
    }

    /// What the first start ever fetched is history: read, without a toast.
    mutating func history(_ notifications: [Feed.Notification]) -> [Effect] {
        let entries = notifications.map { ($0, policy.decide($0, [], timeline.context).marks.union(.read)) }
        let new = entries.filter { timeline.insert($0.0, marks: $0.1) != .duplicate }
        for (notification, _) in new { note(notification) }
        return Self.stores(new)
    }

    /// One toast for all that was missed, never forty, and a row that tells of the outage.
    mutating func recovered(_ notifications: [Feed.Notification], _ outage: Outage) -> [Effect] {
        let before = place
        let (new, ends) = insert(notifications)
        var effects = Self.stores(new.map { ($0.notification, $0.decision.marks) }) + ends
        if outage.isNotable {
            let entry = Feed.Notification(outage, secondsFromUTC: preferences.zone.seconds(at: outage.to))
            if timeline.insert(entry) != .duplicate { effects.append(.store([entry], [.read])) }
            status = outage.sentence(
                secondsFromUTC: preferences.zone.seconds(at: outage.to))
        }
        keepPlace(since: before, arrived: new.count)
        let unread = new.count { $0.isUnread }
        if unread > 0 {
            let text =
                "\(unread) missed while away" + (outage.isComplete ? "" : "; older ones may be missing")
            show(
                Toast(entry: nil, text: text, isForMe: false, until: now.advanced(byMilliseconds: Toast.time))
            )
        }
        return effects
    }

    /// Hours and minutes where the user is.
    func clock(_ time: Timestamp) -> String {
        let parts = time.calendar(secondsFromUTC: preferences.zone.seconds(at: time))
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(two(parts.hour)):\(two(parts.minute))"
    }

    // MARK: Toasts

    private mutating func toast(_ notification: Feed.Notification, _ priority: Priority) {
        let time = notification.addressedToMe ? Toast.timeForMe : Toast.time
        show(
            Toast(
                entry: notification.id, text: Sanitiser.row(notification.text),
                isForMe: notification.addressedToMe, priority: priority,
                until: now.advanced(byMilliseconds: time)))
    }

    /// One toast tells of a storm, with its number.
    private mutating func showStorm(_ count: Int) {
        toasts.removeAll { $0.entry == nil && $0.text.hasSuffix(Self.stormWords) }
        show(
            Toast(
                entry: nil, text: "\(count) \(Self.stormWords)", isForMe: false,
                until: now.advanced(byMilliseconds: Toast.time)))
    }

    private static let stormWords = "more at once"

    /// At most three; the oldest goes first.
    private mutating func show(_ toast: Toast) {
        toasts.append(toast)
        if toasts.count > Toast.limit { toasts.removeFirst(toasts.count - Toast.limit) }
    }

    mutating func goToToast() -> [Effect] {
        guard let id = toasts.last(where: { $0.entry != nil })?.entry, timeline.entry(id) != nil else {
            status = "there is no toast"
            return []
        }
        toasts.removeAll { $0.entry == id }
        return reveal(id)
    }

    // MARK: People

    mutating func heard(_ whisper: Whisper) {
        guard whisper.userID == nil || whisper.userID != identity.userID else { return }
        people.heard(whisper, now: now)
    }

    // MARK: Work

    mutating func progressed(_ name: String, _ fraction: Double?) {
        if let fraction, fraction >= 1 {
            works.removeAll { $0.name == name }
        } else if let index = works.firstIndex(where: { $0.name == name }) {
            works[index].fraction = fraction
        } else {
            works.append(Work(name: name, fraction: fraction, since: now))
        }
    }
}
