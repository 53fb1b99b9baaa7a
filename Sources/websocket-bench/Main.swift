import ArgumentParser

/// Measures the WebSocket layer alone, beside others on the same traffic (`Resources/scripts/bench-websocket`):
/// `drive` makes the traffic over a socket and costs next to nothing, the others receive it and tell their CPU
/// time; `layer` needs no socket.
@main
struct WebSocketBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "websocket-bench", abstract: "The WebSocket layer's figures.",
        subcommands: [Drive.self, Receive.self, Layer.self, Primitives.self, Allocations.self]
    )
}

/// What is sent: `count` text messages of `size` bytes.
struct Traffic: ParsableArguments {
    @Option(help: "Bytes of a message.") var size = 500
    @Option(help: "Messages.") var count = 200_000

    /// ASCII, as most events are.
    var payload: [UInt8] { (0..<size).map { UInt8(0x20 + $0 % 0x5F) } }

    /// About 256 kB of whole frames, or one.
    func block(masked: Bool) -> (bytes: [UInt8], frames: Int) {
        let frame = Self.frame(payload, masked: masked)
        let frames = max(1, min(count, (256 << 10) / frame.count))
        return (Array((0..<frames).map { _ in frame }.joined()), frames)
    }

    static func frame(_ payload: [UInt8], masked: Bool) -> [UInt8] {
        var bytes: [UInt8] = [0x81]
        let bit: UInt8 = masked ? 0x80 : 0
        switch payload.count {
        case ...125: bytes.append(bit | UInt8(payload.count))
        case ...0xFFFF: bytes += [bit | 126, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
        default:
            bytes.append(bit | 127)
            bytes += stride(from: 56, through: 0, by: -8).map {
                UInt8(truncatingIfNeeded: payload.count >> $0)
            }
        }
        guard masked else { return bytes + payload }
        let key: [UInt8] = [0x37, 0xFA, 0x21, 0x3D]
        return bytes + key + payload.enumerated().map { $1 ^ key[$0 & 3] }
    }

    static let close: [UInt8] = [0x88, 2, 3, 232]
    static let maskedClose: [UInt8] = [0x88, 0x82, 0, 0, 0, 0, 3, 232]
}
