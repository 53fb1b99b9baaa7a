import GRDB

/// Why the store can't be used; each says what, where and what to do. The program goes on in memory.
public enum StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file can't be opened or made.
    case cannotOpen(path: String, reason: String)
    /// A read or a write failed in a way that has no case of its own.
    case cannotWrite(path: String, reason: String)
    /// There is no room for what has to be written (SQLITE_FULL).
    case full(path: String)
    /// The file, its directory or the file system can't be written (SQLITE_READONLY).
    case readOnly(path: String)
    /// Another program holds the file for longer than a write should take (SQLITE_BUSY).
    case locked(path: String)
    /// The file was damaged and was put aside.
    case damaged(path: String, movedTo: String)
    /// Damage was met while the file is in use; the next start checks it and puts it aside.
    case corrupt(path: String)
    /// A newer craftdesk has made the file.
    case newer(path: String, version: Int)

    public var description: String {
        switch self {
        case .cannotOpen(let path, let reason):
            "\(path) can't be opened (\(reason)); check the directory or set store.path."
        case .cannotWrite(let path, let reason):
            "\(path) can't be written (\(reason)); new entries are kept in memory alone."
        case .full(let path):
            "there is no room to write \(path); free some, until then new entries are kept in memory alone."
        case .readOnly(let path):
            "\(path) can't be written; make it and its directory writable or set store.path, new entries are kept in memory alone."
        case .locked(let path):
            "\(path) is locked by another program; end that one, new entries are kept in memory alone."
        case .damaged(let path, let moved):
            "\(path) is damaged; it was put aside as \(moved), and a new one was made."
        case .corrupt(let path):
            "\(path) is damaged; start craftdesk again to put it aside, new entries are kept in memory alone."
        case .newer(let path, let version):
            "\(path) is of version \(version), made by a newer craftdesk; update this one or set store.path."
        }
    }

    /// What was being done when an error came.
    enum Stage { case opening, using }

    /// The case for an error of SQLite's.
    init(_ error: any Error, path: String, _ stage: Stage) {
        if let error = error as? StoreError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            let reason = "\(error)"
            self =
                stage == .opening
                ? .cannotOpen(path: path, reason: reason) : .cannotWrite(path: path, reason: reason)
            return
        }
        let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .corrupt(path: path)
        case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, reason: reason)
        default:
            self =
                stage == .opening
                ? .cannotOpen(path: path, reason: reason) : .cannotWrite(path: path, reason: reason)
        }
    }

    /// Whether a file that couldn't be opened may be later, without the program being another one.
    public var mayPass: Bool {
        if case .newer = self { false } else { true }
    }

    /// Whether the same write may succeed later, without it having been at fault itself.
    var isOfTheFile: Bool {
        switch self {
        case .full, .readOnly, .locked, .corrupt, .cannotOpen, .damaged, .newer: true
        case .cannotWrite(_, let reason): reason.contains("I/O")
        }
    }
}
