import ArgumentParser
import WebSocketCore
import WebSocketNIO

/// The machine without a socket: bytes in memory to messages, and messages to bytes.
struct Layer: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bytes in memory to messages and back, in reads of 64 kB; frames and GB of a CPU second."
    )
    @OptionGroup var traffic: Traffic

    func run() throws {
        for role in [Role.client, .server] {
            var (connection, random) = try Self.open(role)
            let (block, frames) = traffic.block(masked: role == .server)
            var reads: [ArraySlice<UInt8>] = []
            var rest = block[...]
            while !rest.isEmpty {
                reads.append(rest.prefix(64 << 10))
                rest = rest.dropFirst(64 << 10)
            }
            let rounds = max(1, traffic.count / frames)
            var actions: [WebSocketConnection.Action] = []
            var received = 0
            let start = Meter.cpu
            for _ in 0..<rounds {
                for read in reads {
                    connection.receive(read.span, now: .zero, random: &random, into: &actions)
                    for case .message(let message) in actions { received += message.payload.count }
                    actions.removeAll(keepingCapacity: true)
                }
            }
            Self.tell("\(role) receives", rounds * frames, received, Meter.cpu - start)
            let payload = traffic.payload
            var sent = 0
            let perFlush = max(1, (64 << 10) / max(1, traffic.size))
            let sendStart = Meter.cpu
            for number in 0..<rounds * frames {
                connection.send(text: payload[...], random: &random, into: &actions)
                // About what one flush of a driver takes along.
                if number % perFlush == 0 {
                    for case .write(let bytes) in actions { sent += bytes.count }
                    actions.removeAll(keepingCapacity: true)
                }
            }
            Self.tell("\(role) sends", rounds * frames, sent, Meter.cpu - sendStart)
        }
    }

    private static func tell(_ what: String, _ frames: Int, _ bytes: Int, _ seconds: Double) {
        print("\(what) \(frames) frames \(Double(frames) / seconds) /s \(Double(bytes) / seconds / 1e9) GB/s")
    }

    private static func open(_ role: Role) throws -> (WebSocketConnection, BufferedRandom) {
        var limits = ConnectionConfiguration()
        limits.maximumMessageSize = 64 << 20
        var random = BufferedRandom()
        var client = WebSocketConnection(
            client: HandshakeRequest(target: "/", host: "h"), configuration: limits)
        var server = WebSocketConnection(serverWith: limits)
        var up: [WebSocketConnection.Action] = []
        var down: [WebSocketConnection.Action] = []
        client.start(now: .zero, random: &random, into: &up)
        server.start(now: .zero, random: &random, into: &down)
        for case .write(let bytes) in up { server.receive(bytes, now: .zero, random: &random, into: &down) }
        server.accept(now: .zero, random: &random, into: &down)
        for case .write(let bytes) in down { client.receive(bytes, now: .zero, random: &random, into: &up) }
        return (role == .client ? client : server, random)
    }
}

extension Meter {
    /// CPU seconds of the process.
    static var cpu: Double { now.cpu }
}
