import Feed
import Testing

@testable import Store

/// What users of other clients suffer from, by the numbers of the list of complaints, as far as a restart or a
/// second screen has to do with it.
@Suite struct ComplaintStoreTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private func desk(_ marks: Marks = []) throws -> Desk {
        let store = try place.open()
        try store.append((0..<60).map { TemporaryStore.event("e\($0)", at: Int64($0)) }, marks: marks)
        return try Desk(store, loads: 20)
    }

    /// The row of an outage is there after a restart.
    @Test func complaint1EventsLostAfterSleep() throws {
        let store = try place.open()
        let outage = Outage(
            from: Timestamp(seconds: 10), to: Timestamp(seconds: 90), isComplete: false, recovered: 2,
            parts: [
                .init(
                    project: "3", from: Timestamp(seconds: 10), to: Timestamp(seconds: 90), recovered: 2,
                    isComplete: false)
            ])
        try store.append([Notification(outage, secondsFromUTC: 0)], marks: .read)
        let entry = try #require(try Desk(store, loads: 5).timeline.newest(1).first { _ in true })
        #expect(Outage(entry) == outage)
    }

    @Test func complaint2EverythingUnreadAfterRestart() throws {
        var desk = try desk()
        try desk.did(desk.timeline.markAllRead())
        try desk.sweep()
        desk = try desk.restarted()
        #expect(desk.timeline.unreadTotal == 0)
        // What comes again, by whatever way, is what it was.
        try desk.arrive(TemporaryStore.event("e3"))
        try desk.store.append([TemporaryStore.event("e3")], marks: [])
        #expect(try desk.store.unread().isEmpty)
    }

    @Test func complaint3NegativeOrStuckCounters() throws {
        var desk = try desk()
        for _ in 0..<3 {
            for mark in [Marks.read, .done, .muted, .snoozed] {
                try desk.did(desk.timeline.mark(["e59", "e58"], mark, true).map(TriageAction.mark))
                try desk.did(desk.timeline.markAllRead())
                try desk.sweep()
                try desk.expectCountsToAgree()
                while desk.journal.undoable != nil { try desk.undo() }
                try desk.sweep()
                #expect(desk.timeline.unreadTotal == 60)
                try desk.expectCountsToAgree()
            }
        }
    }

    /// Two screens on one store see each other's marks, of what they have in memory and of what they haven't.
    @Test func complaint4ReadStateGoesBothWays() throws {
        var here = try desk()
        var there = try Desk(FeedStore(path: place.path), loads: 5)
        try here.did(here.timeline.mark(["e59", "e41"], .read, true).map(TriageAction.mark))
        try there.hear()
        #expect(there.timeline.unreadTotal == 58)
        #expect(there.timeline.entry("e59")?.marks == .read)
        try there.did(there.timeline.markAllRead())
        try there.sweep()
        try here.hear()
        #expect(here.timeline.unreadTotal == 0)
        try here.expectCountsToAgree()
        try there.expectCountsToAgree()
    }

    /// What is done stays done, and undo reaches back over a restart.
    @Test func complaint7And9DoneAndUndoOutlastARestart() throws {
        var desk = try desk(.read)
        try desk.did(desk.timeline.mark(["e59"], .done, true).map(TriageAction.mark))
        desk = try desk.restarted()
        #expect(desk.timeline.entry("e59")?.marks == [.read, .done])
        try desk.undo()
        desk = try desk.restarted()
        #expect(desk.timeline.entry("e59")?.marks == .read)
        try desk.redo()
        #expect(desk.timeline.entry("e59")?.marks == [.read, .done])
    }

    /// A snooze ends after a restart too, and of what is far back.
    @Test func complaint10Snooze() throws {
        var desk = try desk()
        let until = Until(time: Timestamp(seconds: 5000))
        try desk.did(desk.timeline.snooze(["e40"], until: until, policy: &desk.policy))
        desk = try desk.restarted(loads: 2)
        let ended = desk.policy.ended(at: Timestamp(seconds: 5000))
        try desk.did(desk.timeline.end(ended, policy: &desk.policy, context: desk.context), isStep: false)
        try desk.sweep()
        #expect(desk.timeline.unreadTotal == 60)
        #expect(try desk.restarted().policy.orders.isEmpty)
    }

    /// A mute that was given holds after a restart, for what is stored and for what comes.
    @Test func complaint14MuteIgnored() throws {
        var desk = try desk()
        let mute = Mute(Query(field: "project", value: "3"), isTotal: true)
        try desk.did(desk.timeline.mute(mute, policy: &desk.policy, context: desk.context))
        try desk.sweep()
        desk = try desk.restarted()
        try desk.arrive(TemporaryStore.event("new"))
        #expect(desk.timeline.unreadTotal == 0)
        try desk.expectCountsToAgree()
    }

    /// Every action is undone and done again after restarts, each by itself.
    @Test func complaint9UndoOfEverythingOutlastsRestarts() throws {
        var desk = try desk()
        let ids = ["e59", "e58"]
        let context = desk.context
        for mark in [Marks.read, .done, .starred] {
            try desk.did(desk.timeline.mark(ids, mark, true).map(TriageAction.mark))
        }
        try desk.did(desk.timeline.mark(ids, .read, false).map(TriageAction.mark))
        try desk.did(
            desk.timeline.snooze(
                ["e57"], until: try Until("status:done", context: context), policy: &desk.policy))
        try desk.did(
            desk.timeline.mute(
                Mute(Query(field: "from", value: "Ana Souza")), policy: &desk.policy, context: context))
        try desk.did(desk.timeline.silence(.forever, policy: &desk.policy))
        let rule = Rule(name: "r", query: try Query("kind:comment"), change: DeliveryChange(toast: false))
        try desk.did(desk.timeline.setRule(rule, named: "r", policy: &desk.policy))
        try desk.sweep()
        func state(_ desk: Desk) throws -> [String] {
            try desk.store.page(before: .max, limit: 100).entries.map {
                "\($0.notification.id) \($0.marks.rawValue)"
            }
                + desk.policy.orders.map { "\($0)" }
        }
        var states = [try state(desk)]
        for _ in 0..<8 {
            desk = try desk.restarted()
            try desk.undo()
            try desk.sweep()
            try desk.expectCountsToAgree()
            states.append(try state(desk))
        }
        #expect(desk.journal.undoable == nil)
        #expect(desk.timeline.unreadTotal == 60)
        #expect(Set(states).count == 9)
        for place in states.indices.dropLast().reversed() {
            desk = try desk.restarted()
            try desk.redo()
            try desk.sweep()
            #expect(try state(desk) == states[place], "step \(place)")
        }
    }
}
