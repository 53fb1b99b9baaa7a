import PusherCore
import SeededRandom

/// A server and how its clients come back to it.
struct HerdConfiguration: Sendable {
    /// Clients that were connected.
    var sessions = 100_000
    /// Channels each holds, all of them to be authorised.
    var channels = 3
    /// WebSocket handshakes the server takes in a second.
    var connectionsPerSecond = 2_000
    /// Authorisations the application answers in a second.
    var authorisationsPerSecond = 4_000
    /// How long the server is down.
    var downFor = 5.0
    /// Connections the kernel keeps for the server while it is busy; beyond that it drops the SYN.
    var backlog = 511
    /// One way over the network, in seconds.
    var latency = 0.025
    /// How long a client waits for an authorisation.
    var authorisationTimeout = 10.0
    /// How the clients wait.
    var backoff = BackoffPolicy()
    /// Everything random is made of it.
    var seed: UInt64 = 1
    /// The simulation ends here, whoever is back.
    var giveUpAfter = 900.0
}

/// What became of a herd.
struct HerdResult: Sendable {
    /// Seconds from the restart until the n-th client had all its channels.
    var backAt: [Double] = []
    /// Attempts to connect in each second from the restart on.
    var attempts: [Int] = []
    /// Clients that are connected with all their channels, at the end of each second.
    var complete: [Int] = []
    /// Attempts that led to nothing.
    var wastedAttempts = 0
    /// Authorisations asked for, and those that nobody waited for any more.
    var authorisations = 0
    var wastedAuthorisations = 0

    var peak: Int { attempts.max() ?? 0 }
    var totalAttempts: Int { attempts.reduce(0, +) }

    /// Seconds until this part of the clients is back; nil when they weren't by the end.
    func seconds(until part: Double, of sessions: Int) -> Double? {
        let index = Int((Double(sessions) * part).rounded(.up)) - 1
        return backAt.indices.contains(index) ? backAt[index] : nil
    }
}

/// Real sessions in virtual time: the machine the client runs, a hundred thousand times, against a server that
/// restarts and can take only so much.
struct Herd {
    private enum Event {
        case connectionLost(Int)
        case timer(Int)
        case syn(Int, attempt: Int, retransmission: Int)
        case refused(Int, attempt: Int)
        case accepted(Int, attempt: Int)
        case authorisationAnswered(Int, channel: String, attempt: Int, asked: Int64)
        case authorisationGivenUp(Int, channel: String, attempt: Int, asked: Int64)
        case subscribed(Int, channel: String, attempt: Int)
    }

    private struct Client {
        var session: Session
        /// The transport in use: what is told of an earlier one is ignored.
        var attempt = 0
        var timer: Int64?
        var isOpening = false
        var missing = 0
        /// Authorisations under way: channel and the time of asking.
        var asked: [String: Int64] = [:]
    }

    private static let second: Int64 = 1_000_000
    /// When a kernel sends a SYN again, counted from the first.
    private static let retransmissions: [Int64] = [0, 1 * second, 3 * second, 7 * second]

    private let configuration: HerdConfiguration
    private var random: SplitMix64
    private var queue = EventQueue<Event>()
    private var clients: [Client] = []
    private var result = HerdResult()
    private var now: Int64 = 0
    private var upAt: Int64 = 0
    private var serverFreeAt: Int64 = 0
    private var applicationFreeAt: Int64 = 0
    private var actions: [Session.Action] = []
    private var back = 0

    private init(_ configuration: HerdConfiguration) {
        self.configuration = configuration
        random = SplitMix64(seed: configuration.seed)
    }

    static func run(_ configuration: HerdConfiguration) -> HerdResult {
        var herd = Herd(configuration)
        herd.settle()
        herd.restart()
        return herd.result
    }

    // MARK: Before

