import Feed
import SeededRandom
import Testing

@Suite struct TimelineTests {
    static func event(
        _ id: String, task: String? = nil, project: String? = "3", at: Int64 = 0, live: Bool = true,
        forMe: Bool = false, mine: Bool = false
    ) -> Notification {
        Notification(
            id: id, kind: .comment, name: "C", channel: "c", project: project,
            task: task.map { TaskReference(id: $0) },
            actor: Actor(id: id, name: id), text: id, occurredAt: Timestamp(seconds: at),
            receivedAt: Timestamp(seconds: at), live: live, addressedToMe: forMe, mine: mine
        )
    }

    private func ids(_ timeline: Timeline) -> [String] {
        (0..<timeline.rowCount).compactMap { timeline.row(at: $0)?.entryIDs.joined(separator: "+") }
    }

    @Test func anEventIsOneEntryHoweverItComes() {
        var timeline = Timeline()
        #expect(timeline.insert(Self.event("a")) == .added(unread: true))
        #expect(timeline.insert(Self.event("a", live: false)) == .duplicate)
        #expect(timeline.insert(Self.event("b", mine: true)) == .added(unread: false))
        #expect(timeline.unreadTotal == 1)
        #expect(timeline.count == 2)
    }

    @Test func aTaskIsOneRowThatMovesUp() {
        var timeline = Timeline()
        for (id, task) in [("a", "1"), ("b", "2"), ("c", "1")] { timeline.insert(Self.event(id, task: task)) }
        #expect(ids(timeline) == ["c+a", "b"])
        let row = timeline.row(at: 0)?.id
        timeline.insert(Self.event("d", task: "2"))
        #expect(ids(timeline) == ["d+b", "c+a"])
        #expect(row.flatMap { timeline.index(ofRow: $0) } == 1)
    }

    @Test func recoveredEntriesStandAtTheirTime() {
        var timeline = Timeline()
        timeline.insert(Self.event("a", at: 10))
        timeline.insert(Self.event("b", at: 30))
        timeline.insert(Self.event("r", at: 20, live: false))
        #expect(ids(timeline) == ["b", "r", "a"])
    }

    @Test func aProjectShowsItsOwnAndTheWorkspaces() {
        var timeline = Timeline()
        timeline.insert(Self.event("a", project: "3"))
        timeline.insert(Self.event("b", project: "4"))
        timeline.insert(Self.event("w", project: nil))
        timeline.show(Scope(tab: .inbox, project: "3"))
        #expect(ids(timeline) == ["w", "a"])
        #expect(timeline.unread(in: timeline.scope) == 2)
        #expect(timeline.unread(inProject: "4") == 1)
        #expect(timeline.unreadTotal == 3)
    }

    @Test func doneLeavesTheInboxAndComesBackByUndo() {
        var timeline = Timeline()
        timeline.insert(Self.event("a", task: "1"))
        timeline.insert(Self.event("b", task: "1"))
        let change = timeline.mark(["a", "b"], .done, true)
        #expect(ids(timeline) == [])
        timeline.insert(Self.event("c", task: "1"))
        #expect(ids(timeline) == ["c"])
        if let change { timeline.apply(change.inverse) }
        #expect(ids(timeline) == ["c+b+a"])
        timeline.show(Scope(tab: .all, project: nil))
        #expect(ids(timeline) == ["c+b+a"])
    }

    @Test func onlyWhatReallyChangesIsAChange() {
        var timeline = Timeline()
        timeline.insert(Self.event("a"))
        #expect(
            timeline.mark(["a", "nobody"], .read, true) == StateChange(mark: .read, isSet: true, ids: ["a"]))
        #expect(timeline.mark(["a"], .read, true) == nil)
    }

    @Test func nextUnread() {
        var timeline = Timeline()
        for id in ["a", "b", "c"] { timeline.insert(Self.event(id)) }
        _ = timeline.mark(["b"], .read, true)
        #expect(timeline.unreadRow(from: 0, down: true) == 2)
        #expect(timeline.unreadRow(from: 2, down: true) == nil)
        #expect(timeline.unreadRow(from: 2, down: false) == 0)
    }

    @Test func theOldestReadEntriesAreLetGo() {
        var timeline = Timeline(scope: Scope(tab: .all, project: nil), capacity: 80)
        timeline.insert(Self.event("unread", at: 0))
        for number in 1...200 { timeline.insert(Self.event("e\(number)", at: Int64(number)), marks: .read) }
        #expect(timeline.count <= 90)
        #expect(timeline.entry("unread") != nil)
        #expect(timeline.unreadTotal == 1)
        #expect(timeline.entry("e200") != nil)
        #expect(timeline.rowCount == timeline.count)
    }

    /// After any operations the counts and the rows are what a fresh count over all entries gives.
    @Test func countsAndRowsNeverDrift() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<30 {
            var timeline = Timeline()
            for step in 0..<300 {
                let id = "e\(random.next() % 80)"
                switch random.next() % 8 {
                case 0...3:
                    timeline.insert(
                        Self.event(
                            id, task: random.next() % 3 == 0 ? nil : "t\(random.next() % 9)",
                            project: ["3", "4", nil][Int(random.next() % 3)], at: Int64(step),
                            live: random.next() % 4 > 0, forMe: random.next() % 5 == 0
                        )
                    )
                case 4: _ = timeline.mark([id], .read, random.next() % 2 == 0)
                case 5: _ = timeline.mark([id], .done, random.next() % 2 == 0)
                case 6: _ = timeline.mark([id], .starred, random.next() % 2 == 0)
                default:
                    timeline.show(
                        Scope(
                            tab: Tab.allCases[Int(random.next() % 4)],
                            project: ["3", "4", nil][Int(random.next() % 3)])
                    )
                }
            }
            let entries = (0..<80).compactMap { timeline.entry("e\($0)") }
            let unread = entries.filter { $0.marks.isUnread }
            #expect(timeline.unreadTotal == unread.count)
            #expect(timeline.unreadForMeTotal == unread.count { $0.notification.addressedToMe })
            let shown = (0..<timeline.rowCount).flatMap { timeline.row(at: $0)?.entryIDs ?? [] }
            let scope = timeline.scope
            var other = timeline
            other.show(Scope(tab: scope.tab == .all ? .inbox : .all, project: "nowhere"))
            other.show(scope)
            #expect(shown == (0..<other.rowCount).flatMap { other.row(at: $0)?.entryIDs ?? [] })
            #expect(Set(shown).count == shown.count)
            for index in 0..<timeline.rowCount {
                #expect(timeline.row(at: index).flatMap { timeline.index(ofRow: $0.id) } == index)
            }
        }
    }

    /// Events of one read have one time of arrival; loaded, newest first, they stand as they came, and what comes
    /// then stands before them.
    @Test func whatIsLoadedStandsAsItCame() {
        let entries = ["a", "b", "c"].map { Fixture.entry($0, task: $0) }
        var (live, loaded) = (Timeline(), Timeline())
        for entry in entries { live.insert(entry) }
        for entry in entries.reversed() { loaded.load(entry, marks: []) }
        #expect(live.shape == ["c", "b", "a"])
        #expect(loaded.shape == live.shape)
        loaded.insert(Fixture.entry("d", task: "d"))
        loaded.load(Fixture.entry("0", task: "0"), marks: [])
        #expect(loaded.shape == ["d", "c", "b", "a", "0"])
        #expect(loaded.newest(3).map(\.id) == ["d", "c", "b"])
    }
}
