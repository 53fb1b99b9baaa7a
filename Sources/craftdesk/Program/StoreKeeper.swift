import Dispatch
import Feed
import Store
import Synchronization

extension Configuration {
    /// `[store]`'s limits.
    var retention: Retention { Retention(days: self[\.storeDays], entries: self[\.storeEntries]) }
}

/// What the store has to tell the program's loop.
enum StoreNews: Sendable {
    /// Older entries, newest first, and whether memory has all of the store with them.
    case older([StoredEntry], isAll: Bool)
    /// What the store has of rows beyond memory.
    case counted([RowAnswer])
    /// Old entries have left the store.
    case expired
    /// Entries that were to be stored and were there already.
    case known([KnownEntry])
    /// What is unread in all of the store, asked for at this moment of the feed's counts.
    case unread([String?: UnreadCount], moment: Int)
    /// The file that couldn't be used at the start can be, see `StoreKeeper.join`.
    case opened
    /// What another instance on the same file has marked.
    case marks(MarksOfOthers)
    /// Nothing can be written; entries must stay in memory.
    case trouble(StoreError)
    /// What waited is written.
    case recovered
    /// Work that may take its time: what it is, and how far it is from 0 to 1; nil where nobody knows.
    case working(String, Double?)
    /// Desktop notifications and hooks are this instance's from now on.
    case onDuty
}

/// The program's side of the store. It never waits for the disk after the first picture: writes, pages and the
/// marks of other instances go through one queue. Without a file everything stays in memory.
@MainActor
final class StoreKeeper {
    /// Entries read before the first picture: more than any screen has rows for.
    nonisolated static let firstPage = 200
    /// Entries brought in after it, and at a time while somebody scrolls back.
    nonisolated static let page = 1000
    /// Pages of one conversation at most.
    nonisolated private static let pagesOfConversation = 10

    /// What there was to say about the file when it was opened.
    private(set) var complaint: StoreError?
    /// The newest entries and the counts of all; nil without a file.
    private(set) var start: StoredStart?
    private(set) var writer: StoreWriter?
    /// Of several searches the newest is answered.
    let latestSearch = LatestSearch()
    private let deliver: @Sendable (StoreNews) -> Void
    private let queue = DispatchQueue(label: "store.instances", qos: .utility)
    private let bells = Bells()
    private var duty: DutyLock?
    private var facts: [String: String] = [:]
    private let position = Position()
    private var scrolling: (scope: Scope, from: String, next: Int64?)?
    private var isLoading = false
    private var isRecounting = false
    /// Seconds between two questions for what is unread.
    nonisolated private static let recountPause = 0.2
    private var counter: RowCounter?
    private let retention: Retention
    /// The file that couldn't be used at the start.
    private var late: LateOpening?

    /// Opens the file, where there is to be one.
    /// - Parameter deliver: called on any thread.
    init(path: String?, retention: Retention, deliver: @escaping @Sendable (StoreNews) -> Void) {
        self.deliver = deliver
        self.retention = retention
        guard let path else {
            complaint = nil
            return
        }
        do throws(StoreError) {
            let (store, notice) = try FeedStore.open(path: path)
            complaint = notice
            try use(store)
        } catch {
            complaint = error
            guard error.mayPass else { return }
            late = LateOpening(path: path, queue: queue) { deliver(.opened) }
        }
    }

    /// Goes on with a file.
    private func use(_ store: FeedStore) throws(StoreError) {
        let start: StoredStart
        do throws(StoreError) { start = try store.start(limit: Self.firstPage) } catch {
            store.close()
            throw error
        }
        self.start = start
        position.value = start.marksPosition
        facts = start.facts
        let writer = StoreWriter(store: store, retention: retention) { [bells, deliver] news in
            switch news {
            case .trouble(let error): deliver(.trouble(error))
            case .recovered: deliver(.recovered)
            case .indexing(let share): deliver(.working("Indexing for search", share))
            // The bell brings the marks to every instance, this one included.
            case .swept: bells.ring()
            case .expired: deliver(.expired)
            case .known(let entries): deliver(.known(entries))
            }
        }
        self.writer = writer
        counter = RowCounter(writer, deliver: deliver)
    }

    /// Goes on with the file that couldn't be used at the start: what waited for it is in it.
    /// - Returns: where the contact of an earlier run ended, for what was missed since; nil where the file can't be
    ///   used after all.
    func join() -> LateOpening.Contact?? {
        guard let (store, contact) = late?.take() else { return nil }
        do throws(StoreError) { try use(store) } catch {
            late?.begin()
            return nil
        }
        late = nil
        return .some(contact)
    }

    /// Whether a file keeps everything.
    var isBacked: Bool { start != nil }

    /// Whether desktop notifications and hooks are this instance's. Without a file there is nobody to share
    /// them with.
    var isOnDuty: Bool { duty?.isHeld ?? true }

    /// Whether older entries are on their way.
    var isBusy: Bool { isLoading }

    /// A fact as it was stored or kept since.
    func fact(_ name: String) -> String? { facts[name] }

    func keep(_ name: String, _ value: String) {
        facts[name] = value
        write([.fact(name: name, value: value)])
    }

    /// Keeps it soon; the other instances hear of marks and orders.
    func write(_ writes: [StoreWrite]) {
        guard let writer else {
            late?.put(writes)
            return
        }
        writer.write(writes)
        let isForOthers = writes.contains {
            switch $0 {
            case .change, .order: true
            case .append, .sweep, .fact, .journal, .document: false
            }
        }
        if isForOthers { writer.afterwards { [bells] _ in bells.ring() } }
    }

