import CResidence
import Dispatch

/// Makes a program small again once there is nothing to do after a lot of it. The allocator keeps what was freed, and
/// Linux maps 64 kB of code around each place that is ever run, so that a screen that is open all day would stay as
/// large as its start and its worst minute made it. What is needed again comes back by itself within microseconds.
@MainActor
final class QuietTime {
    /// Work from which on it is worth while: events, or what else came in.
    static let storm = 1000
    /// Longer than the store takes to begin its upkeep, which is work as well.
    static let pause = DispatchTimeInterval.seconds(4)

    // The start is work.
    private var work = storm
    private var lastWork: UInt64 = 0
    private var isWaiting = false
    private let pause: DispatchTimeInterval
    private let giveBack: @MainActor () -> Void

    init(
        pause: DispatchTimeInterval = QuietTime.pause,
        giveBack: @escaping @MainActor () -> Void = rs_give_back
    ) {
        self.pause = pause
        self.giveBack = giveBack
    }

    func worked(_ amount: Int = 1) {
        work += amount
        lastWork = DispatchTime.now().uptimeNanoseconds
        if work >= Self.storm, !isWaiting { wait(until: .now() + pause) }
    }

    private func wait(until due: DispatchTime) {
        isWaiting = true
        DispatchQueue.main.asyncAfter(deadline: due) { [weak self] in
            MainActor.assumeIsolated { self?.waited() }
        }
    }

    private func waited() {
        isWaiting = false
        let due = DispatchTime(uptimeNanoseconds: lastWork) + pause
        guard due <= .now() else { return wait(until: due) }
        work = 0
        giveBack()
    }
}
