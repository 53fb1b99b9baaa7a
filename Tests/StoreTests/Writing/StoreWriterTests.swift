import Feed
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Store

@Suite struct StoreWriterTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    /// What the writer told.
    private final class Ear: Sendable {
        private let heard = Mutex<[StoreWriter.News]>([])
        func hear(_ news: StoreWriter.News) { heard.withLock { $0.append(news) } }
        var news: [StoreWriter.News] { heard.withLock { $0 } }
    }

    private func event(_ number: Int) -> Feed.Notification {
        TemporaryStore.event("e\(number)", excerpt: String(repeating: "long ", count: 200))
    }

    /// Waits for a reader behind everything that was put in.
    /// On the connection itself, outside of a transaction.
    private func execute(_ sql: String, on queue: DatabaseQueue) throws {
        try queue.inDatabase { try $0.execute(sql: sql) }
    }

    private func settled(_ writer: StoreWriter) async {
        await withCheckedContinuation { continuation in writer.afterwards { _ in continuation.resume() } }
    }

    @Test func whatIsPutInIsKeptInOrderAndSeenByReadersBehindIt() async throws {
        let ear = Ear()
        let writer = StoreWriter(store: try place.open(), news: ear.hear)
        for number in 0..<3000 {
            writer.write([.append([event(number)], []), .fact(name: "cursor", value: "\(number)")])
        }
        let seen = await withCheckedContinuation { continuation in
            writer.afterwards { store in
                continuation.resume(returning: ((try? store.count()) ?? 0, store.fact("cursor")))
            }
        }
        #expect(seen == (3000, "2999"))
        await writer.close()
        #expect(try place.open().count() == 3000)
        #expect(ear.news.isEmpty)
    }

    @Test func closingWritesWhatWaitsAndIgnoresTheRest() async throws {
        let writer = StoreWriter(store: try place.open()) { _ in }
        writer.write((0..<2000).map { .append([event($0)], []) })
        await writer.close()
        writer.write([.append([event(5000)], [])])
        await writer.close()
        #expect(try place.open().count() == 2000)
    }

    @Test func aFullDiskIsSaidOnceAndWhatWaitedIsWrittenWhenThereIsRoom() async throws {
        let store = try place.open()
        // The limit is of the connection, as a full file system would be: SQLITE_FULL.
        try execute("PRAGMA max_page_count = 90", on: store.queue)
        let ear = Ear()
        let writer = StoreWriter(store: store, news: ear.hear)
        for number in 0..<600 {
            writer.write([.append([event(number)], []), .fact(name: "cursor", value: "\(number)")])
        }
        await settled(writer)
        writer.write([.append([event(600)], [])])
        await settled(writer)
        #expect(ear.news == [.trouble(.full(path: place.path))])
        // Nothing was skipped: the cursor never stands behind an entry that isn't there.
        let count = try place.open().count()
        #expect(count < 600)
        if let cursor = try place.open().fact("cursor").flatMap({ Int($0) }) { #expect(cursor < count) }
        try execute("PRAGMA max_page_count = 1000000", on: store.queue)
        await writer.close()
        #expect(ear.news == [.trouble(.full(path: place.path)), .recovered])
        #expect(try place.open().count() == 601)
    }

    @Test func aDatabaseLockedByAnotherProgramIsSaidAndNothingIsLost() async throws {
        let store = try place.open()
        let ear = Ear()
        let writer = StoreWriter(store: store, news: ear.hear)
        let other = try place.raw()
        try execute("BEGIN IMMEDIATE", on: other)
        writer.write([.append([event(1)], [])])
        await settled(writer)
        #expect(ear.news == [.trouble(.locked(path: place.path))])
        try execute("ROLLBACK", on: other)
        await writer.close()
        #expect(ear.news == [.trouble(.locked(path: place.path)), .recovered])
        #expect(try place.open().count() == 1)
    }

    @Test func oneUnfitWriteDoesNotHoldTheOthersUp() async throws {
        let store = try place.open()
        try execute(
            """
            CREATE TRIGGER refuse BEFORE INSERT ON fact WHEN new.name = 'bad'
            BEGIN SELECT RAISE(ABORT, 'unfit'); END
            """, on: place.raw())
        let ear = Ear()
        let writer = StoreWriter(store: store, news: ear.hear)
        writer.write([
            .append([event(1)], []), .fact(name: "bad", value: ""), .append([event(2)], []),
        ])
        await settled(writer)
        await writer.close()
        #expect(ear.news.first == .trouble(.cannotWrite(path: place.path, reason: "unfit")))
        #expect(try place.open().count() == 2)
    }

    @Test func quietTimeFillsTheIndex() async throws {
        let store = try place.open()
        let writer = StoreWriter(store: store) { _ in }
        writer.write([.append((0..<1200).map(event), [])])
        await settled(writer)
        let raw = try place.raw()
        var indexed: Int64 = 0
        // The deadline is for a hung program, not a measure of speed.
        for _ in 0..<600 where indexed < 1200 {
            try await Task.sleep(for: .milliseconds(50))
            indexed = try await raw.read {
                try Int64.fetchOne($0, sql: "SELECT sequence FROM indexed") ?? 0
            }
        }
        #expect(indexed == 1200)
        await writer.close()
    }

    /// Somebody who reads meanwhile is served at once, and what was begun goes on: it isn't told as done before it is.
    @Test(.timeLimit(.minutes(2))) func whoReadsDoesNotEndUpkeep() async throws {
        let store = try place.open()
        let asker = Mutex<StoreWriter?>(nil)
        let (told, teller) = AsyncStream.makeStream(of: Double.self)
        let answers = Mutex(0)
        let writer = StoreWriter(store: store) { news in
            guard case .indexing(let share) = news else { return }
            teller.yield(share)
            asker.withLock { $0 }?.afterwards { _ in answers.withLock { $0 += 1 } }
        }
        asker.withLock { $0 = writer }
        let count = StoreWriter.slowIndexing + 6000
        writer.write([.append((0..<count).map { TemporaryStore.event("e\($0)") }, [])])
        var shares: [Double] = []
        for await share in told {
            shares.append(share)
            if share == 1 { break }
        }
        #expect(try store.unindexed() == 0)
        #expect(shares.count > 2 && shares == shares.sorted())
        #expect(answers.withLock { $0 } >= shares.count - 1)
        asker.withLock { $0 = nil }
        await writer.close()
    }
}
