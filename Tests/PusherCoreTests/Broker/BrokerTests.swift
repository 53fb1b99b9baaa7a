import JSON
import SeededRandom
import Testing

@testable import PusherCore

/// A broker with its clients, as text: what each was sent.
struct Room {
    static let application = Application(id: "1", key: "k", secret: "s")
    var broker: Broker
    var random = SplitMix64(seed: 1)
    var now = Duration.zero

    init(_ dialect: Dialect = .reverb, _ change: (inout BrokerConfiguration) -> Void = { _ in }) {
        var configuration = BrokerConfiguration(dialect: dialect)
        change(&configuration)
        broker = Broker(applications: [Self.application], configuration: configuration)
    }

    private mutating func run(_ work: (inout Room, inout [Broker.Action]) -> Void) -> [String] {
        var actions: [Broker.Action] = []
        work(&self, &actions)
        return actions.map { action in
            switch action {
            case .send(let id, let text): "\(id) \(String(decoding: text, as: UTF8.self))"
            case .hangUp(let id): "\(id) hang up"
            case .close(let id, let code, _): "\(id) close \(code)"
            case .subscribed(let id, let channel): "\(id) has \(channel)"
            case .unsubscribed(let id, let channel): "\(id) left \(channel)"
            case .relay(let channel, _): "relay \(channel)"
            }
        }
    }

    mutating func open(_ id: Int, key: String = "k", origin: String? = nil) -> [String] {
        run { room, actions in
            room.broker.opened(
                id, key: key, origin: origin, now: room.now, random: &room.random, into: &actions)
        }
    }

    mutating func say(_ id: Int, _ text: String) -> [String] {
        run { $0.broker.received(id, text: Array(text.utf8)[...], now: $0.now, into: &$1) }
    }

    mutating func subscribe(_ id: Int, _ channel: String, member: String? = nil) -> [String] {
        var data: JSONTree = ["channel": .string(channel)]
        let socketID = broker.socketID(of: id) ?? ""
        data["auth"] = .string(
            Signature.channel(channel, socketID: socketID, channelData: member, key: "k", secret: "s"))
        if let member { data["channel_data"] = .string(member) }
        return say(
            id, JSONTree.object([.init("event", "pusher:subscribe"), .init("data", data)]).serialized())
    }

    mutating func publish(_ channel: String, _ data: String = "{}", except: String? = nil) -> [String] {
        run { $0.broker.publish("E", channels: [channel], data: data, except: except, into: &$1) }
    }

    mutating func close(_ id: Int) -> [String] { run { $0.broker.closed(id, into: &$1) } }

    mutating func pass(_ time: Duration) -> [String] {
        now += time
        return run { $0.broker.timerFired(now: $0.now, into: &$1) }
    }
}

/// Protocol notes 1.3, 2.2 and 3.2.
@Suite struct BrokerTests {
    @Test func greetsWithASocketIDAsText() throws {
        var room = Room()
        let greeting = try #require(room.open(1).first)
        #expect(greeting.hasPrefix(#"1 {"event":"pusher:connection_established","data":"{\"socket_id\":\""#))
        #expect(SocketID.isWellFormed(room.broker.socketID(of: 1) ?? ""))
    }

