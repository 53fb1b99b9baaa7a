import Feed
import JSON
import Testing

@Suite struct CodingTests {
    private static var orders: [StandingOrder] {
        get throws {
            [
                .mute(Mute(Query(field: "from", value: "Ana \"A\" Souza"))),
                .mute(
                    Mute(
                        try Query("kind:quota"),
                        until: Until(time: Fixture.at(1), condition: try Query("quota:90")), isTotal: true)),
                .snooze(
                    Snooze(entries: ["a", "b\n"], until: Until(condition: try Query("kind:reply from:ana")))),
                .snooze(Snooze(entries: ["a"], until: .forever, sweep: "1.2.3")), .silence(.forever),
                .silence(Until(time: Fixture.at(1), condition: try Query("from:ana"))),
                .rule(
                    Rule(
                        name: "no bots", query: try Query("from:bot -mention:me"),
                        change: DeliveryChange(show: false, bell: true, priority: .low), isLast: true)),
            ]
        }
    }

    @Test func ordersComeBackTheSame() throws {
        for order in try Self.orders {
            let json = try JSONValue(parsing: order.json.serializedBytes())
            #expect(StandingOrder(json: json) == order)
        }
    }

    @Test func actionsComeBackTheSame() throws {
        let orders = try Self.orders
        let actions: [TriageAction] = [
            .mark(StateChange(mark: .starred, isSet: false, ids: ["é", ""])),
            .order(before: nil, after: orders[0]), .order(before: orders[1], after: nil),
            .several([
                .order(before: orders[2], after: orders[3]), .several([]),
                .mark(StateChange(mark: .muted, isSet: true, ids: [])),
            ]),
            .task(TaskEdit(task: "142", key: "WEB-142", before: .status("open"), after: .status("done"))),
            .task(TaskEdit(task: "1", key: "", before: nil, after: .comment)),
            .task(
                TaskEdit(
                    task: "1", key: "K", before: .assignee(id: nil, name: nil),
                    after: .assignee(id: "42", name: "Zoe"))),
        ]
        for action in actions {
            #expect(TriageAction(json: try JSONValue(parsing: action.json.serializedBytes())) == action)
        }
    }

    /// What was kept for a kind of `[[event]]` that the configuration has no more is still an order.
    @Test func kindsNeedNotBeKnown() throws {
        let mute = StandingOrder.mute(Mute(Query(field: "kind", value: "order_shipped")))
        #expect(StandingOrder(json: try JSONValue(parsing: mute.json.serializedBytes())) == mute)
    }

    @Test(arguments: [
        "null", "{}", "[]", "{\"type\":\"mute\"}", "{\"type\":\"mute\",\"query\":\"(\",\"until\":{}}",
        "{\"type\":\"snooze\",\"until\":{\"condition\":\"kind:\"}}", "{\"type\":\"rule\",\"name\":\"x\"}",
        "{\"type\":\"silence\"}",
        "{\"mark\":999,\"set\":true,\"ids\":[]}", "{\"before\":{},\"after\":null}", "{\"all\":[{}]}",
        "{\"mark\":1,\"set\":true}", "{\"edit\":{}}",
        "{\"edit\":{\"task\":\"1\",\"key\":\"K\",\"before\":{\"x\":1},\"after\":null}}",
        "{\"edit\":{\"task\":\"1\",\"key\":\"K\",\"before\":null,\"after\":{\"assignee\":7}}}",
    ])
    func whatCanNotBeReadIsNothing(_ text: String) throws {
        let json = try JSONValue(parsing: text)
        #expect(StandingOrder(json: json) == nil)
        #expect(TriageAction(json: json) == nil)
    }
}
