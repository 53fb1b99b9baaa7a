import API
import Feed
import Synchronization
import Testing

@testable import craftdesk

@Suite struct CatchUpTests {
    private static let now = Timestamp(seconds: 1_790_000_000)

    private func page(_ cursors: ClosedRange<Int>?, next: Int?, oldest: Int, cursor: Int) -> EventPage {
        EventPage(
            events: (cursors.map(Array.init) ?? []).map {
                EventPage.Entry(
                    cursor: String($0), event: "App\\Events\\CommentCreated", channel: "private-workspace.7",
                    data: Array("{}".utf8), createdAt: "2026-11-23T15:55:01Z")
            },
            next: next.map { String($0) }, oldest: String(oldest), cursor: String(cursor)
        )
    }

    @Test func goesOnUntilThereIsNoNextPage() async throws {
        let fetch = CatchUp { after, limit throws(APIError) in
            #expect(limit == CatchUp.pageSize)
            return after == "10"
                ? page(11...12, next: 12, oldest: 1, cursor: 12)
                : page(13...13, next: nil, oldest: 1, cursor: 13)
        }
        let result = try await fetch.run(after: "10", now: Self.now)
        #expect(result.events.map(\.cursor) == ["11", "12", "13"])
        #expect(result.cursor == "13")
        #expect(result.isComplete)
        #expect(result.events.allSatisfy { !$0.live })
    }

    @Test func withoutACursorOnlyTheNewestPage() async throws {
        let fetch = CatchUp { _, _ throws(APIError) in page(11...12, next: 12, oldest: 1, cursor: 12) }
        let result = try await fetch.run(after: nil, now: Self.now)
        #expect(result.events.count == 2)
        #expect(result.isComplete)
    }

    @Test func aHistoryThatIsGoneIsSaid() async throws {
        let fetch = CatchUp { _, _ throws(APIError) in page(20...21, next: nil, oldest: 20, cursor: 21) }
        let result = try await fetch.run(after: "10", now: Self.now)
        #expect(!result.isComplete)
        #expect(result.isHistoryGone)
        #expect(result.events.count == 2)
    }

    /// The database was emptied or put back: what there is is shown, and nobody claims that it is all.
    @Test func aHistoryThatGoesBackIsNoticed() async throws {
        let fetch = CatchUp { after, _ throws(APIError) in
            after == "500"
                ? page(nil, next: nil, oldest: 1, cursor: 20)
                : page(19...20, next: nil, oldest: 1, cursor: 20)
        }
        let result = try await fetch.run(after: "500", now: Self.now)
        #expect(result.hasGoneBack)
        #expect(!result.isComplete)
        #expect(!result.isHistoryGone)
        #expect(result.events.map(\.cursor) == ["19", "20"])
        #expect(result.cursor == "20")
    }

    /// Pages that lead back would be fetched round and round.
    @Test func pagesThatLeadBackAreTheEnd() async throws {
        let asked = Mutex(0)
        let fetch = CatchUp { after, _ throws(APIError) in
            asked.withLock { $0 += 1 }
            return after == "10"
                ? page(11...12, next: 12, oldest: 1, cursor: 12)
                : page(5...6, next: 10, oldest: 1, cursor: 10)
        }
        let result = try await fetch.run(after: "10", now: Self.now)
        #expect(asked.withLock { $0 } == 2)
        #expect(result.events.map(\.cursor) == ["11", "12"])
        #expect(result.hasGoneBack && !result.isComplete)
    }

    @Test(arguments: [
        ("9", "10", true), ("10", "9", false), ("10", "10", false),
        ("01JDA5K2G0AAAAAAAAAAAAAAAA", "01JDA5K2G0AAAAAAAAAAAAAAAB", true),
        ("2026-11-23T15:55:01Z", "2026-11-23T16:55:01.5+01:00", true),
        // Whatever these are, they have no order that anybody knows.
        ("eyJpZCI6MX0", "eyJpZCI6Mn0", false), ("9", "eyJpZCI6Mn0", false),
        ("8ZZZZZZZZZZZZZZZZZZZZZZZZZ", "9ZZZZZZZZZZZZZZZZZZZZZZZZZ", false),
    ])
    func cursorsHaveAnOrderWhereTheirFormSaysSo(_ cursor: String, _ other: String, _ isBefore: Bool) {
        #expect(CatchUp.isBefore(cursor, other) == isBefore)
    }

    @Test func anApplicationMaySay410() async throws {
        let fetch = CatchUp { after, _ throws(APIError) in
            guard after == nil else { throw .gone(path: "/events") }
            return page(20...21, next: nil, oldest: 20, cursor: 21)
        }
        let result = try await fetch.run(after: "10", now: Self.now)
        #expect(result.cursor == "21")
        #expect(!result.isComplete)
        #expect(result.isHistoryGone)
    }

    @Test func anEndlessHistoryEnds() async throws {
        let fetch = CatchUp { after, _ throws(APIError) in
            let position = Int(after ?? "") ?? 0
            return page(position + 1...position + 1, next: position + 1, oldest: 1, cursor: position + 1)
        }
        let result = try await fetch.run(after: "1", now: Self.now)
        #expect(result.events.count == CatchUp.maximumPages)
        #expect(!result.isComplete)
    }

    /// A page whose `next` is where it began would be asked for without end.
    @Test func aPageThatLeadsToItselfEnds() async throws {
        let fetch = CatchUp { _, _ throws(APIError) in page(nil, next: 5, oldest: 1, cursor: 5) }
        let result = try await fetch.run(after: "5", now: Self.now)
        #expect(result.events.isEmpty)
        #expect(result.cursor == "5")
    }

    @Test(arguments: [
        ("10", "20", true), ("10", "11", false), ("0", "1", false), ("9", "10", false), ("10", "10", false),
        ("10", "9", false), ("01JD", "01JE", true), ("01JE", "01JD", false),
        ("2026-01-01", "2026-01-02", true),
        ("-9223372036854775808", "9223372036854775807", true),
    ])
    func whatIsGone(_ cursor: String, _ oldest: String, _ isGone: Bool) {
        #expect(CatchUp.isGone(between: cursor, and: oldest) == isGone)
    }
}