    /// Everybody is connected for long enough that the past is forgotten.
    private mutating func settle() {
        var settings = SessionConfiguration(key: "key", isSecure: true)
        settings.activityTimeout = .seconds(120)
        settings.backoff = configuration.backoff
        clients.reserveCapacity(configuration.sessions)
        for index in 0..<configuration.sessions {
            var session = Session(configuration: settings)
            for channel in 0..<configuration.channels {
                session.subscribe("private-\(channel)", now: .zero, into: &actions)
            }
            session.connect(now: .zero, into: &actions)
            clients.append(Client(session: session))
            clients[index].session.transportOpened(now: .zero)
            say(Self.greeting(index), to: index)
            for channel in 0..<configuration.channels {
                clients[index].session.authorised(
                    channel: "private-\(channel)", socketID: "\(index + 1).1", result: Self.granted,
                    now: .zero, random: &random, into: &actions)
                say(Self.succeeded("private-\(channel)"), to: index)
            }
            clients[index].session.timerFired(now: settings.stableAfter, random: &random, into: &actions)
            actions.removeAll(keepingCapacity: true)
        }
        now = 60 * Self.second
    }

    private static let granted = AuthorisationResult.granted(auth: "k:s", channelData: nil, sharedSecret: nil)

    private static func succeeded(_ channel: String) -> String {
        #"{"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"\#(channel)"}"#
    }

    private static func greeting(_ index: Int) -> String {
        #"{"event":"pusher:connection_established","data":"{\"socket_id\":\"\#(index + 1).1\"}"}"#
    }

    private mutating func say(_ text: String, to index: Int) {
        clients[index].session.received(
            text: Array(text.utf8)[...], now: time, random: &random, into: &actions)
    }

    // MARK: The restart

    private mutating func restart() {
        let start = now
        upAt = start + Int64(configuration.downFor * 1e6)
        serverFreeAt = upAt
        applicationFreeAt = start
        for index in clients.indices {
            queue.insert(.connectionLost(index), at: start + Int64.random(in: 0..<100_000, using: &random))
        }
        let end = start + Int64(configuration.giveUpAfter * 1e6)
        var second = start + Self.second
        while back < clients.count, let (time, event) = queue.next(), time < end {
            while time >= second {
                result.complete.append(back)
                second += Self.second
            }
            now = time
            happen(event, start)
        }
        result.complete.append(back)
    }

    private var time: Duration { .microseconds(now) }

    private mutating func happen(_ event: Event, _ start: Int64) {
        switch event {
        case .connectionLost(let index):
            clients[index].missing = configuration.channels
            clients[index].session.transportClosed(
                code: 1006, reason: "", now: time, random: &random, into: &actions)
            perform(index, start)
        case .timer(let index):
            guard clients[index].timer == now else { return }
            clients[index].timer = nil
            clients[index].session.timerFired(now: time, random: &random, into: &actions)
            perform(index, start)
        case .syn(let index, let attempt, let retransmission):
            guard clients[index].attempt == attempt, clients[index].isOpening else { return }
            arrive(index, attempt, retransmission)
        case .refused(let index, let attempt):
            guard clients[index].attempt == attempt, clients[index].isOpening else { return }
            clients[index].isOpening = false
            result.wastedAttempts += 1
            clients[index].session.transportFailed(
                .unreachable("connection refused"), now: time, random: &random, into: &actions)
            perform(index, start)
        case .accepted(let index, let attempt):
            guard clients[index].attempt == attempt, clients[index].isOpening else { return }
            clients[index].isOpening = false
            clients[index].session.transportOpened(now: time)
            say(Self.greeting(index), to: index)
            perform(index, start)
        case .authorisationAnswered(let index, let channel, let attempt, let asked):
            guard clients[index].attempt == attempt, clients[index].asked[channel] == asked else {
                result.wastedAuthorisations += 1
                return
            }
            answer(index, channel, Self.granted, start)
        case .authorisationGivenUp(let index, let channel, let attempt, let asked):
            guard clients[index].attempt == attempt, clients[index].asked[channel] == asked else { return }
            answer(index, channel, .unreachable(message: "no answer in time"), start)
        case .subscribed(let index, let channel, let attempt):
            guard clients[index].attempt == attempt else { return }
            clients[index].missing -= 1
            if clients[index].missing == 0 {
                back += 1
                result.backAt.append(Double(now - start) / 1e6)
            }
            say(Self.succeeded(channel), to: index)
            perform(index, start)
        }
    }

