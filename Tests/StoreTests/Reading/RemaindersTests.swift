import Feed
import SeededRandom
import Testing

@testable import Store

/// Rows of which memory has a part say what they would say if it had all.
@Suite struct RemaindersTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private static func event(_ number: Int, _ kind: EventKind, task: String?, actor: String, at: Int64)
        -> Feed.Notification
    {
        let moves = ["todo", "doing", "review", "done"]
        var event = TemporaryStore.event(
            "e\(number)", kind: kind, project: ["3", "4", nil][number % 3], task: task, actor: actor,
            text: "\(actor) \(kind.rawValue) \(number)", at: at, forMe: number % 23 == 5)
        event.actor = Actor(id: actor, name: actor)
        event.payload = Array(
            "{\"from\":\"\(moves[number % 4])\",\"to\":\"\(moves[(number + 1) % 4])\"}".utf8)
        return event
    }

    private static func history(_ random: inout SplitMix64, _ numbers: Range<Int>) -> [Feed.Notification] {
        numbers.map { number in
            let kinds: [EventKind] = [.comment, .reply, .status, .assignment, .memberAdded, .notification]
            let kind = kinds[Int(random.next() % 6)]
            return event(
                number, kind, task: kind == .memberAdded ? nil : "\(random.next() % 4)",
                actor: ["Ana", "Bo", "Cy", "Di", "Ed"][Int(random.next() % 5)],
                at: Int64(number * 20) + Int64(random.next() % 20))
        }
    }

    /// What a row says.
    private struct Said: Equatable {
        var count: Int
        var unread: Int
        var signs: [Bool]
        var summary: String

        init(_ row: Row) {
            count = row.eventCount
            unread = row.unreadCount
            signs = [row.isDone, row.isStarred, row.isSnoozed, row.isMuted]
            summary = row.summary
        }
    }

    private static let scopes = [
        Scope(tab: .inbox, project: nil), Scope(tab: .all, project: nil), Scope(tab: .inbox, project: "3"),
        Scope(tab: .all, project: nil, filter: try? Query("kind:comment,status", kinds: nil)),
    ]

    /// Every row of the list in view, against a feed that has everything.
    private func expectRowsToAgree(_ desk: inout Desk, _ comment: Comment) throws {
        try desk.count()
        var whole = Timeline(scope: desk.timeline.scope, bundleWindow: 60_000)
        for entry in try desk.store.page(before: .max, limit: 10_000).entries {
            whole.load(entry.notification, marks: entry.marks)
        }
        for index in 0..<desk.timeline.rowCount {
            let row = try #require(desk.timeline.row(at: index))
            let expected = try #require(
                whole.row(ofEntry: row.newest.id).flatMap(whole.index(ofRow:)).flatMap(whole.row(at:)))
            #expect(row.isWhole)
            #expect(Said(row) == Said(expected), comment)
        }
    }

    @Test func aRowSaysWhatItWouldSayIfMemoryHadAllOfIt() throws {
        for seed in 1...8 as ClosedRange<UInt64> {
            var random = SplitMix64(seed: seed)
            let place = try TemporaryStore()
            let store = try place.open()
            try store.append(Self.history(&random, 0..<400), marks: [])
            for mark in [Marks.done, .starred, .read] {
                let ids = (0..<60).map { _ in "e\(random.next() % 400)" }
                try store.apply(StateChange(mark: mark, isSet: true, ids: ids))
            }
            _ = try store.index(limit: 1 + Int(random.next() % 400))
            var desk = try Desk(store, loads: 30, capacity: 60, window: 60_000)
            try expectRowsToAgree(&desk, "seed \(seed), start")
            var other = try Desk(try place.open(), loads: 100, capacity: 200, window: 60_000)
            var number = 400
            for step in 0..<20 {
                desk.tick()
                other.tick()
                switch random.next() % 5 {
                case 0, 1:
                    for event in Self.history(&random, number..<number + 9) { try desk.arrive(event) }
                    number += 9
                case 2:
                    let row = desk.timeline.row(at: Int(random.next() % 5))
                    try desk.did(
                        desk.timeline.markRows(
                            of: row?.entryIDs ?? [], [.read, .done, .starred][Int(random.next() % 3)],
                            random.next() % 3 > 0))
                    if random.next() % 2 == 0 { try desk.sweep() }
                case 3:
                    let ids = (0..<20).map { _ in "e\(random.next() % 400)" }
                    if let change = other.timeline.mark(ids, .done, random.next() % 3 > 0) {
                        try other.did(.mark(change))
                    }
                default:
                    let oldest = desk.timeline.entries.map(\.notification.id)
                        .compactMap { try? store.entry($0)?.sequence }.min()
                    try desk.load(before: oldest ?? .max, limit: 10)
                }
                try desk.sweep()
                try desk.hear()
                try expectRowsToAgree(&desk, "seed \(seed), step \(step)")
                if random.next() % 3 == 0 {
                    desk.timeline.show(Self.scopes[Int(random.next() % 4)])
                    try expectRowsToAgree(&desk, "seed \(seed), step \(step), another list")
                }
            }
        }
    }

    /// Between a question and its answer memory may become another: then the answer is not taken.
    @Test func anAnswerThatCameTooLateIsAskedForAgain() throws {
        let store = try place.open()
        try store.append(
            (0..<100).map { Self.event($0 * 23, .comment, task: "1", actor: "Ana", at: Int64($0)) }, marks: []
        )
        var desk = try Desk(store, loads: 10, window: 60_000)
        let row = try #require(desk.timeline.rowID(at: 0))
        let questions = desk.timeline.questions(about: [row])
        #expect(questions.count == 1 && desk.timeline.questions(about: [row]).isEmpty)
        #expect(desk.timeline.row(at: 0)?.isWhole == false)
        let early = try desk.answers(questions)
        try desk.load(before: 91, limit: 20)
        desk.timeline.take(early)
        #expect(desk.timeline.row(at: 0)?.isWhole == false)
        try desk.count()
        #expect(desk.timeline.row(at: 0)?.eventCount == 100)
        // What comes live is newer than what was asked about.
        try desk.arrive(Self.event(2300, .comment, task: "1", actor: "Bo", at: 101))
        #expect(desk.timeline.row(at: 0)?.eventCount == 101)
        #expect(desk.timeline.questions(about: [row]).isEmpty)
    }

    /// Where so much isn't in the index yet that a count would take long, it waits.
    @Test func aCountWaitsForTheIndex() throws {
        let store = try place.open()
        try store.append(
            (0..<2000).map { Self.event($0 * 23, .comment, task: "1", actor: "Ana", at: Int64($0)) },
            marks: [])
        var desk = try Desk(store, loads: 10, window: 60_000)
        let row = try #require(desk.timeline.rowID(at: 0))
        let counting = RowCounting(desk.timeline.questions(about: [row]))
        #expect(try !store.count(counting, context: desk.context))
        while try store.tidy(Retention()) {}
        var steps = 0
        while counting.answered == nil {
            #expect(try store.count(counting, context: desk.context))
            steps += 1
        }
        #expect(steps == 2)
        desk.timeline.take(counting.answered ?? [])
        #expect(desk.timeline.row(at: 0)?.eventCount == 2000)
    }

    /// An id that the index can't tell of is not counted at the cost of looking at everything.
    @Test func whatCannotBeCountedIsNotClaimed() throws {
        let store = try place.open()
        try store.append(
            (0..<20).map { Self.event($0 * 23, .comment, task: "é", actor: "Ana", at: Int64($0)) }, marks: [])
        var desk = try Desk(store, loads: 10, window: 60_000)
        try desk.count()
        #expect(desk.timeline.row(at: 0)?.isWhole == false)
        #expect(desk.timeline.row(at: 0)?.eventCount == 10)
        let row = try #require(desk.timeline.rowID(at: 0))
        #expect(desk.timeline.questions(about: [row]).isEmpty)
    }
}
