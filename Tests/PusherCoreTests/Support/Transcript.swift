import JSON
import Testing

@testable import PusherCore

/// A session's life as a conversation: the time in the margin, on the left what happens to the client, on the
/// right of the bar what it does. A line without a left side is one more thing it does.
///
///     0      connect                     │ state connecting
///                                        │ open ws
///     0.1    opened                      │
///     0.2    < established 1.1           │ state connected
///                                        │ established 1.1
///     30.2   …                           │ > ping
///
/// `…` is time that passes; what the client does by itself between two lines must have a line of its own, at
/// its time. `<` is what the server says: JSON as it comes, or one of the short forms in `message(_:)`.
struct Transcript {
    /// Randomness that always takes the longest or the shortest delay.
    enum Chance: UInt64, RandomNumberGenerator {
        case longest = 0xFFFF_FFFF_FFFF_FFFF
        case shortest = 0x0000_FFFF_0000_0000

        func next() -> UInt64 { rawValue }
    }

    private struct Line: Equatable {
        var time: String
        var event: String
        var actions: [String]
    }

    var session: Session
    var chance: Chance
    private var now = Duration.zero
    private var actions: [Session.Action] = []

    init(
        key: String = "orbit-key-4c1d", secure: Bool = false, chance: Chance = .longest,
        _ change: (inout SessionConfiguration) -> Void = { _ in }
    ) {
        var configuration = SessionConfiguration(key: key, isSecure: secure)
        change(&configuration)
        session = Session(configuration: configuration)
        self.chance = chance
    }

    /// A connection up to the server's greeting.
    static let greeting = """
        0      connect                     │ state connecting
                                           │ open ws
        0      opened                      │
        0      < established 1.1           │ state connected
                                           │ established 1.1

        """

    /// Plays and compares what follows the greeting of a server that wants to hear something every 120 s.
    static func connected(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        var transcript = Transcript { $0.activityTimeout = .seconds(120) }
        let greeting = greeting.replacing("established 1.1  ", with: "established 1.1 120")
        transcript.check(greeting + text, sourceLocation: sourceLocation)
    }

    /// Plays the left side and compares the right.
    mutating func check(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        let expected = Self.lines(text)
        var actual: [Line] = []
        for line in expected {
            let time = line.time.isEmpty ? now : Self.duration(line.time)
            while let deadline = session.deadline, deadline < time {
                now = max(now, deadline)
                let done = play("…")
                if !done.isEmpty { actual.append(Line(time: Self.text(now), event: "…", actions: done)) }
            }
            now = time
            actual.append(Line(time: line.time, event: line.event, actions: play(line.event)))
        }
        if actual != expected {
            Issue.record("It went like this:\n\(Self.text(actual))", sourceLocation: sourceLocation)
        }
    }

    private mutating func play(_ event: String) -> [String] {
        actions = []
        var said: [String] = []
        perform(event, &said)
        // Whatever happens, a session never asks to be called back at a time that has passed.
        if let deadline = session.deadline, deadline <= now {
            var more = actions
            session.timerFired(now: now, random: &chance, into: &more)
            if let again = session.deadline, again <= now { said.append("busy loop!") }
            actions = more
        }
        return actions.map(Self.text) + said
    }

