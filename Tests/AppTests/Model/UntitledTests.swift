import Feed
import Testing

@testable import App

@Suite struct UntitledTests {
    /// A rule that keeps a kind out of the title: it counts in the inbox, and nowhere above it.
    @Test func whatARuleKeepsOutOfTheTitleIsNotInIt() {
        var bench = Bench("a* b")
        bench.type(":")
        bench.write("rule from:bo -> no title")
        bench.type("Enter")
        bench.send(.arrived([Bench.event("c", actor: "Bo"), Bench.event("d", actor: "Bo", forMe: true)]))
        #expect(bench.rows[0].contains("[Inbox 3] @1"))
        #expect(bench.model.title == "craftdesk (1)")
        bench.send(.arrived([Bench.event("e", forMe: true)]))
        #expect(bench.model.title == "craftdesk (2) @1")
        // Read and unread again, it is as it was.
        let ids = ["c", "d"]
        bench.send(.changedElsewhere([StateChange(mark: .read, isSet: true, ids: ids)], []))
        #expect(bench.model.title == "craftdesk (2) @1")
        bench.send(.changedElsewhere([StateChange(mark: .read, isSet: false, ids: ids)], []))
        #expect(bench.rows[0].contains("[Inbox 4] @2"))
        #expect(bench.model.title == "craftdesk (2) @1")
        // Without the rule the title has them again.
        bench.type("z")
        #expect(bench.model.title == "craftdesk (4) @2")
    }

    /// After a restart too.
    @Test func whatComesFromTheStoreIsJudgedByTheRules() throws {
        var bench = Bench()
        bench.model.policy = DeliveryPolicy(rules: [
            Rule(name: "r", query: try Query("from:bo"), change: DeliveryChange(title: false))
        ])
        bench.send(
            .stored(
                [(Bench.event("b", actor: "Bo"), Marks()), (Bench.event("a"), Marks())],
                unread: ["3": UnreadCount(entries: 2)], isAll: true))
        #expect(bench.rows[0].contains("[Inbox 2]"))
        #expect(bench.model.title == "craftdesk (1)")
    }

    @Test func whatWasReadIsForgotten() {
        var (timeline, untitled) = (Timeline(), Untitled())
        for number in 0..<3000 {
            timeline.insert(Bench.event("e\(number)"), marks: number < 2900 ? .read : [])
            untitled.add("e\(number)", in: timeline)
        }
        #expect(untitled.unread(in: timeline) == UnreadCount(entries: 100))
    }
}
