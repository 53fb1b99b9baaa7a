import Testing

@testable import WebSocketCore

@Suite struct FrameScannerTests {
    @Test func aReadIsUnmaskedWhereItStands() throws {
        var scanner = FrameScanner(role: .server)
        var bytes = text("Hello", mask: [1, 2, 3, 4]) + text("you", mask: [5, 6, 7, 8])
        var pieces: [FramePiece] = []
        try scanner.scan(&bytes, into: &pieces)
        #expect(pieces.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["Hello", "you"])
        #expect(pieces.allSatisfy { $0.isFirst && $0.isLast })
    }

    @Test func aFrameInManyReadsComesInPieces() throws {
        var scanner = FrameScanner(role: .server)
        var payload: [UInt8] = []
        var edges: [Bool] = []
        for byte in text("Hello, you", mask: [9, 8, 7, 6]) {
            var bytes = [byte]
            var pieces: [FramePiece] = []
            try scanner.scan(&bytes, into: &pieces)
            for piece in pieces {
                payload += bytes[piece.range]
                edges += [piece.isFirst, piece.isLast]
            }
        }
        #expect(payload == Array("Hello, you".utf8))
        #expect(edges.first == true)
        #expect(edges.last == true)
        #expect(edges.filter { $0 }.count == 2)
    }

    @Test func whatStandsBeforeAnErrorIsGiven() {
        var scanner = FrameScanner(role: .client)
        var bytes = text("one") + [0x83]
        var pieces: [FramePiece] = []
        #expect(throws: WebSocketError.reservedOpcode(3)) { try scanner.scan(&bytes, into: &pieces) }
        #expect(pieces.count == 1)
    }

    /// Section 5.1.
    @Test func maskingMustFitTheRole() {
        for (role, mask) in [(Role.client, [UInt8](repeating: 1, count: 4)), (.server, nil)] {
            var scanner = FrameScanner(role: role)
            var bytes = text("x", mask: mask)
            var pieces: [FramePiece] = []
            #expect(throws: WebSocketError.wrongMasking) { try scanner.scan(&bytes, into: &pieces) }
        }
    }
}
