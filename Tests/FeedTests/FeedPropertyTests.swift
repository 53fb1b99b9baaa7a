import Feed
import SeededRandom
import Testing

/// Properties of the whole feed, each over many random histories with fixed seeds.
@Suite struct FeedPropertyTests {
    /// Events of a few tasks, people and projects, with times of their own in rising order.
    private static func history(_ random: inout SplitMix64, count: Int) -> [Notification] {
        (0..<count).map { number in
            let kinds: [EventKind] = [.comment, .reply, .status, .assignment, .memberAdded, .quota, .edit]
            let kind = kinds[Int(random.next() % 7)]
            let name = ["Ana", "Bo", "Cy"][Int(random.next() % 3)]
            return Fixture.entry(
                "e\(number)", kind,
                task: kind == .memberAdded || kind == .quota ? nil : "\(random.next() % 6)",
                project: ["3", "4", nil][Int(random.next() % 3)], actor: Actor(id: name, name: name),
                at: Int64(number) * 600 + Int64(random.next() % 500), live: random.next() % 4 > 0,
                forMe: random.next() % 8 == 0, mine: random.next() % 9 == 0
            )
        }
    }

    private static func scopes() -> [Scope] {
        Tab.allCases.flatMap { tab in [nil, "3", "4"].map { Scope(tab: tab, project: $0) } }
    }

    /// Everything that a feed shows and counts.
    private struct Picture: Equatable {
        var shapes: [[String]] = []
        var unread: [Int] = []
        var counts: [String?: Int]
        var forMe: Int

        init(_ timeline: Timeline) {
            var timeline = timeline
            counts = timeline.unreadCounts
            forMe = timeline.unreadForMeTotal
            for scope in FeedPropertyTests.scopes() {
                timeline.show(scope)
                shapes.append(timeline.shape)
                unread.append(timeline.unread(in: scope))
            }
        }
    }

    /// An hour of silence begins a new row: bundles of all sizes come about, and merge.
    private static func timeline(_ entries: [Notification]) -> Timeline {
        var timeline = Timeline(bundleWindow: 3_600_000)
        for entry in entries { timeline.insert(entry) }
        return timeline
    }

    @Test func anyOrderOfArrivalGivesTheSameFeed() {
        var random = SplitMix64(seed: 1)
        for _ in 0..<25 {
            let history = Self.history(&random, count: 80)
            let expected = Picture(Self.timeline(history))
            for _ in 0..<4 {
                #expect(Picture(Self.timeline(history.shuffled(using: &random))) == expected)
            }
        }
    }

    @Test func duplicatesChangeNothing() {
        var random = SplitMix64(seed: 2)
        for _ in 0..<25 {
            let history = Self.history(&random, count: 60)
            var timeline = Self.timeline(history)
            let ids = history.filter { _ in random.next() % 2 == 0 }.map(\.id)
            _ = timeline.mark(ids, .read, true)
            _ = timeline.mark(ids.filter { _ in random.next() % 2 == 0 }, .done, true)
            let expected = Picture(timeline)
            for var entry in history.shuffled(using: &random) {
                entry.live.toggle()
                entry.channel = "private-project.3"
                entry.cursor = "1"
                #expect(timeline.insert(entry) == .duplicate)
            }
            #expect(Picture(timeline) == expected)
        }
    }

    /// Live events and pages of catch-up between them: whichever way an event comes first, once or twice, edited or
    /// taken away later, the feed is that of all of them once, in order.
    @Test func anyMixOfLiveEventsAndCatchUpGivesTheSameFeed() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<40 {
            let history = Self.history(&random, count: 90)
            let expected = Picture(Self.timeline(history))
            // Each event comes live, in a page, or both ways; pages are in order, and one may come again.
            var live = history.filter { _ in random.next() % 3 > 0 }
            let isLive = Set(live.map(\.id))
            var missed = history.filter { !isLive.contains($0.id) || random.next() % 4 == 0 }
            var pages: [[Notification]] = []
            while !missed.isEmpty {
                let size = min(missed.count, 1 + Int(random.next() % 12))
                pages.append(
                    missed.prefix(size).map { entry in
                        var entry = entry
                        entry.live = false
                        entry.cursor = entry.id
                        return entry
                    })
                missed.removeFirst(size)
            }
            pages += pages.filter { _ in random.next() % 5 == 0 }
            if random.next() % 2 == 0 { live.shuffle(using: &random) }
            if random.next() % 2 == 0 { pages.shuffle(using: &random) }
            var timeline = Timeline(bundleWindow: 3_600_000)
            while !live.isEmpty || !pages.isEmpty {
                if pages.isEmpty || !live.isEmpty && random.next() % 3 > 0 {
                    var entry = live.removeFirst()
                    entry.live = true
                    timeline.insert(entry)
                    if random.next() % 6 == 0 { #expect(timeline.insert(entry) == .duplicate) }
                } else {
                    for entry in pages.removeFirst() { timeline.insert(entry) }
                }
            }
            #expect(Picture(timeline) == expected)
        }
    }

