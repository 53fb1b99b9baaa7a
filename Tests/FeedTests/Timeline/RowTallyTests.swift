import Feed
import SeededRandom
import Testing

@Suite struct RowTallyTests {
    /// What a row says, and what its entries say.
    private struct Words: Equatable {
        var entries: [String]
        var summary: String
        var unread: Int
        var isForMe, isStarred, isDone, isSnoozed, isMuted: Bool

        init(kept row: Row) {
            entries = row.entryIDs
            summary = row.summary
            unread = row.unreadCount
            (isForMe, isStarred, isDone) = (row.isAddressedToMe, row.isStarred, row.isDone)
            (isSnoozed, isMuted) = (row.isSnoozed, row.isMuted)
        }

        /// The same, counted from the entries.
        init(counting row: Row) {
            self.init(kept: row)
            let marks = row.entries.map(\.marks)
            unread = marks.count { $0.isUnread }
            isForMe = row.entries.contains { $0.notification.addressedToMe }
            isStarred = marks.contains { $0.contains(.starred) }
            isDone = marks.allSatisfy { $0.contains(.done) }
            isSnoozed = marks.allSatisfy { $0.contains(.snoozed) }
            isMuted = marks.allSatisfy { $0.contains(.muted) }
        }
    }

    private static func rows(_ timeline: Timeline) -> [Row] {
        (0..<timeline.rowCount).compactMap { timeline.row(at: $0) }
    }

    private static func entry(_ number: Int, isInOrder: Bool, _ random: inout SplitMix64) -> Notification {
        let (id, task) = ("e\(number)", "\(random.next() % 3)")
        let name = ["Ana", "Bo", "Cy", "Di", "Eve"][Int(random.next() % 5)]
        let time = isInOrder ? Int64(number) * 60 : Int64(random.next() % 5000)
        guard random.next() % 3 > 0 else {
            let states = ["Todo", "Doing", "Done"]
            return Fixture.status(
                id, states[Int(random.next() % 3)], states[Int(random.next() % 3)], by: name, at: time,
                task: task, live: isInOrder)
        }
        let kinds: [EventKind] = [.comment, .reply, .assignment, .subscription]
        return Fixture.entry(
            id, kinds[Int(random.next() % 4)], task: task, actor: Actor(id: name, name: name),
            text: "\(name) \(number)", at: time, live: isInOrder, forMe: random.next() % 9 == 0)
    }

    /// Entries come in any order, are marked, leave the list and come back: what is kept up says what a list
    /// made anew says.
    @Test(arguments: [Tab.all, .inbox, .starred], [true, false])
    func whatIsKeptUpIsWhatARecountGives(_ tab: Tab, isInOrder: Bool) {
        var random = SplitMix64(seed: 5)
        for _ in 0..<10 {
            let scope = Scope(tab: tab, project: nil)
            var timeline = Timeline(scope: scope, capacity: 70, bundleWindow: 600_000)
            timeline.isBacked = true
            for number in 0..<90 {
                timeline.insert(Self.entry(number, isInOrder: isInOrder, &random))
                let ids = (0..<Int(random.next() % 4)).map { _ in "e\(random.next() % 90)" }
                _ = timeline.mark(ids, Marks(rawValue: 1 << UInt8(random.next() % 5)), random.next() % 3 > 0)
                let kept = Self.rows(timeline)
                #expect(kept.map(Words.init(kept:)) == kept.map(Words.init(counting:)))
                var anew = timeline
                anew.show(Scope(tab: .mentions, project: nil))
                anew.show(scope)
                #expect(kept.map(Words.init(kept:)) == Self.rows(anew).map(Words.init(kept:)))
            }
        }
    }

    @Test func aLongConversationNamesTheLatestFirst() {
        var timeline = Timeline()
        for (number, name) in ["Ana", "Bo", "Cy", "Ana", "Di", "Bo"].enumerated() {
            timeline.insert(
                Fixture.entry("\(number)", actor: Actor(id: name, name: name), at: Int64(number)))
        }
        #expect(timeline.row(at: 0)?.summary == "Bo, Di and 2 more: 6 comments   Checkout")
    }
}
