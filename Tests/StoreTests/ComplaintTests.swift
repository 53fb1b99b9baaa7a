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
}
