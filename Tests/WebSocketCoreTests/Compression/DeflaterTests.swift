import SeededRandom
import Testing

@testable import WebSocketCore

@Suite struct DeflaterTests {
    /// RFC 7692 sections 7.2.3.1 and 7.2.3.2.
    @Test func theExamplesOfTheStandard() throws {
        let deflater = try #require(Deflater(level: 6, windowBits: 15, keepsContext: true))
        #expect(deflater.deflate(Array("Hello".utf8)[...]) == hex("f248cdc9c90700"))
        #expect(deflater.deflate(Array("Hello".utf8)[...]) == hex("f200110000"))
    }

    @Test func withoutContextEachMessageStandsAlone() throws {
        let deflater = try #require(Deflater(level: 6, windowBits: 15, keepsContext: false))
        for _ in 0..<3 { #expect(deflater.deflate(Array("Hello".utf8)[...]) == hex("f248cdc9c90700")) }
    }

    /// Section 7.2.3.6.
    @Test func anEmptyMessageIsOneEmptyBlockEveryTime() throws {
        let deflater = try #require(Deflater(level: 6, windowBits: 15, keepsContext: true))
        for _ in 0..<3 { #expect(deflater.deflate([]) == [0]) }
    }

    /// Protocol notes 15.5: zlib makes no raw stream with a window of 256 bytes.
    @Test func aWindowThatZlibLacksGivesNoDeflater() {
        #expect(Deflater(level: 6, windowBits: 8, keepsContext: true) == nil)
        #expect(Deflater(level: 6, windowBits: 16, keepsContext: true) == nil)
        for bits in 9...15 { #expect(Deflater(level: 6, windowBits: bits, keepsContext: true) != nil) }
    }

    @Test(arguments: [9, 12, 15], [true, false])
    func whatIsDeflatedInflatesToItself(windowBits: Int, keepsContext: Bool) throws {
        var random = SplitMix64(seed: UInt64(windowBits))
        let deflater = try #require(Deflater(level: 1, windowBits: windowBits, keepsContext: keepsContext))
        let inflater = try #require(Inflater(keepsContext: keepsContext))
        for size in [0, 1, 5, 200, 16_384, 16_385, 70_000] {
            let message = (0..<size).map { _ in UInt8.random(in: 0...3, using: &random) }
            var output: [UInt8] = []
            try inflater.inflate(deflater.deflate(message[...])[...], into: &output, limit: 1 << 20)
            try inflater.finishMessage(into: &output, limit: 1 << 20)
            #expect(output == message)
        }
    }
}
