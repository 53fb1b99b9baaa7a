import Dispatch
import Feed
import Store

/// A file that couldn't be used at the start, tried again until it can be: it was locked, its disk was full. What is
/// to be kept waits in memory, in order, and is written before the file is used for anything else.
@MainActor
final class LateOpening {
    /// What an earlier run has left: where its contact with the application ended.
    struct Contact: Equatable, Sendable {
        var cursor: String?
        var last: Timestamp
    }

    private let path: String
    private let queue: DispatchQueue
    private let onOpened: @MainActor () -> Void
    private var waiting: [StoreWrite] = []
    private var opened: FeedStore?
    /// As it was before anything of this run was written; nil where the file hasn't been read yet.
    private var contact: Contact??
    private var hasGivenUp = false
    private var isClosed = false

    /// Seconds before an attempt; the last goes on.
    nonisolated private static let pauses = [1.0, 2, 4, 8, 15]

    /// - Parameter onOpened: called once the file is open and what waited until then is written.
    init(path: String, queue: DispatchQueue, onOpened: @escaping @MainActor () -> Void) {
        self.path = path
        self.queue = queue
        self.onOpened = onOpened
    }

    /// Keeps it for later. Beyond what a writer lets wait nothing more is kept, since a gap would be worse than an end.
    func put(_ writes: [StoreWrite]) {
        guard !hasGivenUp else { return }
        waiting += writes
        if waiting.count > StoreWriter.backlog { (waiting, hasGivenUp) = ([], true) }
    }

    /// Tries from now on.
    func begin() { attempt(0) }

    private func attempt(_ number: Int) {
        let pause = Self.pauses[min(number, Self.pauses.count - 1)]
        queue.asyncAfter(deadline: .now() + pause) { [path, weak self] in
            let store = try? FeedStore.open(path: path).store
            DispatchQueue.main.async { MainActor.assumeIsolated { self?.found(store, number) } }
        }
    }

    private func found(_ store: FeedStore?, _ number: Int) {
        guard !isClosed, !hasGivenUp else {
            store?.close()
            return
        }
        guard let store, let contact = contact(of: store) else {
            store?.close()
            return attempt(number + 1)
        }
        let writes = waiting
        queue.async { [weak self] in
            var count = 0
            while count < writes.count {
                let batch = writes[count..<min(count + StoreWriter.batch, writes.count)]
                guard (try? store.write(batch.flatMap { Self.fitted($0, contact) })) != nil else { break }
                count += batch.count
            }
            let written = count
            DispatchQueue.main.async {
                MainActor.assumeIsolated { self?.wrote(written, of: writes.count, store, number) }
            }
        }
    }

    private func wrote(_ count: Int, of all: Int, _ store: FeedStore, _ number: Int) {
        waiting.removeFirst(min(count, waiting.count))
        guard count == all, !isClosed, !hasGivenUp else {
            store.close()
            if !isClosed { attempt(number + 1) }
            return
        }
        opened = store
        onOpened()
    }

    private func contact(of store: FeedStore) -> Contact?? {
        if let contact { return contact }
        guard let facts = try? store.start(limit: 1).facts else { return nil }
        let last = facts["last_contact"].flatMap { Int64($0) }
        contact = .some(last.map { Contact(cursor: facts["cursor"], last: Timestamp(milliseconds: $0)) })
        return contact
    }

    /// The file, with everything in it that waited; nil where that failed after all, and it is tried again.
    func take() -> (store: FeedStore, contact: Contact?)? {
        guard let store = opened, let contact else { return nil }
        opened = nil
        do throws(StoreError) {
            try store.write(waiting.flatMap { Self.fitted($0, contact) })
        } catch {
            store.close()
            attempt(0)
            return nil
        }
        waiting = []
        isClosed = true
        return (store, contact)
    }

    /// A last attempt.
    func close() async {
        isClosed = true
        opened?.close()
        guard !waiting.isEmpty else { return }
        let (writes, known) = (waiting, contact)
        waiting = []
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            queue.async { [path] in
                defer { continuation.resume() }
                guard let store = try? FeedStore.open(path: path).store else { return }
                defer { store.close() }
                guard let facts = try? store.start(limit: 1).facts else { return }
                let last = facts["last_contact"].flatMap { Int64($0) }
                let contact =
                    known
                    ?? last.map { Contact(cursor: facts["cursor"], last: Timestamp(milliseconds: $0)) }
                _ = try? store.write(writes.flatMap { Self.fitted($0, contact) })
            }
        }
    }

    /// A write as it would have been, had it been known what an earlier run has left: what came since isn't history,
    /// and the point to go on from is that run's, until what was missed since is here.
    nonisolated static func fitted(_ write: StoreWrite, _ contact: Contact?) -> [StoreWrite] {
        guard let contact else { return [write] }
        switch write {
        case .fact(name: "cursor", _): return []
        case .append(let entries, let marks) where marks.contains(.read):
            func isNew(_ entry: Feed.Notification) -> Bool {
                guard entry.kind != .outage else { return false }
                if let cursor = entry.cursor, let last = contact.cursor {
                    if CatchUp.isBefore(last, cursor) { return true }
                    if cursor == last || CatchUp.isBefore(cursor, last) { return false }
                }
                return entry.occurredAt > contact.last
            }
            let (known, new) = (entries.filter { !isNew($0) }, entries.filter(isNew))
            return [.append(known, marks), .append(new, marks.subtracting(.read))].filter {
                if case .append(let entries, _) = $0 { !entries.isEmpty } else { true }
            }
        case .append, .change, .sweep, .fact, .journal, .order, .document: return [write]
        }
    }
}
