import JSON
import SeededRandom
import Testing

@testable import PusherCore

/// Whatever a server, an application and the network do, a session never traps, never loops, never grows
/// without bound and never goes back on what it told. Fixed seeds: a failure can be played again.
@Suite struct HostileServerTests {
    /// A world that does anything at any time.
    private struct Chaos {
        var random: SplitMix64
        var session = Session(configuration: SessionConfiguration(key: "k", isSecure: false))
        var now = Duration.zero
        var actions: [Session.Action] = []
        /// What was told, as whoever listens keeps it.
        var told: [String: SubscriptionState] = [:]
        var members: [String: Set<String>] = [:]
        var isTransportOpen = false
        var opened = 0
        var established = 0
        var asked: [(channel: String, socketID: String)] = []
        var sent = 0

        static let channels = [
            "news", "private-a", "private-b", "presence-a", "private-encrypted-a", "cache-a",
            "presence-cache-b",
            "not a name",
        ]
        static let pieces = [
            "pusher:connection_established", "pusher:error", "pusher:ping", "pusher:pong",
            "pusher:cache_miss",
            "pusher_internal:subscription_succeeded", "pusher_internal:member_added",
            "pusher_internal:member_removed", "pusher_internal:subscription_count",
            "pusher:subscription_error", "pusher:signin_success", "client-typing", "App\\Events\\X", "",
            "pusher",
        ]

        mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

        mutating func pick(_ list: [String]) -> String { list.randomElement(using: &random) ?? "" }

        /// JSON of any shape, with the protocol's names in it.
        mutating func value(_ depth: Int = 0) -> JSONTree {
            switch number(0...(depth > 3 ? 6 : 9)) {
            case 0: return .null
            case 1: return .bool(number(0...1) == 0)
            case 2:
                let numbers = [
                    0, -1, 1, 4000, 4001, 4004, 4009, 4100, 4200, 4301, .max, .min, number(0...9999),
                ]
                return .integer(numbers.randomElement(using: &random) ?? 0)
            case 3: return .number(Double(number(-1000...1000)) * 1e300)
            case 4: return .string(pick(Self.channels + Self.pieces + ["1.1", "Rate limit exceeded", "{}"]))
            case 5: return .string(String(repeating: "x", count: number(0...300)))
            case 6: return .string(value(depth + 1).serialized())
            case 7: return .array((0..<number(0...4)).map { _ in value(depth + 1) })
            default:
                let keys = [
                    "event", "data", "channel", "code", "message", "socket_id", "activity_timeout",
                    "presence",
                    "ids", "hash", "count", "user_id", "user_info", "status", "error", "nonce", "ciphertext",
                    "subscription_count",
                ]
                return .object((0..<number(0...5)).map { _ in .init(pick(keys), value(depth + 1)) })
            }
        }

        mutating func message() -> [UInt8] {
            switch number(0...9) {
            case 0: return (0..<number(0...40)).map { _ in UInt8.random(in: 0...255, using: &random) }
            case 1: return value().serializedBytes()
            case 2:
                return Array(
                    #"{"event":"pusher:connection_established","data":"{\"socket_id\":\"\#(number(1...9)).1\",\"activity_timeout\":\#(number(-5...500))}"}"#
                        .utf8)
            case 3:
                return Array(
                    #"{"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"\#(pick(Self.channels))"}"#
                        .utf8)
            default:
                let tree: JSONTree = [
                    "event": .string(pick(Self.pieces)), "data": value(),
                    "channel": .string(pick(Self.channels)),
                ]
                var bytes = tree.serializedBytes()
                if number(0...9) == 0 { bytes = Array(bytes.prefix(number(0...bytes.count))) }
                return bytes
            }
        }

        mutating func failure() -> TransportFailure {
            switch number(0...6) {
            case 0:
                return .httpStatus(
                    number(0...999), reason: pick(Self.pieces), retryAfter: .seconds(number(-9...9_999_999)))
            case 1: return .certificate("x")
            case 2: return .notWebSocket("x")
            case 3: return .proxy("x")
            case 4: return .timedOut
            default: return .unreachable("x")
            }
        }

        mutating func result() -> AuthorisationResult {
            switch number(0...7) {
            case 0: return .refused(status: number(-1...999), message: pick(Self.pieces))
            case 1: return .unreachable(message: "x")
            case 2: return .throttled(retryAfter: number(0...1) == 0 ? nil : .seconds(number(-9...Int.max)))
            case 3: return .granted(auth: pick(Self.pieces), channelData: nil, sharedSecret: nil)
            default:
                let secret = EncryptedPayload.sharedSecret(channel: "c", masterKey: [UInt8(number(0...3))])
                return .granted(auth: "k:s", channelData: "{}", sharedSecret: secret)
            }
        }

