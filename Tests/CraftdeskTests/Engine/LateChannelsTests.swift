import PusherCore
import Testing

@testable import craftdesk

@Suite struct LateChannelsTests {
    private static let refused = SubscriptionState.refused(status: 500, message: "")

    private func asks(
        _ late: inout LateChannels, _ changes: (String, SubscriptionState)..., cursor: String? = nil
    ) -> [Bool] {
        changes.map { late.changed($0.0, $0.1, cursor: cursor).asks }
    }

    @Test func oneQuestionFollowsTheLastOfMany() {
        var late = LateChannels(hasHistory: true)
        let first = asks(
            &late, ("0", .pending), ("1", .pending), ("2", .pending), ("0", .subscribed), ("1", .subscribed),
            ("2", .subscribed))
        #expect(first == [false, false, false, false, false, true])
        #expect(!late.isSettled)
        late.asked()
        #expect(late.isSettled)
        let again = asks(&late, ("3", .pending), ("3", .left), ("1", .left))
        #expect(again == [false, false, false])
    }

    /// A question that comes earlier settles nothing while a channel is still to come.
    @Test func anEarlyQuestionIsNotTheLast() {
        var late = LateChannels(hasHistory: true)
        _ = asks(&late, ("a", .pending), ("b", .pending), ("a", .subscribed))
        late.asked()
        #expect(!late.isSettled)
        let last = asks(&late, ("b", .subscribed))
        #expect(last == [true])
    }

    /// The application's server failed for a minute: what was sent on that channel alone is asked for, from before it
    /// was refused.
    @Test func aChannelThatComesLateIsAskedFor() {
        var late = LateChannels(hasHistory: true)
        _ = asks(&late, ("a", .pending), ("b", .pending))
        _ = asks(&late, ("b", Self.refused), cursor: "5")
        let first = asks(&late, ("a", .subscribed))
        #expect(first == [true])
        late.asked()
        // A second refusal is no later beginning.
        _ = asks(&late, ("b", .pending), ("b", Self.refused), cursor: "9")
        let change = late.changed("b", .pending, cursor: "9")
        #expect(change == LateChannels.Outcome())
        let outcome = late.changed("b", .subscribed, cursor: "9")
        #expect(outcome == LateChannels.Outcome(asks: true, floor: LateChannels.Floor(order: 0, cursor: "5")))
        late.asked()
        _ = late.changed("b", .pending, cursor: "9")
        let normal = late.changed("b", .subscribed, cursor: "9")
        #expect(normal == LateChannels.Outcome(asks: true, floor: nil))
    }

    /// What is refused keeps nobody waiting, and what is left is forgotten.
    @Test func aRefusalEndsTheWait() {
        var late = LateChannels(hasHistory: true)
        let all = asks(
            &late, ("a", .pending), ("b", .pending), ("a", .subscribed), ("b", Self.refused), cursor: "5")
        #expect(all == [false, false, false, true])
        _ = late.changed("b", .left, cursor: "5")
        _ = late.changed("b", .pending, cursor: "7")
        let outcome = late.changed("b", .subscribed, cursor: "7")
        #expect(outcome.floor == nil)
    }

    /// After a loss everything is pending again.
    @Test func aLossBeginsAnew() {
        var late = LateChannels(hasHistory: true)
        _ = asks(&late, ("a", .pending), ("a", .subscribed))
        late.asked()
        let again = asks(&late, ("a", .pending), ("a", .subscribed))
        #expect(again == [false, true])
    }

    /// The first history has everything up to its newest entry, whatever is subscribed.
    @Test func whatIsRefusedBeforeTheFirstHistoryReachesBackToItsEnd() {
        var late = LateChannels(hasHistory: false)
        _ = asks(&late, ("a", .pending), ("b", .pending), ("c", .pending), ("d", .pending))
        _ = asks(&late, ("b", Self.refused), ("c", Self.refused), ("d", Self.refused))
        let early = late.changed("c", .subscribed, cursor: nil)
        #expect(early.floor == nil)
        _ = late.changed("d", .left, cursor: nil)
        late.historyBegins(cursor: "5")
        let floors = ["b", "c", "d"].map { late.changed($0, .subscribed, cursor: "9").floor?.cursor }
        #expect(floors == ["5", nil, nil])
    }

    /// Of two that were refused the first reaches back further, whichever comes first.
    @Test func theEarlierRefusalReachesBackFurther() throws {
        var late = LateChannels(hasHistory: true)
        _ = late.changed("a", Self.refused, cursor: "x")
        _ = late.changed("b", Self.refused, cursor: "c")
        let second = late.changed("b", .subscribed, cursor: "m")
        let first = late.changed("a", .subscribed, cursor: "m")
        #expect(try #require(first.floor) < #require(second.floor))
    }
}
