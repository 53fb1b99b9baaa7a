import Testing

@testable import PusherCore

/// Protocol notes 10.2, without HTTP.
@Suite struct BrokerPublishingTests {
    @Test func everySubscriberButTheSenderGetsIt() {
        var room = Room()
        for id in 1...3 { _ = room.open(id) }
        for id in 1...2 { _ = room.subscribe(id, "private-a") }
        let message = #"{"event":"E","data":"{\"a\":\"\\/\"}","channel":"private-a"}"#
        #expect(room.publish("private-a", #"{"a":"\/"}"#) == ["1 \(message)", "2 \(message)"])
        #expect(room.publish("private-a", except: room.broker.socketID(of: 1)).map { $0.first } == ["2"])
        #expect(room.publish("private-nobody").isEmpty)
    }

    @Test func occupancyIsWhatTheAPITells() {
        var room = Room()
        for id in 1...3 { _ = room.open(id) }
        let zoe = #"{"user_id":42,"user_info":{}}"#
        for id in 1...2 { _ = room.subscribe(id, "presence-a", member: zoe) }
        _ = room.subscribe(2, "cache-b")
        _ = room.publish("cache-b")
        #expect(
            room.broker.occupied == [
                .init(name: "cache-b", subscribers: 1, users: [], isCached: true),
                .init(name: "presence-a", subscribers: 2, users: ["42"], isCached: false),
            ])
        #expect(room.broker.subscribedConnections == 2)
        // One connection without a channel makes Reverb fail.
        #expect(room.broker.connections(ofUser: "42") == nil)
        _ = room.close(3)
        #expect(room.broker.connections(ofUser: "42") == [1, 2])
        #expect(room.broker.connections(ofUser: "7") == [])
    }

    @Test func anotherNodesMessageIsDelivered() {
        var room = Room()
        _ = room.open(1)
        _ = room.subscribe(1, "private-a")
        var actions: [Broker.Action] = []
        room.broker.deliver([1], channel: "private-a", into: &actions)
        room.broker.deliver([1], channel: "private-b", into: &actions)
        #expect(actions == [.send(1, [1])])
    }
}
