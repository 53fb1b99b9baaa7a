import Dispatch
import Feed
import Foundation
import GRDB
import Store
import Synchronization
import Testing

@Suite struct FeedStoreTests {
    private let place: TemporaryStore
    init() throws { place = try TemporaryStore() }

    private func event(_ id: String, project: String? = "3") -> Feed.Notification {
        TemporaryStore.event(id, project: project)
    }

    /// Two screens and a tail that a session starts at once all meet a file that isn't there yet.
    @Test func manyMayOpenANewFileAtOnce() throws {
        for _ in 0..<5 {
            let place = try TemporaryStore()
            let path = place.path
            let complaints = Mutex<[String]>([])
            DispatchQueue.concurrentPerform(iterations: 6) { _ in
                do { try FeedStore(path: path).close() } catch {
                    complaints.withLock { $0.append("\(error)") }
                }
            }
            #expect(complaints.withLock { $0 } == [])
        }
    }

    /// What is asked too late is refused, and is no end of the program.
    @Test func aClosedStoreIsAnError() throws {
        let store = try place.open()
        try store.append([event("a")], marks: [])
        store.close()
        #expect(throws: StoreError.cannotWrite(path: place.path, reason: "it is closed")) {
            try store.load(limit: 10)
        }
        #expect(throws: StoreError.cannotWrite(path: place.path, reason: "it is closed")) {
            try store.append([event("b")], marks: [])
        }
        store.close()
    }

    /// A reader sees what a writer has in its log, and neither writes the log into the file nor ends it.
    @Test func whoOnlyReadsWritesNothing() throws {
        let writer = try place.open()
        try writer.append([event("a"), event("b")], marks: [])
        let file = try Data(contentsOf: URL(fileURLWithPath: place.path))
        let log = try Data(contentsOf: URL(fileURLWithPath: place.path + "-wal"))
        let reader = try FeedStore.reading(path: place.path)
        #expect(try reader.unreadCounts() == ["3": 2])
        #expect(throws: StoreError.self) { try reader.append([event("c")], marks: []) }
        reader.close()
        #expect(try Data(contentsOf: URL(fileURLWithPath: place.path)) == file)
        #expect(try Data(contentsOf: URL(fileURLWithPath: place.path + "-wal")) == log)
        try writer.append([event("c")], marks: [])
        writer.close()
        let last = try FeedStore.reading(path: place.path)
        #expect(try last.unreadCounts() == ["3": 3])
        last.close()
    }

    /// One who finds no file, or an old one, makes it what it should be.
    @Test func aReaderOfNothingMakesTheFile() throws {
        let reader = try FeedStore.reading(path: place.path)
        #expect(try reader.unreadCounts() == [:])
        try reader.append([event("a")], marks: [])
        reader.close()
    }

    @Test func whatWasStoredComesBackTheSame() throws {
        let store = try place.open()
        try store.append([event("a"), event("b", project: nil)], marks: [])
        try store.append([event("a")], marks: .read)
        try store.apply(StateChange(mark: .starred, isSet: true, ids: ["b"]))
        try store.setFact("cursor", "9")
        // Another reader sees it without the writer having closed: as after a kill.
        let second = try place.open()
        let loaded = try second.load(limit: 10)
        #expect(loaded.map(\.notification) == [event("a"), event("b", project: nil)])
        #expect(loaded.map(\.marks) == [[], .starred])
        #expect(try second.unreadCounts() == ["3": 1, nil: 1])
        #expect(second.fact("cursor") == "9")
        #expect(second.fact("other") == nil)
        try store.apply(StateChange(mark: .read, isSet: true, ids: ["a", "b"]))
        #expect(try second.unreadCounts().isEmpty)
    }

    @Test func aPathThatCannotBeOpenedIsASentence() throws {
        #expect {
            try FeedStore(path: "/nonexistent/x.sqlite")
        } throws: { error in
            "\(error)".contains("/nonexistent/x.sqlite can't be opened")
        }
        // A directory where the file should be.
        #expect(throws: StoreError.self) { try FeedStore(path: place.directory) }
    }

    /// A program that holds the file for itself is named in a sentence; when it lets go, the file is as it was.
    @Test func aFileThatAnotherProgramHoldsIsASentence() throws {
        try place.open().append([TemporaryStore.event("a")], marks: [])
        let other = try place.raw()
        try other.inDatabase {
            try $0.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; SELECT * FROM entry")
        }
        #expect(throws: StoreError.locked(path: place.path)) { try place.open() }
        try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        try other.close()
        #expect(try place.open().count() == 1)
    }

    @Test func aFileThatIsNoDatabaseIsPutAside() throws {
        let garbage = Data("this is not a database, but long enough to be looked at".utf8)
        try garbage.write(to: URL(fileURLWithPath: place.path))
        #expect(throws: StoreError.corrupt(path: place.path)) { try FeedStore(path: place.path) }
        let (store, notice) = try FeedStore.open(path: place.path)
        let moved = place.path + ".damaged"
        #expect(notice == .damaged(path: place.path, movedTo: moved))
        #expect(try Data(contentsOf: URL(fileURLWithPath: moved)) == garbage)
        try store.append([event("a")], marks: [])
        store.close()
        let again = try FeedStore.open(path: place.path)
        #expect(again.notice == nil)
        #expect(try again.store.count() == 1)
    }

    @Test func damageMetInUseIsLookedAtByTheNextStart() throws {
        let store = try place.open()
        try store.append((0..<500).map { event("e\($0)") }, marks: [])
        store.close()
        // Everything after the first pages becomes nonsense: opening works, reading doesn't.
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: place.path))
        let size = try file.seekToEnd()
        try file.seek(toOffset: 4096)
        try file.write(contentsOf: Data(repeating: 0xA7, count: Int(size) - 4096))
        try file.close()
        var errors: [StoreError] = []
        do throws(StoreError) {
            let damaged = try FeedStore(path: place.path)
            do throws(StoreError) { _ = try damaged.start(limit: 400) } catch { errors.append(error) }
            damaged.close()
        } catch { errors.append(error) }
        #expect(errors == [.corrupt(path: place.path)])
        let (fresh, notice) = try FeedStore.open(path: place.path)
        #expect(notice == .damaged(path: place.path, movedTo: place.path + ".damaged"))
        #expect(try fresh.count() == 0)
    }

    @Test func aFileOfANewerProgramIsLeftAlone() throws {
        let store = try place.open()
        store.close()
        try place.raw().write { try $0.execute(sql: "PRAGMA user_version = 99") }
        #expect(throws: StoreError.newer(path: place.path, version: 99)) { try FeedStore(path: place.path) }
        #expect(throws: StoreError.newer(path: place.path, version: 99)) {
            try FeedStore.open(path: place.path)
        }
    }

    @Test func aReadOnlyFileSystemIsASentence() throws {
        // Tests may run as root, whom modes don't stop: /proc takes no files from anybody.
        #expect(throws: StoreError.self) { try FeedStore(path: "/proc/craftdesk.sqlite") }
        #expect(throws: StoreError.self) { try FeedStore.open(path: "/proc/craftdesk.sqlite") }
    }
}