    private mutating func perform(_ event: String, _ said: inout [String]) {
        let words = event.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        let rest = words.dropFirst(2).joined(separator: " ")
        let name = words.count > 1 ? words[1] : ""
        switch words.first {
        case "connect": session.connect(now: now, into: &actions)
        case "disconnect": session.disconnect(into: &actions)
        case "retry": session.retryNow(now: now, into: &actions)
        case "retry-refusals": session.retryRefusals(now: now, into: &actions)
        case "network": session.networkChanged(now: now, random: &chance, into: &actions)
        case "measure": session.measure(now: now, into: &actions)
        case "…": session.timerFired(now: now, random: &chance, into: &actions)
        case "opened": session.transportOpened(now: now)
        case "frame": session.heardFrame(now: now)
        case "failed":
            session.transportFailed(Self.failure(words), now: now, random: &chance, into: &actions)
        case "closed":
            session.transportClosed(
                code: UInt16(name) ?? 0, reason: rest, now: now, random: &chance, into: &actions)
        case "subscribe": session.subscribe(name, now: now, into: &actions)
        case "unsubscribe": session.unsubscribe(name, now: now, into: &actions)
        case "grant":
            var channelData: String?
            var secret: String?
            if rest.hasPrefix("data=") { channelData = String(rest.dropFirst(5)) }
            if rest.hasPrefix("secret=") { secret = String(rest.dropFirst(7)) }
            answer(name, .granted(auth: "k:\(name)", channelData: channelData, sharedSecret: secret))
        case "refuse":
            answer(
                name,
                .refused(
                    status: words.count > 2 ? Int(words[2]) ?? 0 : 0,
                    message: words.dropFirst(3).joined(separator: " ")))
        case "unreachable": answer(name, .unreachable(message: "no network"))
        case "throttle": answer(name, .throttled(retryAfter: Int(rest).map { .seconds($0) }))
        case "whisper":
            let data = words.dropFirst(3).joined(separator: " ")
            if let refusal = session.whisper(
                event: words.count > 2 ? words[2] : "", channel: name, data: Array(data.utf8), now: now,
                into: &actions)
            {
                said.append("not sent: \(refusal)")
            }
        case "<":
            session.received(
                text: Array(Self.message(event.dropFirst(2)).utf8)[...], now: now, random: &chance,
                into: &actions)
        default: said.append("what is \"\(event)\"?")
        }
    }

    private mutating func answer(_ channel: String, _ result: AuthorisationResult) {
        session.authorised(
            channel: channel, socketID: session.socketID ?? "", result: result, now: now, random: &chance,
            into: &actions)
    }

    private static func failure(_ words: [String]) -> TransportFailure {
        let what = words.count > 1 ? words[1] : ""
        switch what {
        case "certificate": return .certificate("the certificate is not trusted")
        case "tls": return .tls("it answers, but not in TLS")
        case "not-websocket": return .notWebSocket("it is not a WebSocket server")
        case "proxy": return .proxy("the proxy refuses")
        case "timed-out": return .timedOut
        case "unreachable": return .unreachable("connection refused")
        default:
            let wait = words.count > 3 && words[2] == "retry-after" ? Int(words[3]) : nil
            return .httpStatus(Int(what) ?? 0, reason: "", retryAfter: wait.map { .seconds($0) })
        }
    }