    /// A SYN reaches the server: refused while it is down, dropped while its backlog is full, else served in
    /// turn.
    private mutating func arrive(_ index: Int, _ attempt: Int, _ retransmission: Int) {
        let latency = Int64(configuration.latency * 1e6)
        guard now >= upAt else { return queue.insert(.refused(index, attempt: attempt), at: now + latency) }
        let service = Self.second / Int64(configuration.connectionsPerSecond)
        serverFreeAt = max(serverFreeAt, now)
        guard serverFreeAt - now <= service * Int64(configuration.backlog) else {
            guard retransmission + 1 < Self.retransmissions.count else { return }
            let wait = Self.retransmissions[retransmission + 1] - Self.retransmissions[retransmission]
            return queue.insert(
                .syn(index, attempt: attempt, retransmission: retransmission + 1), at: now + wait)
        }
        serverFreeAt += service
        // The request and the answer are one more round trip, and TLS another.
        queue.insert(.accepted(index, attempt: attempt), at: serverFreeAt + 5 * latency)
    }

    private mutating func answer(
        _ index: Int, _ channel: String, _ answer: AuthorisationResult, _ start: Int64
    ) {
        clients[index].asked[channel] = nil
        clients[index].session.authorised(
            channel: channel, socketID: "\(index + 1).1", result: answer, now: time, random: &random,
            into: &actions)
        perform(index, start)
    }

    /// Does what a client's session asks for.
    private mutating func perform(_ index: Int, _ start: Int64) {
        let latency = Int64(configuration.latency * 1e6)
        let batch = actions
        actions.removeAll(keepingCapacity: true)
        for action in batch {
            switch action {
            case .openTransport:
                clients[index].attempt += 1
                clients[index].isOpening = true
                let second = Int((now - start) / Self.second)
                while result.attempts.count <= second { result.attempts.append(0) }
                result.attempts[second] += 1
                let attempt = clients[index].attempt
                queue.insert(.syn(index, attempt: attempt, retransmission: 0), at: now + latency)
            case .closeTransport:
                if clients[index].isOpening { result.wastedAttempts += 1 }
                clients[index].isOpening = false
                clients[index].attempt += 1
            case .authorise(let channel, _):
                result.authorisations += 1
                let attempt = clients[index].attempt
                let service = Self.second / Int64(configuration.authorisationsPerSecond)
                applicationFreeAt = max(applicationFreeAt, now + latency) + service
                clients[index].asked[channel] = now
                let timeout = now + Int64(configuration.authorisationTimeout * 1e6)
                queue.insert(
                    .authorisationAnswered(index, channel: channel, attempt: attempt, asked: now),
                    at: applicationFreeAt + latency)
                if applicationFreeAt + latency > timeout {
                    queue.insert(
                        .authorisationGivenUp(index, channel: channel, attempt: attempt, asked: now),
                        at: timeout)
                }
            case .send(let text):
                guard let channel = Self.subscribed(text) else { continue }
                queue.insert(
                    .subscribed(index, channel: channel, attempt: clients[index].attempt),
                    at: now + 2 * latency)
            default: break
            }
        }
        schedule(index)
    }

    private mutating func schedule(_ index: Int) {
        guard let deadline = clients[index].session.deadline else { return }
        let at = max(now, Int64((deadline / .microseconds(1)).rounded(.up)))
        if let timer = clients[index].timer, timer <= at { return }
        clients[index].timer = at
        queue.insert(.timer(index), at: at)
    }

    /// The channel of a subscribe; nil for other messages.
    private static func subscribed(_ text: [UInt8]) -> String? {
        let parts = String(decoding: text, as: UTF8.self).split(separator: "\"")
        guard parts.count > 8, parts[3] == "pusher:subscribe" else { return nil }
        return parts.first { $0.hasPrefix("private-") }.map(String.init)
    }
}
