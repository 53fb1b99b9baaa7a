import Feed
import Testing

@Suite struct TriageActionTests {
    private let change = StateChange(mark: .snoozed, isSet: true, ids: ["a", "b"])
    private let order = StandingOrder.snooze(Snooze(entries: ["a", "b"], until: .forever))

    @Test func theInverseOfTheInverseIsTheAction() {
        let action = TriageAction.several([.order(before: nil, after: order), .mark(change)])
        #expect(action.inverse == .several([.mark(change.inverse), .order(before: order, after: nil)]))
        #expect(action.inverse.inverse == action)
    }

    @Test func tellsWhatTheStoreMustWrite() {
        let action = TriageAction.several([.order(before: nil, after: order), .mark(change)])
        #expect(action.changes == [change])
        #expect(action.orders.map(\.id) == ["snooze:a"])
        #expect(action.orders.map(\.order) == [order])
        #expect(action.inverse.orders.map(\.id) == ["snooze:a"])
        #expect(action.inverse.orders.map(\.order) == [nil])
        #expect(TriageAction.order(before: nil, after: nil).orders.isEmpty)
    }
}
