import SeededRandom
import WebSocketCore

/// What must hold and did not.
struct Violation: Error, CustomStringConvertible {
    var description: String
}

/// One input: its first byte says which end reads the rest and in which phase.
enum Target {
    static let limits: ConnectionConfiguration = {
        var limits = ConnectionConfiguration()
        limits.maximumMessageSize = 20_000
        limits.maximumFragments = 50
        return limits
    }()

    /// Reads it whole and in pieces, the pieces out of storage that stays the caller's, and compares.
    /// - Returns: how it ended.
    static func run(_ input: [UInt8], seed: UInt64) throws(Violation) -> String {
        guard let mode = input.first else { return "nothing" }
        let bytes = input.dropFirst()
        let whole = try outcome(mode, seed) { connection, random, actions in
            connection.receive(Array(bytes), now: .zero, random: &random, into: &actions)
            Self.answer(&connection, &random, &actions)
        }
        var random = SplitMix64(seed: seed)
        var pieces: [ArraySlice<UInt8>] = []
        var rest = bytes
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...24, using: &random))
            pieces.append(piece)
            rest = rest.dropFirst(piece.count)
        }
        let pieced = try outcome(mode, seed) { connection, random, actions in
            for piece in pieces {
                connection.receive(piece.span, now: .zero, random: &random, into: &actions)
                Self.answer(&connection, &random, &actions)
            }
        }
        guard pieced == whole else {
            throw Violation(description: "in pieces it gives something else than whole")
        }
        guard let closure = whole.closure else { throw Violation(description: "it did not end") }
        guard let error = closure.error else { return "clean close" }
        if case .refused = error { return "refused" }
        // Without what it quotes of the input.
        return String(error.description.prefix { $0 != ":" })
    }

    private struct Outcome: Equatable {
        var messages: [Message] = []
        var pings: [[UInt8]] = []
        var pongs: [[UInt8]] = []
        var closure: Closure?
        var written: [UInt8] = []
    }

    /// A server's program accepts what it is asked; what ends the connection waits for the messages before it.
    private static func answer(
        _ connection: inout WebSocketConnection, _ random: inout SplitMix64,
        _ actions: inout [WebSocketConnection.Action]
    ) {
        if case .requested? = actions.last { connection.accept(now: .zero, random: &random, into: &actions) }
        if actions.last == .resume { connection.resume(now: .zero, random: &random, into: &actions) }
    }

    private static func outcome(
        _ mode: UInt8, _ seed: UInt64,
        _ feed: (inout WebSocketConnection, inout SplitMix64, inout [WebSocketConnection.Action]) -> Void
    ) throws(Violation) -> Outcome {
        var random = SplitMix64(seed: seed)
        var (connection, actions) = try connection(mode, &random)
        feed(&connection, &random, &actions)
        connection.receivedEOF(now: .zero, into: &actions)
        connection.timerFired(now: .seconds(60), into: &actions)
        var outcome = Outcome()
        var isOver = false
        for action in actions {
            guard !isOver else { throw Violation(description: "something comes after the disconnect") }
            switch action {
            case .write(let bytes): outcome.written += bytes
            case .message(let message): try check(message, after: outcome.closure, &outcome)
            case .ping(let payload): outcome.pings.append(payload)
            case .pong(let payload): outcome.pongs.append(payload)
            case .closed(let closure):
                guard outcome.closure == nil else { throw Violation(description: "it ends twice") }
                guard closure.wasClean == (closure.error == nil) else {
                    throw Violation(description: "a clean end has an error, or the other way round")
                }
                outcome.closure = closure
            case .disconnect: isOver = true
            case .requested, .opened, .resume, .finishSending: break
            }
        }
        guard isOver, connection.deadline == nil else { throw Violation(description: "it does not end") }
        return outcome
    }

    private static func check(
        _ message: Message, after closure: Closure?, _ outcome: inout Outcome
    ) throws(Violation) {
        guard closure == nil else { throw Violation(description: "a message comes after the end") }
        guard message.payload.count <= limits.maximumMessageSize else {
            throw Violation(description: "a message is longer than the limit")
        }
        if message.kind == .text, String(validating: message.payload, as: UTF8.self) == nil {
            throw Violation(description: "a text is not UTF-8")
        }
        outcome.messages.append(message)
    }

    /// Bit 0: the role; bit 1: after the handshake; bit 2: with compression.
    private static func connection(
        _ mode: UInt8, _ random: inout SplitMix64
    ) throws(Violation) -> (WebSocketConnection, [WebSocketConnection.Action]) {
        var limits = limits
        if mode & 4 != 0 { limits.compression = CompressionConfiguration() }
        if mode & 2 != 0 {
            let (client, server) = WebSocketConnection.pair(limits, random: &random)
            guard client.state == .open, server.state == .open else {
                throw Violation(description: "the handshake failed")
            }
            return (mode & 1 != 0 ? server : client, [])
        }
        var connection =
            mode & 1 != 0
            ? WebSocketConnection(serverWith: limits)
            : WebSocketConnection(
                client: HandshakeRequest(target: "/", host: "h"), configuration: limits)
        var actions: [WebSocketConnection.Action] = []
        connection.start(now: .zero, random: &random, into: &actions)
        return (connection, [])
    }
}