    /// What the server says: JSON, or in short.
    private static func message(_ text: Substring) -> String {
        if text.hasPrefix("{") || text.hasPrefix("!") { return String(text.drop { $0 == "!" }) }
        let words = text.split(separator: " ").map(String.init)
        let name = words.count > 1 ? words[1] : ""
        let rest = words.dropFirst(2).joined(separator: " ")
        func write(_ event: String, _ data: String, _ channel: String? = nil) -> String {
            var tree: JSONTree = ["event": .string(event), "data": .string(data)]
            if let channel { tree["channel"] = .string(channel) }
            return tree.serialized()
        }
        switch words.first {
        case "established":
            return write(
                "pusher:connection_established",
                #"{"socket_id":"\#(name)","activity_timeout":\#(rest.isEmpty ? "30" : rest)}"#)
        case "ping": return #"{"event":"pusher:ping","data":{}}"#
        case "pong": return #"{"event":"pusher:pong"}"#
        case "error": return write("pusher:error", #"{"code":\#(name),"message":"\#(rest)"}"#)
        case "succeeded":
            return write("pusher_internal:subscription_succeeded", rest.isEmpty ? "{}" : rest, name)
        case "event": return write(rest, "{}", name)
        default: return String(text)
        }
    }

    // MARK: The right side

    static func text(_ action: Session.Action) -> String {
        switch action {
        case .openTransport(let secure): return secure ? "open wss" : "open ws"
        case .send(let bytes): return "> " + sent(bytes)
        case .closeTransport(let code, let reason):
            return "close \(code)" + (reason.isEmpty ? "" : " \(reason)")
        case .authorise(let channel, let socketID): return "authorise \(channel) for \(socketID)"
        case .stateChanged(let state): return "state \(state.rawValue)"
        case .established(let id): return "established \(id)"
        case .subscription(let channel, .pending): return "\(channel) pending"
        case .subscription(let channel, .subscribed): return "\(channel) subscribed"
        case .subscription(let channel, .left): return "\(channel) left"
        case .subscription(let channel, .refused(let status, _)):
            return "\(channel) refused" + (status.map { " \($0)" } ?? "")
        case .event(let event):
            let data = String(decoding: event.data.bytes, as: UTF8.self)
            let parts = ["event", event.name, event.channel.map { "on \($0)" }, data.isEmpty ? nil : data]
            return (parts + [event.userID.map { "from \($0)" }]).compactMap { $0 }.joined(separator: " ")
        case .presence(let channel, .list(let members)):
            return "members of \(channel):" + members.map { " " + text($0) }.joined(separator: ",")
        case .presence(let channel, .joined(let member)): return "member \(text(member)) joined \(channel)"
        case .presence(let channel, .left(let id)): return "member \(id) left \(channel)"
        case .error(let error):
            return "error" + (error.code.map { " \($0)" } ?? "") + (error.isFatal ? " fatal" : "")
                + ": \(error.message)"
        case .reconnecting(let attempt, let delay): return "attempt \(attempt) in \(text(delay)) s"
        case .roundTrip(let time): return "round trip \(text(time)) s"
        case .cacheMiss(let channel): return "cache miss \(channel)"
        case .subscriptionCount(let channel, let count): return "count \(channel) \(count)"
        case .unknownMessage(let name): return "unknown \(name)"
        }
    }

    private static func text(_ member: Member) -> String {
        member.id + (member.info.map { "=" + String(decoding: $0, as: UTF8.self) } ?? "")
    }

    private static func sent(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let value = try? JSONValue(parsing: bytes), let event = value["event"]?.string,
            event.hasPrefix("pusher:")
        else { return text }
        let data = value["data"]
        let parts = [data?["channel"]?.string, data?["auth"]?.string, data?["channel_data"]?.string]
        return ([String(event.dropFirst(7))] + parts.compactMap { $0 }).joined(separator: " ")
    }

    // MARK: Lines

    private static func lines(_ text: String) -> [Line] {
        var lines: [Line] = []
        for line in text.split(separator: "\n") {
            let sides = line.split(separator: "│", maxSplits: 1, omittingEmptySubsequences: false)
            let left = sides[0].split(separator: " ", omittingEmptySubsequences: true).map(String.init)
            let action = sides.count > 1 ? sides[1].trimmed : ""
            if left.isEmpty, var last = lines.popLast() {
                if !action.isEmpty { last.actions.append(action) }
                lines.append(last)
                continue
            }
            let isTimed = left.first.map { Double($0) != nil } ?? false
            let event = sides[0].trimmed.dropFirst(isTimed ? left[0].count : 0)
            lines.append(
                Line(
                    time: isTimed ? left[0] : "", event: event.trimmed,
                    actions: action.isEmpty ? [] : [action]))
        }
        return lines
    }

    private static func text(_ lines: [Line]) -> String {
        lines.map { line in
            let head = pad(pad(line.time, 7) + line.event, 44) + "│ " + (line.actions.first ?? "")
            return ([head] + line.actions.dropFirst().map { pad("", 44) + "│ " + $0 }).joined(separator: "\n")
        }.joined(separator: "\n")
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private static func duration(_ text: String) -> Duration {
        .milliseconds(Int(((Double(text) ?? 0) * 1000).rounded()))
    }

    private static func text(_ time: Duration) -> String {
        let milliseconds = Int(time / .milliseconds(1))
        guard milliseconds % 1000 != 0 else { return String(milliseconds / 1000) }
        var fraction = String(milliseconds % 1000 + 1000).dropFirst()
        while fraction.last == "0" { fraction = fraction.dropLast() }
        return "\(milliseconds / 1000).\(fraction)"
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        String(String(drop { $0 == " " }.reversed()).drop { $0 == " " }.reversed())
    }
}
