import Feed
import Store
import Testing

@Suite struct MarksOfOthersTests {
    @Test func anInstanceReadsTheOthersMarksAndNotItsOwn() throws {
        let place = try TemporaryStore()
        let (first, second) = (try place.open(), try place.open())
        try first.append(
            [TemporaryStore.event("a", forMe: true), TemporaryStore.event("o'\"\n", project: nil)], marks: [])
        let start = try second.marksPosition()
        let done = StateChange(mark: .done, isSet: true, ids: ["a", "o'\"\n"])
        try first.apply(done)
        try second.apply(StateChange(mark: .starred, isSet: true, ids: ["a"]))
        try first.apply(StateChange(mark: .done, isSet: false, ids: ["a", "gone"]))
        let seen = try second.marksOfOthers(since: start)
        #expect(seen.changes == [done, StateChange(mark: .done, isSet: false, ids: ["a", "gone"])])
        #expect(seen.places["a"] == ForeignMarks.Place(project: "3", isAddressedToMe: true))
        #expect(seen.places["o'\"\n"] == ForeignMarks.Place(project: nil, isAddressedToMe: false))
        #expect(seen.places["gone"] == nil)
        #expect(try second.marksOfOthers(since: seen.position).changes.isEmpty)
        #expect(
            try first.marksOfOthers(since: 0).changes == [
                StateChange(mark: .starred, isSet: true, ids: ["a"])
            ])
    }

    @Test func theLogOfMarksDoesNotGrow() throws {
        let place = try TemporaryStore()
        let store = try place.open()
        for number in 0..<1100 {
            try store.apply(StateChange(mark: .read, isSet: number % 2 == 0, ids: ["a"]))
        }
        #expect(try place.open().marksOfOthers(since: 0).changes.count <= 1001)
    }
}
