import Feed
import GRDB
import SeededRandom
import Testing

@testable import Store

@Suite struct SweepingTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    /// 1,200 unread entries of three projects, of which memory has the newest 100.
    private func desk() throws -> Desk {
        let store = try place.open()
        try store.append(
            (0..<1200).map { number in
                TemporaryStore.event(
                    "e\(number)", project: ["3", "4", nil][number % 3], task: "\(number % 10)",
                    at: Int64(number), forMe: number % 7 == 0)
            }, marks: [])
        return try Desk(store, loads: 100)
    }

    // MARK: Rows

    /// 1,200 unread entries of ten tasks, ten seconds apart in each, but for a pause of a minute before the 300th;
    /// every 70th or so is addressed to me and a row of its own. Memory has the newest 100.
    private func deskOfBundles(indexed: Int = 0) throws -> Desk {
        func event(_ number: Int) -> Feed.Notification {
            let second = number < 300 ? number : number + 60
            return TemporaryStore.event(
                "e\(number)", task: "\(number % 10)", at: Int64(second), forMe: number % 70 == 3)
        }
        let store = try place.open()
        try store.append((0..<1200).map(event), marks: [])
        if indexed > 0 { _ = try store.index(limit: indexed) }
        return try Desk(store, loads: 100, window: 25_000)
    }

    private let bundle = Set((300..<1200).filter { $0 % 10 == 3 && $0 % 70 != 3 }.map { "e\($0)" })

    private func ids(_ mark: Marks, _ store: FeedStore) throws -> Set<String> {
        try store.reading {
            try Set(
                String.fetchAll(
                    $0, sql: "SELECT id FROM entry WHERE marks & ? <> 0", arguments: [mark.rawValue]))
        }
    }

    @Test(arguments: [Marks.read, .done, .starred], [0, 700, 1200])
    func aMarkOnARowReachesThePartsOfItThatOnlyTheStoreHas(_ mark: Marks, _ indexed: Int) throws {
        var desk = try deskOfBundles(indexed: indexed)
        let row = try #require(desk.timeline.row(ofEntry: "e1183").flatMap(desk.timeline.index(ofRow:)))
        let loaded = try #require(desk.timeline.row(at: row)).entryIDs
        #expect((2..<12).contains(loaded.count))
        try desk.did(desk.timeline.markRows(of: loaded, mark, true))
        try desk.sweep()
        #expect(try ids(mark, desk.store) == bundle)
        #expect(desk.timeline.unreadTotal == (mark == .starred ? 1200 : 1200 - bundle.count))
        try desk.expectCountsToAgree()
        try desk.undo()
        try desk.sweep()
        #expect(try ids(mark, desk.store).isEmpty)
        try desk.expectCountsToAgree()
        desk = try desk.restarted(loads: 10)
        try desk.redo()
        try desk.sweep()
        #expect(try ids(mark, desk.store) == bundle)
        try desk.expectCountsToAgree()
    }

    @Test func aRowIsMarkedAsTheListInViewShowsIt() throws {
        var desk = try deskOfBundles()
        // Parts that are done stand in no inbox: what is read there doesn't touch them.
        let done = Set(bundle.filter { $0.hasSuffix("03") || $0.hasSuffix("23") || $0.hasSuffix("43") })
            .subtracting(["e1123", "e1143"])
        try desk.store.apply(StateChange(mark: .done, isSet: true, ids: done.sorted()))
        try desk.did(desk.timeline.markRows(of: ["e1183"], .read, true))
        try desk.sweep()
        let beyond = bundle.filter { desk.timeline.entry($0) == nil }
        #expect(try ids(.read, desk.store) == beyond.subtracting(done).union(["e1183"]))
    }

    @Test func aRowWithoutATaskIsOfAKindAndAnActor() throws {
        let store = try place.open()
        func event(_ number: Int) -> Feed.Notification {
            TemporaryStore.event(
                "e\(number)", kind: number % 2 == 0 ? .memberAdded : .quota,
                project: number % 4 < 2 ? nil : "3",
                task: nil, actor: "Zoë O'Neil", at: Int64(number))
        }
        try store.append((0..<400).map(event), marks: [])
        _ = try store.index(limit: 300)
        var desk = try Desk(store, loads: 16, window: 60_000)
        for number in 396..<400 {
            let id = "e\(number)"
            try desk.did(desk.timeline.markRows(of: [id], .done, true))
            try desk.sweep()
            let same = Set((0..<384).filter { $0 % 4 == number % 4 }.map { "e\($0)" })
            #expect(try ids(.done, store) == same.union([id]), "\(number)")
            try desk.undo()
            try desk.sweep()
            #expect(try ids(.done, store).isEmpty)
        }
    }

    @Test func whatOfARowOnlyTheStoreHasIsPutOffAndComesBackWithIt() throws {
        var desk = try deskOfBundles()
        let until = Until(time: Timestamp(seconds: 5000))
        try desk.did(desk.timeline.snooze(["e1183"], until: until, policy: &desk.policy))
        try desk.sweep()
        let beyond = bundle.filter { desk.timeline.entry($0) == nil }
        #expect(try ids(.snoozed, desk.store) == beyond.union(["e1183"]))
        try desk.expectCountsToAgree()
        // However much is done before: it is found again.
        for number in 0..<510 {
            desk.tick()
            let sweep = Sweep(
                id: "s\(number)", mark: .starred, isSet: number % 2 == 0, selection: .entries(["e\(number)"]),
                context: desk.context)
            try desk.store.write([.sweep(sweep)])
        }
        desk = try desk.restarted(loads: 5)
        let ended = desk.policy.ended(at: Timestamp(seconds: 6000))
        try desk.did(desk.timeline.end(ended, policy: &desk.policy, context: desk.context))
        try desk.sweep()
        #expect(try ids(.snoozed, desk.store).isEmpty)
        #expect(desk.timeline.unreadTotal == 1200)
        try desk.expectCountsToAgree()
        try desk.undo()
        try desk.sweep()
        #expect(try ids(.snoozed, desk.store) == beyond.union(["e1183"]))
        try desk.expectCountsToAgree()
    }

    // MARK: Queries

    private func marked(_ mark: Marks, _ store: FeedStore) throws -> Int {
        try store.reading {
            try Int.fetchOne(
                $0, sql: "SELECT COUNT(*) FROM entry WHERE marks & ? <> 0", arguments: [mark.rawValue])
                ?? 0
        }
    }

    @Test func markAllReadReachesWhatOnlyTheStoreHas() throws {
        var desk = try desk()
        #expect(desk.timeline.unreadTotal == 1200)
        desk.timeline.show(Scope(tab: .inbox, project: "3"))
        try desk.did(desk.timeline.markAllRead())
        try desk.sweep()
        // The project's own and the workspace's.
        #expect(desk.timeline.unreadCounts == ["4": 400])
        try desk.expectCountsToAgree()
        try desk.undo()
        try desk.sweep()
        #expect(desk.timeline.unreadTotal == 1200)
        try desk.expectCountsToAgree()
        try desk.redo()
        try desk.sweep()
        #expect(desk.timeline.unreadCounts == ["4": 400])
        try desk.expectCountsToAgree()
    }

    @Test func undoTakesBackOnlyWhatTheSweepDid() throws {
        var desk = try desk()
        try desk.store.apply(StateChange(mark: .read, isSet: true, ids: (0..<50).map { "e\($0)" }))
        desk = try desk.restarted()
        try desk.did(desk.timeline.markAllRead())
        try desk.sweep()
        #expect(desk.timeline.unreadTotal == 0)
        // After a restart.
        desk = try desk.restarted(loads: 10)
        #expect(desk.timeline.unreadTotal == 0)
        try desk.undo()
        try desk.sweep()
        #expect(desk.timeline.unreadTotal == 1150)
        try desk.expectCountsToAgree()
    }

    @Test func aFilterHoldsForWhatOnlyTheStoreHas() throws {
        var desk = try desk()
        desk.timeline.show(Scope(tab: .mentions, project: nil, filter: try Query("task:3")))
        try desk.did(desk.timeline.markAllRead())
        try desk.sweep()
        #expect(desk.timeline.unreadTotal == 1200 - (0..<1200).count { $0 % 7 == 0 && $0 % 10 == 3 })
        try desk.expectCountsToAgree()
    }

    @Test(arguments: [0, 400, 1200]) func aMuteReachesWhatOnlyTheStoreHasAndItsEndToo(_ indexed: Int) throws {
        var desk = try desk()
        if indexed > 0 { _ = try desk.store.index(limit: indexed) }
        let mute = Mute(Query(field: "task", value: "3"), until: Until(time: Timestamp(seconds: 5000)))
        try desk.did(desk.timeline.mute(mute, policy: &desk.policy, context: desk.context))
        try desk.sweep()
        let covered = (0..<1200).count { $0 % 10 == 3 && $0 % 7 != 0 }
        #expect(try marked(.muted, desk.store) == covered)
        #expect(desk.timeline.unreadTotal == 1200 - covered)
        try desk.expectCountsToAgree()
        // Another mute keeps some of them out.
        let other = Mute(Query(field: "project", value: "4"), isTotal: true)
        desk.tick()
        try desk.did(desk.timeline.mute(other, policy: &desk.policy, context: desk.context))
        try desk.sweep()
        // Its time has come, and memory is that of a new start.
        desk = try desk.restarted(loads: 10)
        try desk.did(
            desk.timeline.end(
                desk.policy.ended(at: Timestamp(seconds: 6000)), policy: &desk.policy, context: desk.context),
            isStep: false)
        try desk.sweep()
        #expect(try marked(.muted, desk.store) == 400)
        #expect(desk.timeline.unreadTotal == 800)
        try desk.expectCountsToAgree()
    }

    @Test func whatWasPutOffComesBackHoweverFarBackItIs() throws {
        var desk = try desk()
        let until = Until(time: Timestamp(seconds: 5000))
        try desk.did(desk.timeline.snooze(["e1190", "e1191"], until: until, policy: &desk.policy))
        #expect(desk.timeline.unreadTotal == 1198)
        desk = try desk.restarted(loads: 5)
        #expect(desk.timeline.entry("e1190") == nil)
        let ended = desk.policy.ended(at: Timestamp(seconds: 6000))
        try desk.did(
            desk.timeline.end(ended, policy: &desk.policy, context: desk.context), isStep: false)
        try desk.sweep()
        #expect(try marked(.snoozed, desk.store) == 0)
        #expect(desk.timeline.unreadTotal == 1200)
        try desk.expectCountsToAgree()
    }

    /// Undo of marks on entries that a new start hasn't loaded.
    @Test func countsFollowTheUndoOfWhatIsNotInMemory() throws {
        var desk = try desk()
        try desk.did(desk.timeline.mark(["e1101", "e1199"], .done, true).map(TriageAction.mark))
        desk = try desk.restarted(loads: 10)
        try desk.undo()
        try desk.sweep()
        #expect(desk.timeline.unreadTotal == 1200)
        #expect(try marked(.done, desk.store) == 0)
        try desk.expectCountsToAgree()
    }

    /// The program ended in the middle: the next one goes on.
    @Test func aSweepGoesOnAfterAnEnd() throws {
        var desk = try desk()
        try desk.did(desk.timeline.markAllRead())
        _ = try desk.sweepOnce()
        try desk.expectCountsToAgree()
        desk.store.close()
        desk = try desk.restarted(store: place.open())
        #expect((1..<1200).contains(desk.timeline.unreadTotal))
        try desk.sweep()
        #expect(desk.timeline.unreadTotal == 0)
        try desk.expectCountsToAgree()
    }

    @Test func whatUndoReachesNoMoreIsForgotten() throws {
        var desk = try desk()
        for number in 0..<510 {
            desk.tick()
            let sweep = Sweep(
                id: "s\(number)", mark: .starred, isSet: number % 2 == 0, selection: .entries(["e\(number)"]),
                context: desk.context)
            try desk.store.write([.sweep(sweep)])
            try desk.sweep()
        }
        let counts = try desk.store.reading {
            try [
                Int.fetchOne($0, sql: "SELECT COUNT(*) FROM sweep"),
                Int.fetchOne($0, sql: "SELECT MIN(sweep) FROM swept"),
            ]
        }
        #expect(counts == [500, 11])
    }

    /// Whatever is done, in whatever order, and however little of it memory has: the counts are a recount of the
    /// store, and undoing all of it leads back.
    @Test func unreadEqualsARecountFromTheStore() throws {
        for seed in 1...6 as ClosedRange<UInt64> {
            var random = SplitMix64(seed: seed)
            let place = try TemporaryStore()
            let store = try place.open()
            func event(_ number: Int) -> Feed.Notification {
                TemporaryStore.event(
                    "e\(number)", project: ["3", "4", nil][number % 3], task: "\(number % 6)",
                    at: Int64(number), forMe: number % 5 == 0, mine: number % 11 == 0)
            }
            try store.append((0..<120).map(event), marks: [])
            var desk = try Desk(store, loads: 30, capacity: 40, window: seed % 2 == 0 ? 0 : 7000)
            var count = 120
            for step in 0..<60 {
                desk.tick()
                switch random.next() % 12 {
                case 0, 1:
                    for _ in 0..<(random.next() % 20) {
                        try desk.arrive(event(count))
                        count += 1
                    }
                case 2:
                    let tab = Tab.allCases[Int(random.next() % 4)]
                    let project = [nil, "3", "4"][Int(random.next() % 3)]
                    desk.timeline.show(Scope(tab: tab, project: project))
                    try desk.did(desk.timeline.markAllRead())
                case 3:
                    let mute = Mute(Query(field: "task", value: "\(random.next() % 6)"))
                    try desk.did(desk.timeline.mute(mute, policy: &desk.policy, context: desk.context))
                case 4:
                    let ids = (0..<4).map { _ in "e\(Int(random.next() % UInt64(count)))" }
                    try desk.did(desk.timeline.snooze(ids, until: .forever, policy: &desk.policy))
                case 5:
                    let orders = Array(desk.policy.orders.prefix(Int(random.next() % 3)))
                    try desk.did(
                        desk.timeline.end(orders, policy: &desk.policy, context: desk.context))
                case 6: try desk.undo()
                case 7: try desk.redo()
                case 8: try desk.load(before: Int64(random.next() % 200), limit: 20)
                case 9: desk = try desk.restarted()
                default:
                    let ids = (0..<5).map { _ in "e\(Int(random.next() % UInt64(count)))" }
                    let mark = [Marks.read, .done, .starred][Int(random.next() % 3)]
                    try desk.did(desk.timeline.markRows(of: ids, mark, random.next() % 3 > 0))
                }
                // Sometimes more is done before the store comes to it.
                if random.next() % 3 > 0 { try desk.sweep() }
                if random.next() % 4 == 0 { while try store.index(limit: 50) {} }
                if random.next() % 3 == 0 {
                    try desk.sweep()
                    try desk.expectCountsToAgree("seed \(seed), step \(step)")
                }
            }
        }
    }
}
