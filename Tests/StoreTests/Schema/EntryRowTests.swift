import Feed
import Testing

@testable import Store

@Suite struct EntryRowTests {
    @Test func everyPartOfAnEntryComesBack() throws {
        let place = try TemporaryStore()
        let store = try place.open()
        var bare = TemporaryStore.event("bare", project: nil, task: nil, excerpt: nil, mine: true)
        (bare.actor, bare.url, bare.cursor, bare.payload, bare.live) = (nil, nil, nil, [], false)
        var odd = TemporaryStore.event("o'd\n\u{1F600}")
        odd.actor = Actor(id: nil, name: "")
        odd.task = TaskReference(id: "", key: nil, title: nil)
        odd.payload = Array(0...255)
        try store.append([TemporaryStore.event("full", forMe: true), bare, odd], marks: .starred)
        let page = try store.page(before: .max, limit: 10)
        #expect(page.entries.map(\.notification) == [odd, bare, TemporaryStore.event("full", forMe: true)])
        #expect(page.entries.map(\.marks) == [.starred, [.starred, .read], .starred])
        #expect(page.entries.map(\.sequence) == [3, 2, 1])
        #expect(try store.entry("bare")?.notification == bare)
        #expect(try store.entry("none") == nil)
    }
}
