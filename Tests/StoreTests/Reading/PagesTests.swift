import Feed
import Store
import Testing

@Suite struct PagesTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    @Test func aStartReadsOneScreenAndTheCountsOfAll() throws {
        let store = try place.open()
        try store.append((0..<50).map { TemporaryStore.event("e\($0)", forMe: $0 % 5 == 0) }, marks: [])
        try store.append((50..<60).map { TemporaryStore.event("e\($0)", project: "4") }, marks: .read)
        try store.setFact("project", "3")
        let start = try store.start(limit: 20)
        #expect(start.page.entries.map(\.notification.id) == (40..<60).reversed().map { "e\($0)" })
        #expect(start.unread == ["3": UnreadCount(entries: 50, forMe: 10)])
        #expect(start.unloaded == ["3": UnreadCount(entries: 40, forMe: 8)])
        #expect(start.facts == ["project": "3"])
        // The timeline that starts so counts as one that has everything.
        var timeline = Timeline()
        timeline.setUnloaded(start.unread)
        for entry in start.page.entries { timeline.load(entry.notification, marks: entry.marks) }
        #expect(timeline.unloaded == start.unloaded)
        #expect(timeline.unreadTotal == 50)
    }

    @Test func pagesFollowOneAnotherToTheEnd() throws {
        let store = try place.open()
        try store.append((0..<25).map { TemporaryStore.event("e\($0)") }, marks: [])
        var ids: [String] = []
        var next: Int64? = .max
        while let before = next {
            let page = try store.page(before: before, limit: 10)
            ids += page.entries.map(\.notification.id)
            next = page.next
        }
        #expect(ids == (0..<25).reversed().map { "e\($0)" })
    }

    @Test func unreadEntriesAreLoadedHoweverOldTheyAre() throws {
        let store = try place.open()
        try store.append([TemporaryStore.event("old")], marks: [])
        try store.append((0..<50).map { TemporaryStore.event("e\($0)") }, marks: .read)
        let loaded = try store.load(limit: 10)
        #expect(loaded.count == 11)
        #expect(loaded.first?.notification.id == "old")
    }
}
