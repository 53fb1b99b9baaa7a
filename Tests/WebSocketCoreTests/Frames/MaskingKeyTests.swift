import SeededRandom
import Testing

@testable import WebSocketCore

@Suite struct MaskingKeyTests {
    /// Section 5.3: "octet i of the transformed data is the XOR of octet i of the original data with octet at
    /// index i modulo 4 of the masking key".
    @Test func everyOffsetAndLengthMasksAsTheSectionSays() {
        var random = SplitMix64(seed: 53)
        let key = MaskingKey(0x1B, 0xAD, 0xF0, 0x0D)
        let keyBytes: [UInt8] = [0x1B, 0xAD, 0xF0, 0x0D]
        for length in 0..<80 {
            for offset in 0..<4 {
                let before = (0..<length + 3).map { _ in UInt8.random(in: 0...255, using: &random) }
                var bytes = before
                key.apply(to: &bytes, 2..<2 + length, offset: offset)
                for (index, byte) in bytes.enumerated() {
                    let isMasked = (2..<2 + length).contains(index)
                    let mask = isMasked ? keyBytes[(index - 2 + offset) % 4] : 0
                    #expect(byte == before[index] ^ mask)
                }
            }
        }
    }

    @Test func maskingTwiceGivesTheBytesBack() {
        var bytes = Array("Hello, Wörld, this is longer than a word".utf8)
        let before = bytes
        let key = MaskingKey(0xDEAD_BEEF)
        key.apply(to: &bytes, 0..<bytes.count, offset: 0)
        #expect(bytes != before)
        key.apply(to: &bytes, 0..<10, offset: 0)
        key.apply(to: &bytes, 10..<bytes.count, offset: 10)
        #expect(bytes == before)
    }

    @Test func aRangeBeyondTheBytesIsLeftOut() {
        var bytes: [UInt8] = [1, 2, 3]
        MaskingKey(0xFFFF_FFFF).apply(to: &bytes, 1..<9, offset: 0)
        #expect(bytes == [1, 0xFD, 0xFC])
    }
}
