import CMalloc
import Dispatch
public import Feed
import Synchronization

/// Writes for a screen: whoever puts something in returns at once, and one serial queue keeps it, whatever
/// has gathered in one transaction. What can't be written waits in memory, in order, and is written when the
/// file takes it again; nothing after it is written before it. In quiet moments the store is kept tidy.
public final class StoreWriter: Sendable {
    /// What the owner hears.
    public enum News: Equatable, Sendable {
        /// Nothing can be written; said once, until it works again.
        case trouble(StoreError)
        /// What waited is written.
        case recovered
        /// So much of the words that waited is in the index, from 0 to 1; told only where it takes long.
        case indexing(Double)
        /// A sweep has marked entries: `marksOfOthers` tells which.
        case swept
        /// Old entries went.
        case expired
        /// Entries were there already.
        case known([KnownEntry])
    }

    private struct State {
        var waiting: [StoreWrite] = []
        /// Reads that follow the writes before them.
        var readers: [@Sendable (FeedStore) -> Void] = []
        var isScheduled = false
        var isUpkeepScheduled = false
        var trouble: StoreError?
        var retryAt: DispatchTime?
        var hasGivenUp = false
        var isClosed = false
        /// Whether the store may have a sweep to go on with: at first one that an earlier run has left.
        var maySweep = true
    }

    /// The store that is written.
    public let store: FeedStore
    private let queue = DispatchQueue(label: "store.writer", qos: .utility)
    private let state = Mutex(State())
    private let retention: Retention
    private let news: @Sendable (News) -> Void

    /// Writes taken into one transaction at most: a long one would make others on the file wait.
    public static let batch = 512
    /// What waits in memory at most while the file takes nothing; beyond it nothing more is kept, since a gap
    /// in the middle would be worse than an end.
    public static let backlog = 200_000
    /// How long a file that took nothing is left alone.
    static let pause = DispatchTimeInterval.seconds(2)
    /// Entries without an index from which on its making is told of.
    static let slowIndexing = 5000
    /// Entries since the last quiet time from which on the memory that their storm took is given back: the
    /// allocator keeps what was freed, and a screen that is open all day would stay as large as its worst minute.
    static let storm = 1000
    /// Quiet time before the store is tidied.
    static let quiet = DispatchTimeInterval.seconds(2)

    /// A writer of a store.
    /// - Parameter news: called on the writer's queue.
    public init(
        store: FeedStore, retention: Retention = Retention(), news: @escaping @Sendable (News) -> Void
    ) {
        self.store = store
        self.retention = retention
        self.news = news
    }

    /// Keeps it soon. Never waits for the disk.
    public func write(_ writes: [StoreWrite]) {
        guard !writes.isEmpty else { return }
        schedule { state in
            guard !state.hasGivenUp else { return }
            state.waiting += writes
            if writes.contains(where: { if case .sweep = $0 { true } else { false } }) {
                state.maySweep = true
            }
            if state.waiting.count > Self.backlog {
                state.waiting = []
                state.hasGivenUp = true
            }
        }
    }

    /// Does something with the store after everything that was put in before, on the writer's queue.
    public func afterwards(_ work: @escaping @Sendable (FeedStore) -> Void) {
        schedule { $0.readers.append(work) }
    }

    /// Writes what waits and closes the file; returns when that is done or has failed.
    public func close() async {
        await withCheckedContinuation { continuation in
            let isClosed = state.withLock { state in
                defer { state.isClosed = true }
                return state.isClosed
            }
            queue.async { [self] in
                if !isClosed {
                    drain(isLast: true)
                    store.close()
                }
                continuation.resume()
            }
        }
    }

