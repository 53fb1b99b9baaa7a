import Dispatch
import Feed
import Store

/// Asks the store how much it has of rows beyond memory: one round of questions at a time, behind whatever else the
/// store has to do, and with pauses where the answers take their time.
@MainActor
final class RowCounter {
    private let writer: StoreWriter
    private let deliver: @Sendable (StoreNews) -> Void
    private(set) var isBusy = false

    /// How much longer than an answer took the next one is waited with.
    nonisolated private static let rest = 10.0
    /// Seconds to wait where too many entries aren't in the index yet.
    nonisolated private static let patience = 1.0
    /// Seconds waited at most.
    nonisolated private static let longestRest = 5.0

    init(_ writer: StoreWriter, deliver: @escaping @Sendable (StoreNews) -> Void) {
        self.writer = writer
        self.deliver = deliver
    }

    /// Answers come as `StoreNews.counted`; an empty one says that there may be more questions.
    func ask(_ questions: [RowQuestion], context: QueryContext) {
        guard !isBusy, !questions.isEmpty else { return }
        isBusy = true
        step(RowCounting(questions), context, spent: .zero)
    }

    private nonisolated func step(_ counting: RowCounting, _ context: QueryContext, spent: Duration) {
        writer.afterwards { [weak self, deliver] store in
            let start = ContinuousClock.now
            let isCounted: Bool
            do { isCounted = try store.count(counting, context: context) } catch {
                // What can't be read now is asked about when the rows are others.
                self?.end(after: 0)
                return
            }
            let spent = spent + (ContinuousClock.now - start)
            if !isCounted {
                DispatchQueue.main.asyncAfter(deadline: .now() + Self.patience) {
                    self?.step(counting, context, spent: spent)
                }
            } else if let answers = counting.answered {
                deliver(.counted(answers))
                self?.end(after: min(Self.longestRest, spent / .seconds(1) * Self.rest))
            } else {
                self?.step(counting, context, spent: spent)
            }
        }
    }

    private nonisolated func end(after seconds: Double) {
        DispatchQueue.main.asyncAfter(deadline: .now() + seconds) { [weak self, deliver] in
            MainActor.assumeIsolated { self?.isBusy = false }
            deliver(.counted([]))
        }
    }
}
