import Feed
import Foundation
import JSON
import PusherCore
import Spawning
import WebSocketCore

/// The line of an event, from the socket's bytes to the feed's counts: read from a TCP socket on one thread,
/// through the same machines as in the program. The peer, picows with orjson, reads the same bytes from the
/// same server in the same run, decodes both JSON texts, drops duplicates and counts unread by project.
struct LineFigures {
    var events: Int
    var python: String

    func measure() throws -> [Figure] {
        let feeder = try Feeder(EventStream.frames(events))
        defer { feeder.stop() }
        var own = Double.infinity
        var arrived = 0
        for _ in 0..<3 {
            var timeline = Timeline()
            own = min(own, try Self.receive(from: feeder, events, into: &timeline))
            arrived = timeline.count
        }
        var figures = [
            Figure("socket to feed model", Double(events) / own, "events/s"),
            Figure("CPU of an event", own / Double(events) * 1e6, "us"),
            Figure("events in the feed", Double(arrived), "", .atLeast(Double(events))),
        ]
        if let peer = (0..<3).compactMap({ _ in Self.peer(python, feeder.port, events) }).min() {
            figures.append(Figure("picows + orjson", Double(events) / peer, "events/s"))
            figures.append(Figure("times picows + orjson", peer / own, "x", .atLeast(1.3)))
        } else {
            FileHandle.standardError.write(
                Data("craftdesk-bench: no peer; run Resources/bench/peer-environment for the ratio.\n".utf8))
        }
        return figures
    }

    /// CPU seconds of the thread that reads.
    private static func receive(from feeder: Feeder, _ events: Int, into timeline: inout Timeline) throws
        -> Double
    {
        let connection = try feeder.connect()
        defer { close(connection) }
        var random = SystemRandomNumberGenerator()
        var socket = WebSocketConnection(client: HandshakeRequest(target: "/", host: "h"))
        var frames: [WebSocketConnection.Action] = []
        socket.start(now: .zero, random: &random, into: &frames)
        for case .write(let bytes) in frames { _ = write(connection, bytes, bytes.count) }
        var session = Session(configuration: SessionConfiguration(key: "k", isSecure: false))
        var actions: [Session.Action] = []
        session.connect(now: .zero, into: &actions)
        session.transportOpened(now: .zero)
        let greeting =
            #"{"event":"pusher:connection_established","data":"{\"socket_id\":\"1.1\",\"activity_timeout\":30}"}"#
        session.received(text: Array(greeting.utf8)[...], now: .zero, random: &random, into: &actions)
        session.subscribe(EventStream.channel, now: .zero, into: &actions)
        var interpreter = EventInterpreter(
            identity: Identity(userID: "42", name: "Zoe"), patterns: ChannelPatterns(),
            namespace: "App.Events", taskURL: "")
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let start = Measuring.threadCPU
        while timeline.count < events {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { break }
            frames.removeAll(keepingCapacity: true)
            actions.removeAll(keepingCapacity: true)
            socket.receive(Array(buffer[..<count]), now: .zero, random: &random, into: &frames)
            for case .message(let message) in frames {
                session.received(text: message.payload, now: .zero, random: &random, into: &actions)
            }
            for case .event(let event) in actions {
                timeline.insert(
                    interpreter.interpret(
                        IncomingEvent(
                            name: event.name, channel: event.channel ?? "", data: .text(event.data.bytes),
                            receivedAt: Timestamp(seconds: 1_790_000_000))))
            }
        }
        return Measuring.threadCPU - start
    }

    /// CPU seconds of the peer for the same bytes; nil where it can't be run.
    private static func peer(_ python: String, _ port: UInt16, _ events: Int) -> Double? {
        guard FileManager.default.isExecutableFile(atPath: python) else { return nil }
        let environment = ProcessInfo.processInfo.environment.map { "\($0)=\($1)" }
        let outcome = try? Spawn.output(
            of: [python, "Resources/bench/peer.py", "\(port)", "\(events)"], environment: environment)
        return outcome.flatMap { try? JSONValue(parsing: $0.bytes)["cpu_seconds"]?.double }
    }
}
