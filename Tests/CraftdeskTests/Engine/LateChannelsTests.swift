import PusherCore
import Testing

@testable import craftdesk

@Suite struct LateChannelsTests {
    private static let refused = SubscriptionState.refused(status: 500, message: "")

    @Test func oneQuestionFollowsTheLastOfMany() {
        var late = LateChannels()
        var asks: [Bool] = []
        for number in 0..<3 { asks.append(late.changed("\(number)", .pending)) }
        for number in 0..<3 { asks.append(late.changed("\(number)", .subscribed)) }
        #expect(asks == [false, false, false, false, false, true])
        late.asked()
        let again = [late.changed("3", .pending), late.changed("3", .left), late.changed("1", .left)]
        #expect(again == [false, false, false])
    }

    /// The application's server failed for a minute: what was sent on that channel alone is asked for.
    @Test func aChannelThatComesLateIsAskedFor() {
        var late = LateChannels()
        _ = late.changed("a", .pending)
        _ = late.changed("b", .pending)
        _ = late.changed("b", Self.refused)
        let first = late.changed("a", .subscribed)
        #expect(first)
        late.asked()
        let asks = [late.changed("b", .pending), late.changed("b", .subscribed)]
        #expect(asks == [false, true])
    }

    /// What is refused keeps nobody waiting.
    @Test func aRefusalEndsTheWait() {
        var late = LateChannels()
        _ = late.changed("a", .pending)
        _ = late.changed("b", .pending)
        let asks = [late.changed("a", .subscribed), late.changed("b", Self.refused)]
        #expect(asks == [false, true])
    }

    /// After a loss everything is pending again.
    @Test func aLossBeginsAnew() {
        var late = LateChannels()
        _ = late.changed("a", .pending)
        _ = late.changed("a", .subscribed)
        late.asked()
        let asks = [late.changed("a", .pending), late.changed("a", .subscribed)]
        #expect(asks == [false, true])
    }
}
