import Feed
import Testing

/// What users of other clients suffer from, by the numbers of the list of complaints: each that concerns
/// counting, reading, done, bundling, muting and gaps has its test here.
@Suite struct ComplaintTests {
    private func timeline(_ entries: Notification...) -> Timeline {
        var timeline = Timeline()
        for entry in entries { timeline.insert(entry) }
        return timeline
    }

    /// After sleep or a reconnect what was missed is in its place, or a row says that it can't be had.
    @Test func complaint1EventsLostAfterSleep() {
        var timeline = timeline(
            Fixture.entry("before", task: "1", at: 0), Fixture.entry("after", task: "2", at: 900))
        var ledger = Ledger()
        ledger.recovered([], isComplete: true, at: Fixture.at(0))
        ledger.lost(at: Fixture.at(60))
        let missed = Fixture.entry("missed", task: "3", at: 500, live: false)
        let outage = ledger.recovered([missed], isComplete: false, projects: ["3"], at: Fixture.at(800))
        timeline.insert(missed)
        if let outage { timeline.insert(Notification(outage, secondsFromUTC: 0)) }
        #expect(timeline.shape == ["after", "outage/\(Fixture.at(60).milliseconds)", "missed", "before"])
        #expect(
            timeline.row(at: 1)?.newest.text == "offline 12:01-12:13, 1 recovered; older ones may be missing")
        #expect(!ledger.gaps(of: "3").isEmpty)
    }

    /// What was read stays read when it comes again after a restart, by whatever way.
    @Test func complaint2EverythingUnreadAfterRestart() {
        var timeline = Timeline()
        timeline.insert(Fixture.entry("a"), marks: .read)
        #expect(timeline.insert(Fixture.entry("a", live: false)) == .duplicate)
        #expect(timeline.insert(Fixture.entry("a")) == .duplicate)
        #expect(timeline.unreadTotal == 0)
    }

    /// No order of marks and arrivals makes a count negative or leaves it stuck.
    @Test func complaint3NegativeOrStuckCounters() {
        var timeline = timeline(Fixture.entry("a"), Fixture.entry("b"))
        for _ in 0..<3 {
            _ = timeline.mark(["a", "a", "b", "nobody"], .read, true)
            #expect(timeline.unreadTotal == 0)
        }
        for mark in [Marks.done, .snoozed, .muted] {
            _ = timeline.mark(["a"], mark, true)
            _ = timeline.mark(["a"], .read, false)
            #expect(timeline.unreadTotal == 0)
            _ = timeline.mark(["a"], mark, false)
            #expect(timeline.unreadTotal == 1)
            _ = timeline.mark(["a"], .read, true)
        }
        #expect(timeline.unreadCounts.isEmpty)
    }

    /// Read goes both ways, and another screen's marks are taken over as they are.
    @Test func complaint4ReadStateGoesBothWays() {
        var (here, there) = (timeline(Fixture.entry("a")), timeline(Fixture.entry("a")))
        if let change = here.mark(["a"], .read, true) { there.apply(change) }
        #expect(there.unreadTotal == 0)
        if let change = there.mark(["a"], .read, false) { here.apply(change) }
        #expect(here.unreadTotal == 1)
    }

    /// Nothing but a mark makes an entry read: not arriving, not being shown, not growing into a bundle.
    @Test func complaint5MarkedReadWhileNotLooking() {
        var timeline = timeline(Fixture.entry("a"))
        timeline.show(Scope(tab: .all, project: nil))
        _ = timeline.row(at: 0)
        timeline.hold(timeline.row(at: 0)?.id)
        timeline.insert(Fixture.entry("b"))
        #expect(timeline.unreadTotal == 2)
    }

    /// My own actions and edits are never unread.
    @Test func complaint6OwnActionsCountedUnread() {
        let timeline = timeline(
            Fixture.entry("a", mine: true), Fixture.entry("b", .edit), Fixture.entry("c", .edit, forMe: true))
        #expect(timeline.unreadTotal == 0)
        #expect(timeline.count == 3)
    }

    /// Done is of the entries there were: what is new comes back alone, what is old stays away.
    @Test func complaint7DoneReturnsWronglyOrHidesActivity() {
        var timeline = timeline(Fixture.entry("a", at: 0), Fixture.entry("b", at: 1))
        _ = timeline.mark(["a", "b"], .done, true)
        #expect(timeline.shape.isEmpty)
        timeline.insert(Fixture.entry("b", at: 5))
        timeline.insert(Fixture.entry("a", at: 6, live: false))
        #expect(timeline.shape.isEmpty)
        timeline.insert(Fixture.entry("c", at: 7))
        #expect(timeline.shape == ["c"])
        #expect(timeline.unreadTotal == 1)
        timeline.show(Scope(tab: .all, project: nil))
        #expect(timeline.shape == ["c+b+a"])
    }

    /// A selected row is neither lost nor moved when its bundle grows or others come.
    @Test func complaint8SelectionLostOnRefresh() {
        var timeline = timeline(
            Fixture.entry("a", task: "1"), Fixture.entry("b", task: "2"), Fixture.entry("c", task: "3"))
        let selected = timeline.row(at: 1)?.id
        timeline.hold(selected)
        timeline.insert(Fixture.entry("d", task: "2"))
        #expect(timeline.shape == ["c", "d+b", "a"])
        timeline.show(Scope(tab: .all, project: nil))
        timeline.show(Scope(tab: .inbox, project: nil))
        #expect(selected.flatMap { timeline.index(ofRow: $0) } != nil)
        _ = timeline.mark(["c"], .done, true)
        #expect(selected.flatMap { timeline.index(ofRow: $0) } == 0)
    }

    /// Every triage action can be undone, after a restart too.
    @Test func complaint9Undo() {
        var (timeline, policy, journal) = (
            timeline(Fixture.entry("a"), Fixture.entry("b")), DeliveryPolicy(), Journal()
        )
        if let change = timeline.mark(["a"], .done, true) {
            journal.record(.mark(change), label: "done", at: Fixture.at(0))
        }
        if let action = timeline.snooze(["b"], until: .forever, policy: &policy) {
            journal.record(action, label: "snoozed", at: Fixture.at(1))
        }
        #expect(timeline.shape.isEmpty)
        var afterRestart = Journal(entries: journal.entries)
        while let (action, _) = afterRestart.undo() { timeline.apply(action, to: &policy) }
        #expect(timeline.shape == ["b+a"])
        #expect(policy.orders.isEmpty)
    }

    /// What is put off is out of sight and out of the counts until its time, and new activity isn't put off.
    @Test func complaint10Snooze() {
        var (timeline, policy) = (timeline(Fixture.entry("a")), DeliveryPolicy())
        _ = timeline.snooze(["a"], until: Until(time: Fixture.at(60)), policy: &policy)
        #expect(timeline.unreadTotal == 0)
        timeline.insert(Fixture.entry("b", at: 5))
        #expect(timeline.shape == ["b"])
        _ = timeline.end(policy.ended(at: Fixture.at(60)), policy: &policy, context: Fixture.context(60))
        #expect(timeline.shape == ["b+a"])
        #expect(timeline.unreadTotal == 2)
    }

    /// All read by accident is one action that can be taken back, and takes only what it changed.
    @Test func complaint11MarkAllReadByAccident() {
        var timeline = timeline(
            Fixture.entry("a", task: "1"), Fixture.entry("b", task: "2"),
            Fixture.entry("other", task: "3", project: "4"))
        _ = timeline.mark(["a"], .read, true)
        timeline.show(Scope(tab: .inbox, project: "3"))
        let action = timeline.markAllRead()
        #expect(action?.changes.map(\.ids) == [["b"]])
        #expect(timeline.unreadTotal == 1)
        var policy = DeliveryPolicy()
        if let action { timeline.apply(action.inverse, to: &policy) }
        #expect(timeline.unreadCounts == ["3": 1, "4": 1])
    }

    /// Forty notices on wake are a few and one that counts the rest.
    @Test func complaint12NotificationStormOnWake() {
        var limit = BurstLimit(limit: 5, milliseconds: 10_000)
        let admissions = (0..<42).map { _ in limit.admit(at: Fixture.at(0)) }
        #expect(admissions.count { $0 == .give } == 5)
        #expect(admissions.last == .hold(count: 37))
    }

    /// Mentions, assignments and replies to me have rows of their own, whatever their task does, and come
    /// through mutes that don't name them.
    @Test func complaint13MentionsFoldedAway() {
        var timeline = Timeline()
        for (number, kind) in [EventKind.comment, .assignment, .reply].enumerated() {
            timeline.insert(Fixture.entry("me\(number)", kind, at: Int64(number * 2), forMe: true))
            timeline.insert(Fixture.entry("x\(number)", at: Int64(number * 2 + 1)))
        }
        #expect(timeline.shape == ["x2+x1+x0", "me2", "me1", "me0"])
        var policy = DeliveryPolicy()
        _ = timeline.mute(
            Mute(Query(field: "task", value: "142")), policy: &policy, context: Fixture.context())
        #expect(timeline.shape == ["me2", "me1", "me0"])
        #expect(policy.decide(Fixture.entry(forMe: true), [], Fixture.context()).delivery.bell)
    }

    /// A mute is kept: no row in the inbox, no count, no notice; all of it is still to be found.
    @Test func complaint14MuteIgnored() {
        var (timeline, policy) = (Timeline(), DeliveryPolicy())
        _ = timeline.mute(
            Mute(Query(field: "project", value: "3"), isTotal: true), policy: &policy,
            context: Fixture.context())
        for (id, isForMe) in [("a", false), ("b", true)] {
            let entry = Fixture.entry(id, forMe: isForMe)
            let decision = policy.decide(entry, [], Fixture.context())
            let delivery = decision.delivery
            #expect(
                !delivery.isShown && !delivery.toast && !delivery.bell && !delivery.notification
                    && !delivery.hook && !delivery.title)
            timeline.insert(entry, marks: decision.marks)
        }
        #expect(timeline.shape.isEmpty)
        #expect(timeline.unreadTotal == 0)
        timeline.show(Scope(tab: .all, project: nil))
        #expect(timeline.shape.count == 2)
    }
}
