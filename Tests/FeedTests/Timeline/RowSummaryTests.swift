import Feed
import Testing

@Suite struct RowSummaryTests {
    private func row(_ entries: [Notification]) -> Row? {
        var timeline = Timeline()
        for entry in entries { timeline.insert(entry) }
        #expect(timeline.rowCount == 1)
        return timeline.row(at: 0)
    }

    @Test func oneEntrySpeaksForItself() {
        #expect(row([Fixture.entry(text: "Ana said")])?.summary == "Ana said")
    }

    @Test func statusChangesAreToldFromTheFirstToTheLast() {
        let row = row([
            Fixture.status("a", "todo", "in_progress", at: 0),
            Fixture.status("b", "in_progress", "in_review", at: 1),
        ])
        #expect(row?.summary == "Ana moved it Todo > In review   Checkout")
        #expect(row?.change == Change(from: "Todo", to: "In review"))
        #expect(row?.entries.count == 2)
    }

    @Test func churnThatEndsWhereItBeganCollapses() {
        let row = row([
            Fixture.status("a", "todo", "done", at: 0), Fixture.status("b", "done", "todo", by: "Bo", at: 1),
        ])
        #expect(row?.summary == "Bo, Ana moved it back to Todo (2 changes)   Checkout")
    }

    @Test func whoAndHowMany() {
        func comment(_ id: String, _ name: String, _ second: Int64) -> Notification {
            Fixture.entry(id, actor: Actor(id: name, name: name), at: second)
        }
        #expect(
            row([comment("a", "Ana", 0), comment("b", "Bo", 1), comment("c", "Ana", 2)])?.summary
                == "Ana, Bo: 3 comments   Checkout")
        let many = row(["Ana", "Bo", "Cy", "Di", "Ed"].enumerated().map { comment("\($0)", $1, Int64($0)) })
        #expect(many?.summary == "Ed, Di and 3 more: 5 comments   Checkout")
        #expect(many?.people.map(\.name) == ["Ed", "Di", "Cy", "Bo", "Ana"])
    }

    @Test func differentThingsAreAllTold() {
        let row = row([
            Fixture.entry(
                "a", .assignment, actor: Actor(id: "6", name: "Bo"), text: "Bo assigned Kim: Checkout", at: 0),
            Fixture.entry("b", at: 1), Fixture.status("c", "todo", "done", at: 2),
            Fixture.entry("d", EventKind(rawValue: "deployment"), text: "Deployed", at: 3),
        ])
        #expect(
            row?.summary
                == "Ana moved it Todo > Done; Bo assigned Kim; Ana Souza: 1 comment; Deployed   Checkout")
    }

    @Test func withoutATaskTheNewestSpeaks() {
        let row = row([
            Fixture.entry("a", .memberAdded, task: nil, text: "Ana added Kim", at: 0),
            Fixture.entry("b", .memberAdded, task: nil, text: "Ana added Lou", at: 1),
        ])
        #expect(row?.summary == "Ana added Lou")
    }

    @Test func aPayloadThatSaysNothingIsStillARow() {
        let row = row([
            Fixture.entry("a", .status, actor: nil, at: 0, payload: "{}"),
            Fixture.entry("b", .status, actor: nil, at: 1, payload: "x"),
        ])
        #expect(row?.summary == "Someone changed its status   Checkout")
    }
}