    /// What the store would count: every entry with the marks it was given, and nothing else.
    @Test func unreadEqualsARecount() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<25 {
            let history = Self.history(&random, count: 120)
            var timeline = Timeline(capacity: 60)
            timeline.isBacked = true
            var stored: [String: (entry: Notification, marks: Marks)] = [:]
            for entry in history {
                timeline.insert(entry)
                stored[entry.id] = (entry, entry.mine || entry.kind == .edit ? .read : [])
                let change = timeline.mark(
                    ["e\(random.next() % 120)"], Marks(rawValue: 1 << UInt8(random.next() % 5)),
                    random.next() % 3 > 0)
                for id in change?.ids ?? [] {
                    if change?.isSet == true {
                        stored[id]?.marks.formUnion(change?.mark ?? [])
                    } else {
                        stored[id]?.marks.subtract(change?.mark ?? [])
                    }
                }
                let unread = stored.values.filter { $0.marks.isUnread }
                #expect(timeline.unreadTotal == unread.count)
                #expect(timeline.unreadForMeTotal == unread.count { $0.entry.addressedToMe })
            }
            for project in ["3", "4", nil] {
                let unread = stored.values.count { $0.marks.isUnread && $0.entry.project == project }
                #expect(timeline.unread(inProject: project) == unread)
            }
            #expect(timeline.count < 80)
        }
    }

    @Test func undoOfAnySequenceReturnsToTheStateBefore() throws {
        var random = SplitMix64(seed: 4)
        for _ in 0..<25 {
            var timeline = Self.timeline(Self.history(&random, count: 60))
            var (policy, journal, context) = (DeliveryPolicy(), Journal(), Fixture.context())
            var pictures = [(Picture(timeline), policy)]
            for step in 0..<40 {
                context.now = Fixture.at(Int64(step) * 60)
                let ids = (0..<Int(random.next() % 5)).map { _ in "e\(random.next() % 60)" }
                let action: TriageAction? =
                    switch random.next() % 6 {
                    case 0...2:
                        timeline.mark(
                            ids, [Marks.read, .done, .starred][Int(random.next() % 3)], random.next() % 3 > 0
                        ).map(TriageAction.mark)
                    case 3:
                        timeline.snooze(
                            ids, until: Until(time: Fixture.at(Int64(step) * 90)), policy: &policy)
                    case 4:
                        timeline.mute(
                            Mute(
                                Query(field: "task", value: "\(random.next() % 6)"),
                                isTotal: random.next() % 2 == 0),
                            policy: &policy, context: context)
                    default:
                        timeline.end(
                            random.next() % 2 == 0
                                ? policy.ended(at: context.now) : Array(policy.orders.prefix(1)),
                            policy: &policy, context: context)
                    }
                guard let action else { continue }
                journal.record(action, label: "step \(step)", at: context.now)
                pictures.append((Picture(timeline), policy))
            }
            let last = pictures.count - 1
            #expect(journal.position == last)
            for index in (0..<last).reversed() {
                let undone = journal.undo()
                let step = try #require(undone)
                timeline.apply(step.action, to: &policy)
                #expect(Picture(timeline) == pictures[index].0)
                #expect(Set(policy.orders) == Set(pictures[index].1.orders))
            }
            for index in 1...max(1, last) where index <= last {
                let redone = journal.redo()
                let step = try #require(redone)
                timeline.apply(step.action, to: &policy)
                #expect(Picture(timeline) == pictures[index].0)
                #expect(Set(policy.orders) == Set(pictures[index].1.orders))
            }
        }
    }

    /// Every entry stands in one row, no row has another's, and what is for me stands alone.
    @Test func aBundlesPartsAreExactlyItsEvents() {
        var random = SplitMix64(seed: 6)
        for _ in 0..<25 {
            let history = Self.history(&random, count: 100)
            var timeline = Self.timeline(history.shuffled(using: &random))
            timeline.show(Scope(tab: .all, project: nil))
            let rows = (0..<timeline.rowCount).compactMap { timeline.row(at: $0) }
            #expect(rows.flatMap(\.entryIDs).sorted() == history.map(\.id).sorted())
            #expect(timeline.shownEntryCount == history.count)
            for row in rows {
                let entries = row.entries.map(\.notification)
                #expect(entries.count == 1 || entries.allSatisfy { !$0.addressedToMe })
                #expect(Set(entries.map { $0.task?.id }).count == 1)
                if entries.first?.task == nil {
                    #expect(Set(entries.map { "\($0.kind.rawValue) \($0.actor?.id ?? "")" }).count == 1)
                }
                let times = entries.map(\.occurredAt)
                #expect(
                    zip(times, times.dropFirst()).allSatisfy {
                        $0 > $1 && $0.milliseconds(since: $1) <= 3_600_000
                    })
            }
        }
    }
}
