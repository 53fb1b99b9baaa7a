import Feed
import Testing

@testable import App

/// How an event is told of: rules, focus, storm and duty, decided in one place.
@Suite struct AnnouncementTests {
    private let calm = Surroundings(
        now: Bench.now, isFocused: true, isInView: false, takesNotifications: true, hasHook: true,
        ringsBell: true, isOnDuty: true)

    private func announce(
        _ notification: Feed.Notification = Bench.event("a"), _ priority: Priority = .normal,
        _ change: (inout Surroundings) -> Void = { _ in }
    ) -> Announcement {
        var surroundings = calm
        change(&surroundings)
        var burst = BurstLimit(limit: 5, milliseconds: 10_000)
        return Announcement(of: notification, Delivery(priority: priority), in: surroundings, burst: &burst)
    }

    @Test func aFocusedWindowGetsAToastAndAnUnfocusedOneANotification() {
        #expect(announce(Bench.event("a"), .high) == Announcement(toast: true, bell: true, hook: true))
        #expect(
            announce(Bench.event("a"), .high) { $0.isFocused = false }
                == Announcement(notification: true, bell: true, hook: true))
        // Where nobody knows, a toast can't be wrong.
        #expect(announce(Bench.event("a"), .high) { $0.isFocused = nil }.toast)
        // A terminal that takes none shows a toast.
        #expect(
            announce(Bench.event("a"), .high) {
                $0.isFocused = false
                $0.takesNotifications = false
            }.toast)
    }

    @Test func whatIsInViewNeedsNoToastUnlessItIsForMe() {
        #expect(announce { $0.isInView = true } == Announcement(hook: true))
        #expect(announce(Bench.event("a", forMe: true)) { $0.isInView = true }.toast)
    }

    @Test func onlyTheScreenOnDutyNotifiesAndRunsHooks() {
        let other = announce(Bench.event("a"), .high) {
            $0.isFocused = false
            $0.isOnDuty = false
        }
        #expect(other == Announcement(toast: true, bell: true))
    }

    @Test func whatIsSilencedIsSilent() {
        var policy = DeliveryPolicy()
        policy.doNotDisturb = Until()
        let event = Bench.event("a", forMe: true)
        let decision = policy.decide(event, [], QueryContext(now: Bench.now))
        var burst = BurstLimit(limit: 5, milliseconds: 10_000)
        #expect(Announcement(of: event, decision.delivery, in: calm, burst: &burst) == Announcement())
    }

    @Test func aStormIsHeldExceptForWhatIsForMeAndForTheHook() {
        var burst = BurstLimit(limit: 2, milliseconds: 10_000)
        func next(_ event: Feed.Notification) -> Announcement {
            Announcement(of: event, Delivery(priority: .high), in: calm, burst: &burst)
        }
        for id in ["a", "b"] { #expect(next(Bench.event(id)).held == nil) }
        for (index, id) in ["c", "d"].enumerated() {
            #expect(next(Bench.event(id)) == Announcement(hook: true, held: index + 1))
        }
        #expect(next(Bench.event("e", forMe: true)) == Announcement(toast: true, bell: true, hook: true))
    }
}
