import FoundationEssentials
import GRDB
import Glibc

/// The feed on disk: one SQLite file for each server, key, workspace and user. Entries, marks and the small
/// things beside them are written in transactions with a write-ahead log, so that a killed program loses
/// nothing it has stored. Calls block for as long as the disk takes; `StoreWriter` calls them for a screen.
public final class FeedStore: Sendable {
    let queue: DatabaseQueue
    /// The file.
    public let path: String
    /// Tells this instance's marks from those of others on the same file.
    let origin = Int64.random(in: 1 ... .max)

    let choosing = ChoosingSweeps()

    /// How long another writer is waited for.
    static let patience = 2.0

    /// Opens the file, or makes it, and brings it to the newest version.
    public init(path: String) throws(StoreError) {
        self.path = path
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(Self.patience)
        configuration.label = "store"
        configuration.prepareDatabase { database in
            // Pages that retention empties go back to the file system; set before the first table is made.
            try database.execute(
                sql: """
                    PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
                    PRAGMA journal_size_limit = 4194304
                    """)
        }
        do {
            queue = try Self.queue(path, configuration)
        } catch {
            throw StoreError(error, path: path, .opening)
        }
    }

    /// Opens a file that is only looked at; `init(path:)` where it isn't of the newest version, or not there.
    ///
    /// Whoever closes a file last that it may write puts the log into it, and waits for the disk three times: ten
    /// milliseconds and more, which a shell's prompt would wait for.
    public static func reading(path: String) throws(StoreError) -> FeedStore {
        do {
            return try FeedStore(readOnly: path)
        } catch {
            return try FeedStore(path: path)
        }
    }

    private init(readOnly path: String) throws {
        self.path = path
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(Self.patience)
        configuration.label = "store"
        queue = try DatabaseQueue(path: path, configuration: configuration)
        let version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") }
        if version != Schema.version { throw StoreError.newer(path: path, version: version ?? 0) }
    }

    /// Screens that start at the same moment all find no file, or an old one: whoever comes second to a step finds it
    /// done, or the file held without SQLite waiting for it. Trying again is all it takes.
    private static func queue(_ path: String, _ configuration: GRDB.Configuration) throws -> DatabaseQueue {
        let start = ContinuousClock.now
        while true {
            do {
                let queue = try DatabaseQueue(path: path, configuration: configuration)
                let version = try queue.read { try Int.fetchOne($0, sql: "PRAGMA user_version") } ?? 0
                if version > Schema.version { throw StoreError.newer(path: path, version: version) }
                if version < Schema.version { try Schema.migrator.migrate(queue) }
                return queue
            } catch let error as DatabaseError {
                guard [.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_ERROR].contains(error.resultCode),
                    ContinuousClock.now - start < .seconds(patience)
                else { throw error }
                usleep(useconds_t.random(in: 1_000...20_000))
            }
        }
    }

    /// Opens the file as `init` does; a damaged one is put aside first, under a name that says so.
    /// - Returns: the store, and what there is to say about it.
    public static func open(path: String) throws(StoreError) -> (store: FeedStore, notice: StoreError?) {
        do throws(StoreError) {
            let store = try FeedStore(path: path)
            guard FileManager.default.fileExists(atPath: suspicion(path)) else { return (store, nil) }
            // Damage was met when it was last used: now there is time to look.
            let isSound =
                (try? store.queue.read { try String.fetchOne($0, sql: "PRAGMA quick_check(1)") }) == "ok"
            if isSound {
                try? FileManager.default.removeItem(atPath: suspicion(path))
                return (store, nil)
            }
            store.close()
        } catch {
            guard case .corrupt = error else { throw error }
        }
        let moved = try putAside(path)
        return (try FeedStore(path: path), .damaged(path: path, movedTo: moved))
    }

    private static func putAside(_ path: String) throws(StoreError) -> String {
        let files = FileManager.default
        var moved = path + ".damaged"
        var number = 2
        while files.fileExists(atPath: moved) {
            moved = "\(path).damaged-\(number)"
            number += 1
        }
        do {
            try files.moveItem(atPath: path, toPath: moved)
            for ending in ["-wal", "-shm"] where files.fileExists(atPath: path + ending) {
                try files.moveItem(atPath: path + ending, toPath: moved + ending)
            }
        } catch { throw .cannotOpen(path: path, reason: "it is damaged and can't be moved away") }
        try? files.removeItem(atPath: suspicion(path))
        return moved
    }

    /// The file beside the database that asks the next start to check it.
    private static func suspicion(_ path: String) -> String { path + ".suspect" }

    func suspectDamage() {
        _ = FileManager.default.createFile(atPath: Self.suspicion(path), contents: nil)
    }

    func writing<T>(_ work: (Database) throws -> T) throws(StoreError) -> T {
        try inTransaction(.immediate, work)
    }

    func reading<T>(_ work: (Database) throws -> T) throws(StoreError) -> T {
        try inTransaction(.deferred, work)
    }

    // GRDB's own `read` and `write` ask SQLite about the connection before they look whether there still is one,
    // and what comes from another thread may come after the end: a bell rings, a page was asked for.
    private func inTransaction<T>(_ kind: Database.TransactionKind, _ work: (Database) throws -> T)
        throws(StoreError) -> T
    {
        do {
            return try queue.inDatabase { database in
                guard database.sqliteConnection != nil else {
                    throw StoreError.cannotWrite(path: path, reason: "it is closed")
                }
                var result: T?
                try database.inTransaction(kind) {
                    result = try work(database)
                    return .commit
                }
                guard let result else {
                    throw StoreError.cannotWrite(path: path, reason: "a transaction gave nothing")
                }
                return result
            }
        } catch { throw failed(error) }
    }

    private func failed(_ error: any Error) -> StoreError {
        let error = StoreError(error, path: path, .using)
        if case .corrupt = error { suspectDamage() }
        return error
    }

    /// Closes the file.
    public func close() { try? queue.close() }
}
