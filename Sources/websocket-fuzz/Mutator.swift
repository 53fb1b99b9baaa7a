/// Makes new inputs of old ones, the same for the same seed (Steele, Lea and Flood's SplitMix64).
struct Mutator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    private static let interesting: [[UInt8]] = [
        [0x00], [0x7E], [0x7F], [0x80], [0xFF], [0x81, 0x00], [0xC1, 0x7F], [0x88, 0x82], [0x89, 0x7D],
        [0x7F, 0x80, 0, 0, 0, 0, 0, 0, 0], [0x7E, 0xFF, 0xFF], [0, 0, 0xFF, 0xFF], [0x0D, 0x0A], [0x0A],
        [0x0D, 0x0A, 0x0D, 0x0A], [0xED, 0xA0, 0x80], [0xF4, 0x90], [0xE2, 0x82, 0xAC],
        Array("websocket".utf8),
        Array("permessage-deflate; server_max_window_bits=9".utf8), Array("Sec-WebSocket-Extensions: ".utf8),
    ]

    /// One of the samples, or two spliced, with up to eight changes.
    mutating func mutate(_ samples: [[UInt8]]) -> [UInt8] {
        var bytes = samples.randomElement(using: &self) ?? []
        if Int.random(in: 0..<4, using: &self) == 0, let other = samples.randomElement(using: &self) {
            bytes =
                Array(bytes.prefix(.random(in: 0...bytes.count, using: &self)))
                + other.dropFirst(.random(in: 0...other.count, using: &self))
        }
        for _ in 0..<Int.random(in: 0...8, using: &self) {
            let place = Int.random(in: 0...bytes.count, using: &self)
            switch Int.random(in: 0..<6, using: &self) {
            case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            case 1 where place < bytes.count: bytes[place] = .random(in: 0...255, using: &self)
            case 2: bytes.insert(contentsOf: Self.interesting.randomElement(using: &self) ?? [], at: place)
            case 3:
                let end = min(bytes.count, place + Int.random(in: 0...16, using: &self))
                bytes.removeSubrange(place..<end)
            case 4:
                let end = min(bytes.count, place + Int.random(in: 0...32, using: &self))
                bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
            default: bytes.insert(.random(in: 0...255, using: &self), at: place)
            }
        }
        return bytes
    }
}
