import Feed
import GRDB
import Testing

@testable import Store

@Suite struct RetentionTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private func ids(_ store: FeedStore) throws -> [String] {
        try store.page(before: .max, limit: 10_000).entries.map(\.notification.id).reversed()
    }

    @Test func readEntriesGoByAgeAndNumberAndOthersStay() throws {
        let store = try place.open()
        try store.append([TemporaryStore.event("unread", at: 1)], marks: [])
        try store.append([TemporaryStore.event("starred", at: 1)], marks: [.read, .starred])
        try store.append(
            (0..<40).map { TemporaryStore.event("e\($0)", at: Int64($0) * 86_400) }, marks: .read)
        while try store.tidy(Retention(days: 10, entries: 0, now: Timestamp(seconds: 40 * 86_400))) {}
        #expect(try ids(store) == ["unread", "starred"] + (30..<40).map { "e\($0)" })
        while try store.tidy(Retention(days: 0, entries: 5)) {}
        #expect(try ids(store) == ["unread", "starred", "e37", "e38", "e39"])
        while try store.tidy(Retention(days: 0, entries: 1)) {}
        #expect(try ids(store) == ["unread", "starred"])
        #expect(try store.unread() == store.recount())
    }

    @Test func withoutLimitsEverythingStays() throws {
        let store = try place.open()
        try store.append((0..<40).map { TemporaryStore.event("e\($0)") }, marks: .read)
        while try store.tidy(Retention(days: -3, entries: -1)) {}
        #expect(try store.count() == 40)
    }

    @Test func theFileGivesItsPagesBack() throws {
        let store = try place.open()
        let long = String(repeating: "x", count: 3000)
        try store.append((0..<2000).map { TemporaryStore.event("e\($0)", excerpt: long) }, marks: .read)
        let before = try place.raw().read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        while try store.tidy(Retention(days: 0, entries: 10)) {}
        let after = try place.raw().read { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        #expect(after < before / 2)
        #expect(try store.count() == 10)
    }
}
