import Testing

@testable import WebSocketCore

@Suite struct InflaterTests {
    private func inflate(_ messages: [String], keepsContext: Bool = true, limit: Int = 1000) throws
        -> [String]
    {
        let inflater = try #require(Inflater(keepsContext: keepsContext))
        return try messages.map {
            var output: [UInt8] = []
            try inflater.inflate(hex($0)[...], into: &output, limit: limit)
            try inflater.finishMessage(into: &output, limit: limit)
            return String(decoding: output, as: UTF8.self)
        }
    }

    /// RFC 7692 section 7.2.3, and protocol notes 15.5.
    @Test func theExamplesOfTheStandard() throws {
        #expect(try inflate(["f248cdc9c90700", "f200110000"]) == ["Hello", "Hello"])
        #expect(try inflate(["000500faff48656c6c6f00"]) == ["Hello"])
        #expect(try inflate(["f348cdc9c9070000"]) == ["Hello"])
        #expect(try inflate(["f24805000000ffffcac9c90700"]) == ["Hello"])
        #expect(try inflate(["00"]) == [""])
    }

    /// Section 7.2.3.5: the window goes on after a block that says that it is the last.
    @Test func aFinalBlockDoesNotEndTheWindow() throws {
        #expect(try inflate(["f348cdc9c9070000", "f200110000"]) == ["Hello", "Hello"])
    }

    /// A peer may end as many blocks as it likes; each costs no more than its two bytes.
    @Test func finalBlocksWithoutNumberKeepTheWindow() throws {
        let empty = String(repeating: "0300", count: 20_000)
        #expect(
            try inflate(["f348cdc9c90700" + empty + "00", empty + "f200110000"]) == ["Hello", "Hello"])
    }

    @Test func withoutContextTheWindowIsEmpty() {
        #expect(throws: WebSocketError.invalidCompression) {
            try inflate(["f248cdc9c90700", "f200110000"], keepsContext: false)
        }
    }

    @Test(arguments: ["ff", "f248cd", "07", "000500faff4865", "000500000048656c6c6f00"])
    func whatDoesNotInflateIsRefused(bytes: String) {
        #expect(throws: WebSocketError.invalidCompression) { try inflate([bytes]) }
    }

    @Test func theLimitIsCheckedWhileInflating() throws {
        let deflater = try #require(Deflater(level: 9, windowBits: 15, keepsContext: true))
        let bomb = deflater.deflate(Array(repeating: UInt8(0), count: 32 << 20)[...])
        #expect(bomb.count < 40_000)
        let inflater = try #require(Inflater(keepsContext: true))
        var output: [UInt8] = []
        #expect(throws: WebSocketError.messageTooLong(limit: 100_000)) {
            try inflater.inflate(bomb[...], into: &output, limit: 100_000)
        }
        #expect(output.count <= 100_000)
    }

    @Test func piecesInflateLikeTheWhole() throws {
        let deflater = try #require(Deflater(level: 6, windowBits: 15, keepsContext: true))
        let inflater = try #require(Inflater(keepsContext: true))
        let text = Array(String(repeating: "every piece of it, ", count: 500).utf8)
        for _ in 0..<3 {
            var output: [UInt8] = []
            for byte in deflater.deflate(text[...]) {
                try inflater.inflate([byte], into: &output, limit: 1 << 20)
            }
            try inflater.finishMessage(into: &output, limit: 1 << 20)
            #expect(output == text)
        }
    }
}
