import Dispatch
import Feed

/// One timer on the main queue, for the next moment at which something changes by itself.
@MainActor
final class TickTimer {
    private var source: (any DispatchSourceTimer)?
    /// When it fires; nil when it isn't set.
    private var due: Timestamp?

    /// Sets it for another moment, a day from now at the latest; nil for none. One that leaves the moment where it
    /// was, as most do, leaves the timer alone.
    func set(_ due: Timestamp?, now: Timestamp, onTick: @escaping @MainActor @Sendable () -> Void) {
        guard due != self.due else { return }
        source?.cancel()
        source = nil
        self.due = due
        guard let due else { return }
        let wait = max(10, min(due.milliseconds(since: now), 86_400_000))
        let source = DispatchSource.makeTimerSource(queue: .main)
        source.schedule(deadline: .now() + .milliseconds(Int(wait)), leeway: .milliseconds(50))
        source.setEventHandler { [weak self] in
            MainActor.assumeIsolated {
                self?.due = nil
                onTick()
            }
        }
        source.resume()
        self.source = source
    }

    /// Fires no more.
    func cancel() {
        source?.cancel()
        source = nil
    }
}