    @Test func anUnknownKeyIsRefusedAndHungUpOn() {
        var room = Room()
        #expect(
            room.open(1, key: "x") == [
                #"1 {"event":"pusher:error","data":"{\"code\":4001,\"message\":\"Application does not exist\"}"}"#,
                "1 hang up",
            ])
        var soketi = Room(.soketi)
        #expect(
            soketi.open(1, key: "x") == [
                #"1 {"event":"pusher:error","data":{"code":4001,"message":"Application does not exist"}}"#,
                "1 close 4001",
            ])
    }

    @Test func overTheQuotaReverbLeavesTheSocketOpen() {
        for (dialect, end) in [(Dialect.reverb, 1), (.pusher, 2), (.soketi, 2)] {
            var room = Room(dialect) { $0.maximumConnections = 1 }
            _ = room.open(1)
            _ = room.subscribe(1, "news")
            #expect(room.open(2).count == end, "\(dialect)")
        }
    }

    @Test(arguments: [
        ("https://acme.example", true), ("http://acme.example:8080/x", true), ("https://app.acme.test", true),
        ("https://evil.example", false), ("acme.example", false), ("null", false), (nil, false),
        ("https://ACME.example", false),
    ])
    func theHostOfTheOriginCounts(_ origin: String?, _ isAllowed: Bool) {
        var room = Room { $0.allowedOrigins = ["acme.example", "*.acme.test"] }
        let said = room.open(1, origin: origin)
        #expect(said.count == 1 && said[0].contains("connection_established") == isAllowed)
        #expect(isAllowed || said[0].contains("Origin not allowed"))
        // Reverb serves public channels even so.
        #expect(room.subscribe(1, "news").contains("1 has news"))
    }

    @Test func whatItCannotReadIsAnswered4200() {
        var room = Room()
        _ = room.open(1)
        for text in [
            "x", "[]", "{}", #"{"event":7}"#, #"{"event":"pusher:signin","data":{}}"#,
            #"{"event":"pusher:subscribe"}"#,
        ] {
            #expect(room.say(1, text).first?.contains("Invalid message format") == true, "\(text)")
        }
        var soketi = Room(.soketi)
        _ = soketi.open(1)
        #expect(soketi.say(1, #"{"event":"pusher:unheard_of"}"#).isEmpty)
    }

    @Test func pongsAreEachServersOwn() {
        for (dialect, pong) in [
            (Dialect.reverb, #"1 {"event":"pusher:pong"}"#),
            (.soketi, #"1 {"event":"pusher:pong","data":{}}"#),
        ] {
            var room = Room(dialect)
            _ = room.open(1)
            #expect(room.say(1, #"{"event":"pusher:ping","data":{}}"#) == [pong])
        }
    }

    @Test func prunesThenPingsEachMinute() {
        var room = Room()
        _ = room.open(1)
        _ = room.open(2)
        _ = room.subscribe(1, "news")
        #expect(room.pass(.seconds(60)) == [#"1 {"event":"pusher:ping"}"#])
        #expect(room.pass(.seconds(60)).last == "1 hang up")
        _ = room.close(1)
        // Without a subscription it is left alone for ever.
        #expect(room.pass(.seconds(3600)).isEmpty)
        _ = room.subscribe(2, "news")
        _ = room.pass(.seconds(60))
        room.broker.heard(2, now: room.now)
        #expect(room.pass(.seconds(60)) == [#"2 {"event":"pusher:ping"}"#])
    }

    @Test func soketiEndsWhatItSentNothingTo() {
        var room = Room(.soketi)
        _ = room.open(1)
        _ = room.say(1, #"{"event":"pusher:ping"}"#)
        #expect(room.pass(.seconds(60)).isEmpty)
        #expect(room.pass(.seconds(60)).last == "1 close 4201")
    }

    @Test func everyMessageCountsAgainstTheLimit() {
        var room = Room { $0.rateLimit = .init(messages: 3, window: .seconds(60)) }
        _ = room.open(1)
        for _ in 0..<3 { #expect(room.say(1, #"{"event":"pusher:ping"}"#).first?.contains("pong") == true) }
        #expect(room.say(1, #"{"event":"pusher:pong"}"#).first?.contains("Rate limit exceeded") == true)
        room.now += .seconds(60)
        #expect(room.say(1, #"{"event":"pusher:ping"}"#).first?.contains("pong") == true)
    }

    @Test func eachServerGoesDownItsOwnWay() {
        for (dialect, last) in [
            (Dialect.reverb, "1 hang up"), (.pusher, "1 close 4200"), (.soketi, "1 close 4200"),
        ] {
            var room = Room(dialect)
            _ = room.open(1)
            var actions: [Broker.Action] = []
            room.broker.shutDown(into: &actions)
            let ends: Bool =
                switch actions.last {
                case .hangUp: last.hasSuffix("up")
                case .close(_, code: 4200, _): last.hasSuffix("4200")
                default: false
                }
            #expect(ends, "\(dialect)")
        }
    }
}
