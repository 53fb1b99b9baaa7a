import Store
import Testing

@Suite struct DocumentKindTests {
    @Test func documentsAreKeptByKindAndKeyInOrderOfUse() throws {
        let place = try TemporaryStore()
        let store = try place.open()
        try store.write([
            .document(.draft, key: "142", value: "half a sen"),
            .document(.command, key: "filter", value: "1"),
            .document(.command, key: "mute", value: "2"), .document(.command, key: "filter", value: "3"),
        ])
        #expect(try store.documents(.command).map(\.key) == ["mute", "filter"])
        #expect(try store.documents(.draft).map(\.value) == ["half a sen"])
        try store.write([.document(.draft, key: "142", value: nil)])
        #expect(try place.open().documents(.draft).isEmpty)
    }

    @Test func theOldestGoBeyondTheLimit() throws {
        let store = try TemporaryStore()
        let file = try store.open()
        try file.write((0..<510).map { .document(.command, key: "\($0)", value: "") })
        let keys = try file.documents(.command).map(\.key)
        #expect(keys.count == 500)
        #expect(keys.first == "10")
        #expect(keys.last == "509")
    }
}
