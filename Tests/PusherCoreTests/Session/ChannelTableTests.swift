import SeededRandom
import Testing

@testable import PusherCore

/// Many channels on one connection.
@Suite struct ChannelTableTests {
    /// Subscribes channels against a server that answers at once, and counts what the client did.
    private func subscribeAll(_ count: Int) -> (session: Session, order: [String], mostAuthorising: Int) {
        var session = Session(configuration: SessionConfiguration(key: "k", isSecure: false))
        var random = SplitMix64(seed: 1)
        var actions: [Session.Action] = []
        session.connect(now: .zero, into: &actions)
        session.transportOpened(now: .zero)
        func say(_ text: String) {
            session.received(text: Array(text.utf8)[...], now: .zero, random: &random, into: &actions)
        }
        say(#"{"event":"pusher:connection_established","data":"{\"socket_id\":\"1.1\"}"}"#)
        actions = []
        for number in 0..<count { session.subscribe("private-\(number)", now: .zero, into: &actions) }
        var order: [String] = []
        var authorising: [String] = []
        var most = 0
        while !actions.isEmpty || !authorising.isEmpty {
            let batch = actions
            actions = []
            for action in batch {
                switch action {
                case .authorise(let channel, _): authorising.append(channel)
                case .send(let bytes):
                    let text = String(decoding: bytes, as: UTF8.self)
                    let channel = text.split(separator: "\"").first { $0.hasPrefix("private-") } ?? ""
                    order.append(String(channel))
                    say(
                        #"{"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"\#(channel)"}"#
                    )
                default: break
                }
            }
            most = max(most, authorising.count)
            if let channel = authorising.popLast() {
                session.authorised(
                    channel: channel, socketID: "1.1",
                    result: .granted(auth: "k:s", channelData: nil, sharedSecret: nil), now: .zero,
                    random: &random, into: &actions)
            }
        }
        return (session, order, most)
    }

    @Test func aThousandAreSubscribedInOrder() {
        let (session, order, most) = subscribeAll(1_000)
        let isInOrder = order == (0..<1_000).map { "private-\($0)" }
        #expect(isInOrder)
        #expect(most == 4)
        #expect(session.subscriptions.allSatisfy { $0.state == .subscribed })
        #expect(session.subscriptions.count == 1_000)
    }

    @Test func theOrderSurvivesLeavingAndLosing() {
        var table = ChannelTable(authPath: "/a")
        var actions: [Session.Action] = []
        for name in ["a", "b", "c"] { _ = ChannelName(name).map { table.want($0) } }
        _ = table.leave("b")
        _ = ChannelName("b").map { table.want($0) }
        table.connectionLost(into: &actions)
        #expect(table.states.map(\.channel) == ["a", "c", "b"])
        #expect(actions.isEmpty)
    }
}
