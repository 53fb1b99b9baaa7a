import Feed
import GRDB
import Store
import Testing

@Suite struct MarksOfOthersTests {
    @Test func anInstanceReadsTheOthersMarksAndNotItsOwn() throws {
        let place = try TemporaryStore()
        let (first, second) = (try place.open(), try place.open())
        let odd = "o'\"\n"
        try first.append(
            [TemporaryStore.event("a", forMe: true), TemporaryStore.event(odd, project: nil)], marks: [])
        let start = try second.marksPosition()
        let done = StateChange(mark: .done, isSet: true, ids: ["a", odd])
        let undone = StateChange(mark: .done, isSet: false, ids: ["a", "gone"])
        let star = StateChange(mark: .starred, isSet: true, ids: ["a"])
        try first.apply(done)
        try second.apply(star)
        try first.apply(undone)
        let seen = try second.marksOfOthers(since: start)
        #expect(seen.changes == [done, undone])
        #expect(
            seen.entries == [
                ForeignMark(
                    id: "a", project: "3", isAddressedToMe: true, wasUnread: true, isUnread: true,
                    marks: .starred),
                ForeignMark(
                    id: odd, project: nil, isAddressedToMe: false, wasUnread: true, isUnread: false,
                    marks: .done),
            ])
        #expect(try second.marksOfOthers(since: seen.position).changes.isEmpty)
        #expect(try first.marksOfOthers(since: 0).changes == [star])
    }

    @Test func ordersReachTheOtherInstances() throws {
        let place = try TemporaryStore()
        let (first, second) = (try place.open(), try place.open())
        let start = try second.marksPosition()
        let orders: [StandingOrder] = [
            .mute(Mute(Query(field: "task", value: "o'\"1"), until: Until(time: Timestamp(seconds: 9)))),
            .silence(.forever), .snooze(Snooze(entries: ["a"], until: .forever, sweep: "1.2.3")),
        ]
        try first.write(
            orders.map { .order(id: $0.id, $0) } + [.order(id: StandingOrder.silenceID, nil)])
        let seen = try second.marksOfOthers(since: start)
        #expect(
            seen.orders == orders.map { OrderChange($0.id, $0) } + [
                OrderChange(StandingOrder.silenceID, nil)
            ])
        #expect(seen.changes.isEmpty && seen.entries.isEmpty && !seen.isEmpty)
        #expect(try first.marksOfOthers(since: start).isEmpty)
        #expect(try second.orders() == [orders[0], orders[2]])
        // What a later version has given is neither taken over nor taken back.
        try place.raw().write { database in
            try database.execute(
                sql: "INSERT INTO mark_log (origin, mark, is_set, ids) VALUES (7, 0, 1, ?)",
                arguments: [#"["mute:task:1","{\"type\":\"later\"}"]"#])
        }
        #expect(try second.marksOfOthers(since: seen.position).orders.isEmpty)
    }

    @Test func theLogOfMarksDoesNotGrow() throws {
        let place = try TemporaryStore()
        let store = try place.open()
        try store.write(
            (0..<1100).map { .change(StateChange(mark: .read, isSet: $0 % 2 == 0, ids: ["a"])) })
        #expect(try place.open().marksOfOthers(since: 0).changes.count <= 1001)
    }
}
