import SeededRandom

/// Makes new inputs of old ones, the same for the same seed.
struct Mutator {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    private static let interesting: [[UInt8]] = [
        [0x00], [0x7E], [0x7F], [0x80], [0xFF], [0x81, 0x00], [0xC1, 0x7F], [0x88, 0x82], [0x89, 0x7D],
        [0x7F, 0x80, 0, 0, 0, 0, 0, 0, 0], [0x7E, 0xFF, 0xFF], [0, 0, 0xFF, 0xFF], [0x0D, 0x0A], [0x0A],
        [0x0D, 0x0A, 0x0D, 0x0A], [0xED, 0xA0, 0x80], [0xF4, 0x90], [0xE2, 0x82, 0xAC],
        Array("websocket".utf8),
        Array("permessage-deflate; server_max_window_bits=9".utf8), Array("Sec-WebSocket-Extensions: ".utf8),
    ]

    /// One of the samples, or two spliced, with up to eight changes.
    mutating func mutate(_ samples: [[UInt8]]) -> [UInt8] {
        var bytes = samples.randomElement(using: &random) ?? []
        if Int.random(in: 0..<4, using: &random) == 0, let other = samples.randomElement(using: &random) {
            bytes =
                Array(bytes.prefix(.random(in: 0...bytes.count, using: &random)))
                + other.dropFirst(.random(in: 0...other.count, using: &random))
        }
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1 where place < bytes.count: bytes[place] = .random(in: 0...255, using: &random)
            case 2: bytes.insert(contentsOf: Self.interesting.randomElement(using: &random) ?? [], at: place)
            case 3:
                let end = min(bytes.count, place + Int.random(in: 0...16, using: &random))
                bytes.removeSubrange(place..<end)
            case 4:
                let end = min(bytes.count, place + Int.random(in: 0...32, using: &random))
                bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
            default: bytes.insert(.random(in: 0...255, using: &random), at: place)
            }
        }
        return bytes
    }
}