        mutating func step() {
            now += .milliseconds(number(0...3) == 0 ? number(0...70_000) : number(0...300))
            switch number(0...19) {
            case 0: session.connect(now: now, into: &actions)
            case 1: if number(0...9) == 0 { session.disconnect(into: &actions) }
            case 2: session.retryNow(now: now, into: &actions)
            case 3: session.networkChanged(now: now, random: &random, into: &actions)
            case 4: session.subscribe(pick(Self.channels), now: now, into: &actions)
            case 5: session.unsubscribe(pick(Self.channels), now: now, into: &actions)
            case 6:
                _ = session.whisper(
                    event: pick(Self.pieces), channel: pick(Self.channels), data: value().serializedBytes(),
                    now: now, into: &actions)
            case 7: session.transportFailed(failure(), now: now, random: &random, into: &actions)
            case 8:
                session.transportClosed(
                    code: UInt16(number(0...65535)), reason: "x", now: now, random: &random, into: &actions)
            case 9, 10: session.transportOpened(now: now)
            case 11: session.retryRefusals(now: now, into: &actions)
            case 12, 13:
                guard let (channel, socketID) = asked.popLast() else { break }
                session.authorised(
                    channel: channel, socketID: socketID, result: result(), now: now, random: &random,
                    into: &actions)
            default:
                session.received(text: message()[...], now: now, random: &random, into: &actions)
            }
            settle()
        }

        /// Time passes until nothing is due, as in the driver.
        private mutating func settle() {
            var rounds = 0
            perform()
            while let deadline = session.deadline, deadline <= now {
                session.timerFired(now: now, random: &random, into: &actions)
                rounds += 1
                #expect(rounds < 5, "a busy loop at \(now)")
                perform()
                if rounds >= 5 { return }
            }
            for (channel, state) in session.subscriptions {
                #expect(told[channel] == state, "what was told of \(channel) is out of date")
            }
            #expect(told.values.count { $0 == .left } + session.subscriptions.count == told.count)
        }

        private mutating func perform() {
            for action in actions {
                switch action {
                case .openTransport:
                    #expect(!isTransportOpen, "two transports at once")
                    isTransportOpen = true
                    opened += 1
                case .established: established += 1
                case .closeTransport: isTransportOpen = false
                case .reconnecting(let attempt, let after):
                    isTransportOpen = false
                    #expect(attempt > 0 && after >= .zero && after <= .seconds(3600))
                case .stateChanged(let state):
                    if state == .failed || state == .disconnected { isTransportOpen = false }
                case .authorise(let channel, let socketID): asked.append((channel, socketID))
                case .subscription(let channel, let state):
                    if ChannelName(channel) != nil { told[channel] = state }
                case .presence(let channel, .list(let list)): members[channel] = Set(list.map(\.id))
                case .presence(let channel, .joined(let member)): members[channel]?.insert(member.id)
                case .presence(let channel, .left(let id)):
                    #expect(members[channel]?.remove(id) != nil, "somebody left who wasn't here")
                case .send: sent += 1
                default: break
                }
            }
            actions = []
            for (channel, ids) in members where session.state == .connected {
                #expect(Set(session.members(of: channel).map(\.id)) == ids)
            }
        }
    }

    @Test(arguments: 0..<12)
    func chaosBreaksNothing(_ seed: Int) {
        var chaos = Chaos(random: SplitMix64(seed: UInt64(seed) &* 7919))
        for _ in 0..<1_500 { chaos.step() }
        #expect(chaos.opened > 0 && chaos.established > 0 && chaos.sent > 0)
    }

    /// A server that greets and hangs up at once is tried ever more rarely.
    @Test(arguments: [1006, 4200, 4100, 1011, 1012])
    func aServerThatHangsUpAtOnceIsNotHammered(_ code: Int) {
        var session = Session(configuration: SessionConfiguration(key: "k", isSecure: false))
        var random = SplitMix64(seed: 3)
        var actions: [Session.Action] = []
        var now = Duration.zero
        var attempts = 0
        session.connect(now: now, into: &actions)
        while now < .seconds(3600) {
            if actions.contains(where: { if case .openTransport = $0 { true } else { false } }) {
                attempts += 1
                session.transportOpened(now: now)
                let greeting =
                    #"{"event":"pusher:connection_established","data":"{\"socket_id\":\"1.1\"}"}"#
                session.received(text: Array(greeting.utf8)[...], now: now, random: &random, into: &actions)
                session.transportClosed(
                    code: UInt16(code), reason: "", now: now, random: &random, into: &actions)
            }
            actions = []
            guard let deadline = session.deadline else { break }
            now = max(deadline, now)
            session.timerFired(now: now, random: &random, into: &actions)
        }
        #expect((60...130).contains(attempts), "an hour of \(code): \(attempts) attempts")
    }

    /// An error after the greeting, whatever it says, never ends the connection (2.1).
    @Test func errorMessagesNeverMakeALoop() {
        var session = Session(configuration: SessionConfiguration(key: "k", isSecure: false))
        var random = SplitMix64(seed: 3)
        var actions: [Session.Action] = []
        session.connect(now: .zero, into: &actions)
        session.transportOpened(now: .zero)
        let greeting = #"{"event":"pusher:connection_established","data":"{\"socket_id\":\"1.1\"}"}"#
        session.received(text: Array(greeting.utf8)[...], now: .zero, random: &random, into: &actions)
        actions = []
        for code in 0..<10_000 {
            let error = #"{"event":"pusher:error","data":{"code":\#(code % 5000),"message":"m"}}"#
            session.received(text: Array(error.utf8)[...], now: .seconds(1), random: &random, into: &actions)
        }
        #expect(session.state == .connected)
        #expect(actions.allSatisfy { if case .error = $0 { true } else { false } })
    }
}
