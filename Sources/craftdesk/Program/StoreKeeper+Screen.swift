import App
import Feed
import Foundation
import JSON
import Store
import Synchronization

/// The screen's things in the store's terms.
extension StoreKeeper {
    /// What is kept besides the feed.
    struct Documents {
        var policy: DeliveryPolicy
        var journal = Journal()
        var drafts: [String: String] = [:]
        /// Requests that a run which has ended left without an answer, oldest first.
        var left: [TaskAction] = []
        var histories: [String: [String]] = [:]
    }

    /// What was kept of rules, undo, drafts and typed lines. What can't be read is left out.
    /// - Parameter policy: the configuration's, which the orders given in the program are added to.
    func documents(policy: DeliveryPolicy) -> Documents {
        var found = Documents(policy: policy)
        guard let store else { return found }
        found.policy = policy.adding((try? store.orders()) ?? [])
        found.journal = (try? store.journal()) ?? Journal()
        found.left = ((try? store.documents(.action)) ?? []).compactMap { document in
            guard let json = try? JSONValue(parsing: Array(document.value.utf8)),
                let action = TaskAction(json: json)
            else { return nil }
            // No request waits that long for its answer, whatever program has the number now.
            let isOld = ScreenProgram.now().milliseconds(since: action.at) > 120_000
            return isOld || !Self.isRunning(json["process"]?.int ?? 0) ? action : nil
        }
        for draft in (try? store.documents(.draft)) ?? [] { found.drafts[draft.key] = draft.value }
        for history in (try? store.documents(.command)) ?? [] {
            let lines = (try? JSONValue(parsing: Array(history.value.utf8)))?.elements ?? []
            found.histories[history.key] = lines.compactMap(\.string)
        }
        return found
    }

    func store(_ notifications: [Feed.Notification], _ marks: Marks) {
        write([.append(notifications, marks)])
    }

    /// What was done, and its step of undo, in one transaction.
    func keep(_ action: TriageAction, _ step: JournalChange?) {
        write(StoreWrite.all(of: action) + (step.map { [.journal($0)] } ?? []))
    }

    /// Keeps a request before it is asked.
    /// - Parameter then: called once it is kept, on any thread; at once where nothing is kept.
    func begin(_ action: TaskAction, _ step: JournalChange?, then ask: @escaping @Sendable () -> Void) {
        var json = action.json
        json["process"] = .integer(Int(ProcessInfo.processInfo.processIdentifier))
        write(
            [.document(.action, key: action.id, value: json.serialized())]
                + (step.map { [.journal($0)] } ?? []))
        guard isBacked else { return ask() }
        read { _ in ask() }
    }

    /// A request is answered.
    func settle(_ action: TaskAction, _ step: JournalChange?) {
        write([.document(.action, key: action.id, value: nil)] + (step.map { [.journal($0)] } ?? []))
    }

    /// Whether that process is there: another program on the same store is still waiting for its answer.
    private static func isRunning(_ process: Int) -> Bool {
        guard let process = pid_t(exactly: process), process > 0 else { return false }
        return process != ProcessInfo.processInfo.processIdentifier
            && (kill(process, 0) == 0 || errno == EPERM)
    }

    func keepDraft(_ task: String, _ text: String?) { write([.document(.draft, key: task, value: text)]) }

    func keepHistory(_ name: String, _ lines: [String]) {
        write([.document(.command, key: name, value: JSONTree.array(lines.map(JSONTree.string)).serialized())]
        )
    }

    /// Searches what is stored, off the loop; newest first. It goes page by page, behind whatever else the store
    /// has to do, until enough is found; a newer search ends it.
    func search(
        _ query: Query, context: QueryContext,
        then answer: @escaping @Sendable ([(notification: Feed.Notification, marks: Marks)]) -> Void
    ) {
        let search = StoredSearch(query: query, context: context, number: latestSearch.next(), answer: answer)
        search.go(on: self.writer, latestSearch)
    }
}

/// One search through all that is stored.
private struct StoredSearch: Sendable {
    var query: Query
    var context: QueryContext
    var number: Int
    var answer: @Sendable ([(notification: Feed.Notification, marks: Marks)]) -> Void
    var found: [StoredEntry] = []
    var before = Int64.max

    /// Entries that are enough.
    static let limit = 200

    func go(on writer: StoreWriter?, _ latest: LatestSearch) {
        writer?.afterwards { [self] store in
            guard latest.number == number else { return }
            var search = self
            let scope = Scope(tab: .all, project: nil, filter: query)
            let page = try? store.page(
                of: scope, before: before, limit: Self.limit - found.count, context: context)
            search.found += page?.entries ?? []
            if let next = page?.next, search.found.count < Self.limit {
                search.before = next
                search.go(on: writer, latest)
            } else {
                answer(search.found.map { ($0.notification, $0.marks) })
            }
        }
    }
}

/// Which search is the newest: the others give up.
final class LatestSearch: Sendable {
    private let state = Mutex(0)
    var number: Int { state.withLock { $0 } }
    func next() -> Int {
        state.withLock { number in
            number += 1
            return number
        }
    }
}

extension StoreWrite {
    /// What a store has to do for an action, apart from the journal.
    static func all(of action: TriageAction) -> [StoreWrite] {
        action.changes.map(StoreWrite.change) + action.sweeps.map(StoreWrite.sweep)
            + action.orders.map { .order(id: $0.id, $0.order) }
    }
}
