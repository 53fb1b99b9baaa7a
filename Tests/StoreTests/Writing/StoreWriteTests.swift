import Feed
import GRDB
import Store
import Testing

@Suite struct StoreWriteTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    @Test func aBatchIsKeptInItsOrderOrNotAtAll() throws {
        let store = try place.open()
        try store.write([
            .append([TemporaryStore.event("a"), TemporaryStore.event("b", kind: .edit)], []),
            .change(StateChange(mark: .done, isSet: true, ids: ["a"])),
            .change(StateChange(mark: .done, isSet: false, ids: ["a"])),
            .fact(name: "cursor", value: "1"), .fact(name: "cursor", value: "2"),
        ])
        #expect(store.fact("cursor") == "2")
        #expect(try store.entry("a")?.marks == [])
        // An edit is never unread.
        #expect(try store.entry("b")?.marks == .read)
        try place.raw().write { try $0.execute(sql: "DROP TABLE document") }
        #expect(throws: StoreError.self) {
            try store.write([.fact(name: "cursor", value: "3"), .document(.draft, key: "k", value: "v")])
        }
        #expect(store.fact("cursor") == "2")
    }

    @Test func marksOfUnknownEntriesChangeNothing() throws {
        let store = try place.open()
        try store.apply(StateChange(mark: .read, isSet: true, ids: ["nobody"]))
        #expect(try store.unread().isEmpty)
    }
}
