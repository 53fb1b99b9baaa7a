import Feed
import Screen
import Testing

@testable import App

@Suite struct DeliveryUpdateTests {
    private func state(_ bench: Bench) -> DeliveryState {
        if case .delivery(let state)? = bench.model.stack.last { state } else { DeliveryState() }
    }

    private func delivery(_ bench: Bench, _ kind: EventKind, _ project: String? = "3") -> Delivery {
        bench.model.delivery(DeliveryState(project: project), kind)
    }

    @Test func keysMoveInTheTable() {
        var bench = Bench("[a] b")
        bench.type("D j j l l l")
        #expect(state(bench).row == 2 && state(bench).column == 3)
        bench.type("k h 9 9")
        #expect(state(bench).row == 1 && state(bench).column == 2)
        bench.type("G l l l l")
        #expect(state(bench).row == bench.model.deliveryKinds.count - 1)
        #expect(state(bench).column == DeliveryState.columns.count - 1)
        bench.type("g k h h h h h h")
        #expect(state(bench).row == 0 && state(bench).column == 0)
        #expect(bench.list == "[a] b delivery")
    }

    @Test(arguments: [("J", "3"), ("J J", "4"), ("2", "4"), ("K", "5"), ("J J J J", nil), ("2 0", nil)])
    func aProjectIsChosen(_ keys: String, _ project: String?) {
        var bench = Bench("[a] b")
        bench.type("D \(keys)")
        #expect(state(bench).project == project)
        // It is the table's, not the list's.
        #expect(bench.model.project == "3")
        #expect(bench.asked == "")
    }

    @Test func aSwitchIsTheSameRuleAsOneThatIsTyped() throws {
        var bench = Bench("[a] b")
        bench.type("D J l x")
        let rule = try #require(bench.model.policy.orders.first)
        guard case .rule(let made) = rule else {
            Issue.record("\(rule)")
            return
        }
        var typed = Bench("[a] b")
        typed.type(":")
        typed.write("rule kind:comment project:WEB -> no toast")
        typed.type("Enter")
        #expect(typed.model.policy.orders == [.rule(made)])
        #expect(!delivery(bench, .comment).toast)
        #expect(delivery(bench, .comment, "4").toast)
        #expect(delivery(bench, .reply).toast)
    }

    @Test(arguments: ["x", "Space", "Enter"]) func everyColumnGoesOnAndOff(_ key: String) {
        for (index, column) in DeliveryState.columns.enumerated() {
            var bench = Bench("[a] b")
            bench.type("D" + String(repeating: " l", count: index))
            let before = delivery(bench, .comment)[keyPath: column.delivery]
            bench.type(key)
            #expect(delivery(bench, .comment)[keyPath: column.delivery] != before, "\(column.title)")
            bench.type(key)
            #expect(delivery(bench, .comment)[keyPath: column.delivery] == before, "\(column.title)")
        }
    }

    @Test func whatIsSwitchedDecidesAboutWhatComes() {
        var bench = Bench("[a] b", height: 12)
        bench.type("D l x q ?")
        bench.send(.arrived([Bench.event("n", task: "9")]))
        #expect(bench.model.toasts.isEmpty)
        bench.type("q D u q ?")
        bench.send(.arrived([Bench.event("m", task: "8")]))
        #expect(bench.model.toasts.map(\.entry) == ["m"])
    }

    @Test func undoTakesASwitchBack() {
        var bench = Bench("[a] b")
        bench.type("D l x z")
        #expect(bench.model.policy.orders.isEmpty)
        #expect(delivery(bench, .comment).toast)
    }
}