    /// Brings more of the feed into memory, and listens to the other instances; after the first picture.
    func settle() {
        guard let writer else {
            late?.begin()
            return
        }
        let deliver = deliver
        if let next = start?.page.next {
            let now = QueryContext(now: Timestamp(milliseconds: 0))
            load(
                now, Scope(tab: .all, project: nil), isAll: true, before: { _ in next }, then: { _, _ in })
        }
        let listen: @Sendable () -> Void = { [position] in
            writer.afterwards { store in
                guard let marks = try? store.marksOfOthers(since: position.value) else { return }
                position.value = marks.position
                if !marks.isEmpty { deliver(.marks(marks)) }
            }
        }
        bells.listen(writer.store.path, queue: queue, listen)
        // What was marked between the first reading and the bell.
        listen()
        duty = DutyLock(path: writer.store.path, queue: queue) { deliver(.onDuty) }
    }

    /// How far the marks of others were read; touched on the writer's queue alone.
    private final class Position: @unchecked Sendable {
        var value: Int64 = 0
    }

    /// The bell beside the file, which is heard after the first picture; where none can be made, this instance
    /// hears itself alone.
    private final class Bells: Sendable {
        private struct State {
            var bell: ChangeBell?
            var listen: (@Sendable () -> Void)?
        }

        private let state = Mutex(State())

        func listen(_ path: String, queue: DispatchQueue, _ listen: @escaping @Sendable () -> Void) {
            let bell = ChangeBell(path: path, queue: queue, onRing: listen)
            state.withLock { $0 = State(bell: bell, listen: listen) }
        }

        func ring() {
            let (bell, listen) = state.withLock { ($0.bell, $0.listen) }
            if let bell { bell.ring() } else { listen?() }
        }

        func close() { state.withLock { $0.bell }?.close() }
    }

    /// Brings entries of a scope that are older than the last one it shows.
    /// - Parameter last: the entry at the end of the list; nil for an empty one.
    func loadOlder(_ scope: Scope, after last: String?, context: QueryContext) {
        guard writer != nil, !isLoading else { return }
        let known = scrolling.flatMap { $0.scope == scope && $0.from == last ?? "" ? $0 : nil }
        // The end was reached already.
        if let known, known.next == nil { return }
        scrolling = (scope, last ?? "", nil)
        loadOlder(context) { store in
            try known?.next ?? last.flatMap { try store.entry($0)?.sequence } ?? .max
        }
    }

    /// Brings a conversation's entries, so that an open row tells of all its parts; page by page, and not without end.
    func loadConversation(_ query: Query, context: QueryContext) {
        guard writer != nil else { return }
        loadConversation(query, context, before: .max, pages: Self.pagesOfConversation)
    }

    private func loadConversation(_ query: Query, _ context: QueryContext, before: Int64, pages: Int) {
        load(
            context, Scope(tab: .all, project: nil, filter: query), before: { _ in before },
            then: { [weak self] next, _ in
                guard let next, pages > 1 else { return }
                self?.loadConversation(query, context, before: next, pages: pages - 1)
            })
    }

    /// One page; where it has nothing yet, the search goes on behind whatever else the store has to do.
    private func loadOlder(
        _ context: QueryContext, before: @escaping @Sendable (FeedStore) throws -> Int64
    ) {
        guard let scope = scrolling?.scope else { return }
        load(
            context, scope, before: before,
            then: { [weak self] next, isEmpty in
                guard let self, scrolling?.scope == scope else { return }
                scrolling?.next = next
                if isEmpty, let next { loadOlder(context) { _ in next } }
            })
    }

    /// Asks how much the store has of rows beyond memory, where nothing of the kind is on its way.
    func count(_ questions: () -> [RowQuestion], context: QueryContext) {
        guard let counter, !counter.isBusy else { return }
        counter.ask(questions(), context: context)
    }

    /// Asks what is unread in all of the store, a few times a second at most.
    func recount(_ moment: Int) {
        guard let writer, !isRecounting else { return }
        isRecounting = true
        writer.afterwards { [deliver] store in
            if let unread = try? store.unread() { deliver(.unread(unread, moment: moment)) }
            DispatchQueue.main.asyncAfter(deadline: .now() + Self.recountPause) { [weak self] in
                MainActor.assumeIsolated { self?.isRecounting = false }
                // Where something was counted meanwhile, it is asked again.
                deliver(.counted([]))
            }
        }
    }

    /// Reads something after everything that was written before; never on the main thread.
    func read(_ work: @escaping @Sendable (FeedStore) -> Void) { writer?.afterwards(work) }

    /// The file itself, for what is read before anything is written; nil without one.
    var store: FeedStore? { writer?.store }

    nonisolated private static let reading = "Reading older entries"

    private func load(
        _ context: QueryContext, _ scope: Scope, isAll: Bool = false,
        before: @escaping @Sendable (FeedStore) throws -> Int64,
        then: @escaping @MainActor @Sendable (_ next: Int64?, _ isEmpty: Bool) -> Void
    ) {
        isLoading = true
        deliver(.working(Self.reading, nil))
        writer?.afterwards { [deliver, position] store in
            let found = try? store.page(
                of: scope, before: before(store), limit: Self.page, context: context,
                marksSince: position.value)
            if let marks = found?.marks {
                position.value = marks.position
                if !marks.isEmpty { deliver(.marks(marks)) }
            }
            let (entries, next) = (found?.page.entries ?? [], found?.page.next)
            deliver(.working(Self.reading, 1))
            DispatchQueue.main.async { [weak self] in
                MainActor.assumeIsolated {
                    self?.isLoading = false
                    then(next, entries.isEmpty)
                }
            }
            if !entries.isEmpty { deliver(.older(entries, isAll: isAll && next == nil)) }
        }
    }

    /// Writes what waits.
    func close() async {
        bells.close()
        duty?.close()
        await late?.close()
        await writer?.close()
    }
}
