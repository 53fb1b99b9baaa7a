import Testing

@testable import Feed

@Suite struct RemainderTests {
    /// A row of one entry in memory, on a store that may have more.
    private func timeline() -> Timeline {
        var timeline = Timeline(scope: Scope(tab: .all, project: nil), bundleWindow: 60_000)
        timeline.isBacked = true
        timeline.setHoldsAll(false)
        timeline.load(Fixture.status("n", "review", "done", by: "Ana", at: 0), marks: .read)
        return timeline
    }

    private func question(_ timeline: inout Timeline) throws -> RowQuestion {
        let rows = (0..<timeline.rowCount).compactMap { timeline.rowID(at: $0) }
        return try #require(timeline.questions(about: rows).first)
    }

    private func answer(_ question: RowQuestion, _ entries: [Notification], _ marks: Marks = .read)
        -> RowAnswer
    {
        var count = RemainderCount(question)
        for (place, entry) in entries.enumerated() {
            count.add(
                entry.id, place: Int64(place), at: entry.standsAt, kind: entry.kind, actor: entry.actor?.name,
                marks: marks, isShown: true)
        }
        return RowAnswer(to: question, count.remainder { entries[Int($0)] })
    }

    @Test func whatChangedInTheEndIsToldOverTheStoresPartToo() throws {
        var timeline = timeline()
        #expect(timeline.row(at: 0)?.summary == "Ana: review > done   Checkout")
        let question = try question(&timeline)
        let older = [
            Fixture.status("b", "doing", "review", by: "Bo", at: -20),
            Fixture.status("a", "todo", "doing", by: "Cy", at: -40),
            // After more than the window of silence it is another row's.
            Fixture.status("z", "none", "todo", by: "Ed", at: -101),
        ]
        timeline.take([answer(question, older)])
        let row = timeline.row(at: 0)
        #expect(row?.eventCount == 3 && row?.isWhole == true)
        #expect(row?.summary == "Ana, Bo, Cy moved it Todo > Done   Checkout")
    }

    /// Neither what memory has already nor what came after the question is counted beyond it.
    @Test func nothingIsCountedTwice() throws {
        var timeline = timeline()
        let question = try question(&timeline)
        let found = [
            Fixture.entry("new", at: 5), Fixture.status("n", "review", "done", by: "Ana", at: 0),
            Fixture.entry("a", at: -5),
        ]
        timeline.insert(found[0])
        timeline.take([answer(question, found)])
        #expect(timeline.row(at: 0)?.eventCount == 3)
        timeline.load(found[2], marks: .read)
        #expect(timeline.row(at: 0)?.isWhole == false)
        #expect(timeline.row(at: 0)?.eventCount == 3)
    }

    /// What only the store has unread makes the row unread, and reading the row reads it.
    @Test func aMarkIsForTheStoresPartWhereMemoryHasItAlready() throws {
        var timeline = timeline()
        #expect(timeline.markRows(of: ["n"], .read, true) == nil)
        timeline.take([answer(try question(&timeline), [Fixture.entry("a", at: -5)], [])])
        #expect(timeline.row(at: 0)?.unreadCount == 1)
        #expect(timeline.unreadRow(from: -1, down: true) == nil)
        timeline.setUnloaded(["3": UnreadCount(entries: 1)])
        #expect(timeline.unreadRow(from: -1, down: true) == 0)
        #expect(timeline.markRows(of: ["n"], .read, true)?.sweeps.count == 1)
        #expect(timeline.markRows(of: ["n"], .starred, false) == nil)
        // The store's marks were changed: it is asked again, and what was known stands until then.
        let mark = ForeignMark(
            id: "a", project: "3", isAddressedToMe: false, wasUnread: true, isUnread: false)
        timeline.apply([StateChange(mark: .read, isSet: true, ids: ["a"])], of: [mark])
        #expect(timeline.row(at: 0)?.unreadCount == 1)
        timeline.take([answer(try question(&timeline), [Fixture.entry("a", at: -5)])])
        #expect(timeline.row(at: 0)?.unreadCount == 0 && timeline.row(at: 0)?.eventCount == 2)
    }

    @Test func whereMemoryHasEverythingNothingIsAsked() throws {
        var timeline = timeline()
        timeline.setHoldsAll(true)
        let row = try #require(timeline.rowID(at: 0))
        #expect(timeline.questions(about: [row]).isEmpty)
        #expect(timeline.row(at: 0)?.isWhole == true)
        // What was let go is in the store.
        timeline.capacity = 2
        for number in 1...5 { timeline.insert(Fixture.entry("e\(number)", at: Int64(number))) }
        #expect(timeline.row(at: 0)?.isWhole == false)
        #expect(timeline.questions(about: [row]).count == 1)
    }

    /// What is addressed to me is a row of its own, of which the store has no more.
    @Test func aRowOfItsOwnIsWhole() throws {
        var timeline = timeline()
        timeline.load(Fixture.entry("me", at: 9, forMe: true), marks: [])
        let row = try #require(timeline.row(at: 0))
        #expect(row.isAddressedToMe && row.isWhole)
        #expect(timeline.questions(about: [row.id]).isEmpty)
    }
}
