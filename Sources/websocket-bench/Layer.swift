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
            var random = BufferedRandom()
            var bench = Exchange(role, traffic, random: &random)
            let rounds = max(1, traffic.count / bench.framesARound)
            let frames = rounds * bench.framesARound
            let start = Meter.cpu
            for _ in 0..<rounds { bench.receiveAll(random: &random) }
            Self.tell("\(role) receives", frames, bench.received, Meter.cpu - start)
            let sendStart = Meter.cpu
            bench.send(frames, random: &random)
            Self.tell("\(role) sends", frames, bench.sent, Meter.cpu - sendStart)
        }
    }

    private static func tell(_ what: String, _ frames: Int, _ bytes: Int, _ seconds: Double) {
        print("\(what) \(frames) frames \(Double(frames) / seconds) /s \(Double(bytes) / seconds / 1e9) GB/s")
    }
}

/// One end of a connection, and a block of whole frames that it reads again and again.
struct Exchange {
    private var connection: WebSocketConnection
    private var actions: [WebSocketConnection.Action] = []
    private let reads: [ArraySlice<UInt8>]
    private let payload: [UInt8]
    private let framesAFlush: Int
    let framesARound: Int
    /// Payload bytes.
    private(set) var received = 0
    /// Bytes of whole frames.
    private(set) var sent = 0

    private static let readSize = 64 << 10

    init(_ role: Role, _ traffic: Traffic, random: inout some RandomNumberGenerator) {
        var limits = ConnectionConfiguration()
        limits.maximumMessageSize = 64 << 20
        let pair = WebSocketConnection.pair(limits, random: &random)
        connection = role == .client ? pair.client : pair.server
        let (block, frames) = traffic.block(masked: role == .server)
        framesARound = frames
        payload = traffic.payload
        // About what one flush of a driver takes along.
        framesAFlush = max(1, Self.readSize / max(1, traffic.size))
        var reads: [ArraySlice<UInt8>] = []
        var rest = block[...]
        while !rest.isEmpty {
            reads.append(rest.prefix(Self.readSize))
            rest = rest.dropFirst(Self.readSize)
        }
        self.reads = reads
    }

    mutating func receiveAll(random: inout some RandomNumberGenerator) {
        for read in reads {
            connection.receive(read.span, now: .zero, random: &random, into: &actions)
            for case .message(let message) in actions { received += message.payload.count }
            actions.removeAll(keepingCapacity: true)
        }
    }

    mutating func send(_ count: Int, random: inout some RandomNumberGenerator) {
        for number in 1...max(1, count) {
            connection.send(text: payload[...], random: &random, into: &actions)
            guard number.isMultiple(of: framesAFlush) || number == count else { continue }
            for case .write(let bytes) in actions { sent += bytes.count }
            actions.removeAll(keepingCapacity: true)
        }
    }
}

extension Meter {
    /// CPU seconds of the process.
    static var cpu: Double { now.cpu }
}
