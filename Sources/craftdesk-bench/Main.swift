import ArgumentParser
import Feed
import Foundation
import JSON
import PusherCore
import WebSocketCore

/// Measures the line of an event, from the socket's bytes to the feed's counts, without a network: every
/// figure is the CPU time of one thread, and stands beside what a plain copy of the bytes costs in the same run.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "craftdesk-bench", abstract: "craftdesk's figures.")

    @Option(help: "Events to run through.") var events = 200_000
    @Flag(help: "As JSON.") var json = false

    func run() throws {
        let stream = Self.stream(events: events)
        var figures: [(name: String, value: Double, unit: String)] = []
        let copy = Self.cpu { _ = stream.reduce(into: [UInt8]()) { $0 = Array($1) } }
        var timeline = Timeline()
        let line = Self.cpu { Self.receive(stream, into: &timeline) }
        figures.append(("socket bytes to feed model", Double(events) / line, "events/s"))
        figures.append(("CPU of an event", line / Double(events) * 1_000_000, "us"))
        figures.append(("as many times the cost of copying the bytes", line / max(copy, 0.000_001), "x"))
        figures.append(("events that arrived", Double(timeline.count), "events"))
        figures.append(("resident memory", Double(Self.residentKilobytes()) / 1024, "MB"))
        if json {
            let tree = JSONTree.object(
                figures.map { .init($0.name, ["value": .number($0.value), "unit": .string($0.unit)]) })
            print(tree.serialized())
        } else {
            for figure in figures {
                let name = figure.name.padding(toLength: 46, withPad: " ", startingAt: 0)
                print(name + String(format: "%14.2f ", figure.value) + figure.unit)
            }
        }
    }

    /// Server frames of events of about 500 bytes, in reads of 16 kB.
    private static func stream(events: Int) -> [[UInt8]] {
        var reads: [[UInt8]] = []
        var current: [UInt8] = []
        for number in 0..<events {
            let data: JSONTree = [
                "comment": [
                    "id": .integer(number), "body": "Looks good to me, the second screenshot shows it best.",
                    "author": ["id": .integer(number % 9), "name": "Ana Souza"],
                    "created_at": "2026-11-23T15:55:01.000000Z",
                ],
                "task": [
                    "id": .integer(number % 500), "key": "WEB-142", "title": "Checkout fails on iOS",
                    "project_id": 3,
                ],
                "event_id": .string("01JD\(number)"),
            ]
            let message: JSONTree = [
                "event": "App\\Events\\CommentCreated", "data": .string(data.serialized()),
                "channel": "private-workspace.7",
            ]
            let text = message.serializedBytes()
            current += [0x81, 126, UInt8(text.count >> 8), UInt8(text.count & 0xFF)] + text
            if current.count > 16_384 {
                reads.append(current)
                current = []
            }
        }
        if !current.isEmpty { reads.append(current) }
        return reads
    }

    private static func receive(_ reads: [[UInt8]], into timeline: inout Timeline) {
        var random = SystemRandomNumberGenerator()
        var socket = FrameSource()
        var session = Session(configuration: SessionConfiguration(key: "k", isSecure: false))
        var actions: [Session.Action] = []
        session.connect(now: .zero, into: &actions)
        session.transportOpened(now: .zero)
        let greeting =
            #"{"event":"pusher:connection_established","data":"{\"socket_id\":\"1.1\",\"activity_timeout\":30}"}"#
        session.received(text: Array(greeting.utf8)[...], now: .zero, random: &random, into: &actions)
        session.subscribe("private-workspace.7", now: .zero, into: &actions)
        var interpreter = EventInterpreter(
            identity: Identity(userID: "42", name: "Zoe"), patterns: ChannelPatterns(),
            namespace: "App.Events", taskURL: ""
        )
        for read in reads {
            actions.removeAll(keepingCapacity: true)
            socket.receive(read) { session.received(text: $0, now: .zero, random: &random, into: &actions) }
            for case .event(let event) in actions {
                timeline.insert(
                    interpreter.interpret(
                        IncomingEvent(
                            name: event.name, channel: event.channel ?? "", data: .text(event.data.bytes),
                            receivedAt: Timestamp(seconds: 1_790_000_000)
                        )
                    )
                )
            }
        }
    }

    /// An open client connection that frames come from.
    private struct FrameSource {
        private var connection: WebSocketConnection
        private var random = SystemRandomNumberGenerator()
        private var actions: [WebSocketConnection.Action] = []

        init() {
            connection = WebSocketConnection(client: HandshakeRequest(target: "/", host: "h"))
            var server = WebSocketConnection(serverWith: ConnectionConfiguration())
            var replies: [WebSocketConnection.Action] = []
            server.start(now: .zero, random: &random, into: &replies)
            connection.start(now: .zero, random: &random, into: &actions)
            for case .write(let bytes) in actions {
                server.receive(bytes, now: .zero, random: &random, into: &replies)
            }
            server.accept(now: .zero, random: &random, into: &replies)
            for case .write(let bytes) in replies {
                connection.receive(bytes, now: .zero, random: &random, into: &actions)
            }
        }

        mutating func receive(_ bytes: [UInt8], _ onText: (ArraySlice<UInt8>) -> Void) {
            actions.removeAll(keepingCapacity: true)
            connection.receive(bytes, now: .zero, random: &random, into: &actions)
            for case .message(let message) in actions { onText(message.payload) }
        }
    }

    /// CPU seconds of the process.
    private static func cpu(_ work: () -> Void) -> Double {
        let start = clock()
        work()
        return Double(clock() - start) / Double(CLOCKS_PER_SEC)
    }

    private static func residentKilobytes() -> Int {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    }
}