    private func schedule(_ change: (inout State) -> Void) {
        let schedules = state.withLock { state in
            guard !state.isClosed else { return false }
            change(&state)
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if schedules { queue.async { [self] in drain(isLast: false) } }
    }

    private func drain(isLast: Bool) {
        while true {
            // A reader sees everything that was put in before it: the writes are taken first, with it.
            let (writes, readers) = state.withLock {
                state -> ([StoreWrite], [@Sendable (FeedStore) -> Void]) in
                let mayWrite = isLast || state.retryAt.map { $0 <= .now() } ?? true
                let writes = mayWrite ? Array(state.waiting.prefix(Self.batch)) : []
                let readers = writes.count == state.waiting.count || !mayWrite ? state.readers : []
                if !readers.isEmpty { state.readers = [] }
                if writes.isEmpty, readers.isEmpty { state.isScheduled = false }
                return (writes, readers)
            }
            if writes.isEmpty, readers.isEmpty {
                if !isLast, sweep() { continue }
                break
            }
            let isWritten = writes.isEmpty || write(batch: writes)
            for reader in readers { reader(store) }
            if !isWritten {
                // Readers don't wait for a disk: they see what there is.
                let left = state.withLock { state in
                    state.isScheduled = false
                    defer { state.readers = [] }
                    return state.readers
                }
                for reader in left { reader(store) }
                if !isLast { retryLater() }
                return
            }
        }
        if !isLast { tidyLater() }
    }

    /// A piece of a sweep, where nothing else is to do.
    /// - Returns: whether there may be more.
    private func sweep() -> Bool {
        guard state.withLock({ $0.maySweep && $0.trouble == nil }) else { return false }
        // What can't be done now is gone on with at the next start.
        let isMore = (try? store.sweep()) ?? false
        if isMore { news(.swept) }
        state.withLock { $0.maySweep = isMore }
        return isMore
    }

    /// Whether the batch is done with: written, or found to be unfit for any file.
    private func write(batch: [StoreWrite]) -> Bool {
        do throws(StoreError) {
            let known = try store.write(batch)
            if !known.isEmpty { news(.known(known)) }
        } catch {
            guard !error.isOfTheFile else { return failed(error) }
            // One of them is at fault: the others must not suffer.
            for write in batch {
                do throws(StoreError) { try store.write([write]) } catch {
                    if error.isOfTheFile { return failed(error) }
                    news(.trouble(error))
                }
            }
        }
        let hasRecovered = state.withLock { state in
            state.waiting.removeFirst(min(batch.count, state.waiting.count))
            state.retryAt = nil
            defer { state.trouble = nil }
            return state.trouble != nil
        }
        if hasRecovered { news(.recovered) }
        return true
    }

    private func failed(_ error: StoreError) -> Bool {
        let isNew = state.withLock { state in
            state.retryAt = .now() + Self.pause
            defer { state.trouble = error }
            return state.trouble == nil
        }
        if isNew { news(.trouble(error)) }
        return false
    }

    /// One attempt after the pause; later ones come with later writes, so that an idle program stays idle.
    private func retryLater() {
        queue.asyncAfter(deadline: .now() + Self.pause) { [weak self] in
            self?.schedule { $0.retryAt = nil }
        }
    }

    // MARK: Upkeep

    private func tidyLater() {
        let schedules = state.withLock { state in
            defer { state.isUpkeepScheduled = true }
            return !state.isUpkeepScheduled
        }
        guard schedules else { return }
        queue.asyncAfter(deadline: .now() + Self.quiet) { [weak self] in self?.tidy() }
    }

    /// Small steps, each of a few milliseconds, until there is nothing to do or something else to write.
    private func tidy() {
        state.withLock { $0.isUpkeepScheduled = false }
        let unindexed = (try? store.unindexed()) ?? 0
        let tells = unindexed > Self.slowIndexing
        var steps = 0
        var hasExpired = false
        defer {
            if hasExpired { news(.expired) }
            if tells { news(.indexing(1)) }
            if unindexed >= Self.storm { malloc_trim(0) }
        }
        while state.withLock({ $0.waiting.isEmpty && $0.readers.isEmpty && !$0.isClosed }) {
            do throws(StoreError) {
                guard try store.tidy(retention, onExpiry: { hasExpired = true }) else { return }
                steps += 1
                if tells, steps % 10 == 1 {
                    let left = try store.unindexed()
                    news(.indexing(min(max(1 - Double(left) / Double(unindexed), 0), 0.99)))
                }
            } catch {
                // Upkeep that can't be done now is done another time; writes tell of trouble.
                return
            }
        }
    }
}
