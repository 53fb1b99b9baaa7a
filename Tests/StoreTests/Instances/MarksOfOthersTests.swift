import Feed
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
                ForeignMark(id: "a", project: "3", isAddressedToMe: true, wasUnread: true, isUnread: true),
                ForeignMark(id: odd, project: nil, isAddressedToMe: false, wasUnread: true, isUnread: false),
            ])
        #expect(try second.marksOfOthers(since: seen.position).changes.isEmpty)
        #expect(try first.marksOfOthers(since: 0).changes == [star])
    }

    @Test func theLogOfMarksDoesNotGrow() throws {
        let place = try TemporaryStore()
        let store = try place.open()
        try store.write(
            (0..<1100).map { .change(StateChange(mark: .read, isSet: $0 % 2 == 0, ids: ["a"])) })
        #expect(try place.open().marksOfOthers(since: 0).changes.count <= 1001)
    }
}
