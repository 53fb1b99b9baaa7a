import Testing

@testable import WebSocketCore

@Suite struct MessageAssemblerTests {
    /// All outputs of these reads, or the error.
    private func outputs(
        _ reads: [UInt8]..., configuration: ConnectionConfiguration = .init()
    ) throws -> [MessageAssembler.Output] {
        var scanner = FrameScanner(role: .client)
        var assembler = MessageAssembler(configuration: configuration)
        var outputs: [MessageAssembler.Output] = []
        for var bytes in reads {
            var pieces: [FramePiece] = []
            try scanner.scan(&bytes, into: &pieces)
            for piece in pieces {
                if let output = try assembler.take(piece, of: bytes) { outputs.append(output) }
            }
        }
        return outputs
    }

    private func message(_ string: String) -> MessageAssembler.Output {
        .message(Message(kind: .text, payload: Array(string.utf8)[...]))
    }

    @Test func fragmentsMakeOneMessageWithControlFramesBetween() throws {
        let outputs = try outputs(
            text("Hel", isFinal: false) + frame(9, [1, 2]) + frame(0, Array("l".utf8), isFinal: false),
            frame(10, []) + frame(0, Array("o".utf8)) + text("next"))
        #expect(outputs == [.ping([1, 2]), .pong([]), message("Hello"), message("next")])
    }

    @Test func aMessageInOneReadIsPartOfIt() throws {
        var scanner = FrameScanner(role: .client)
        var assembler = MessageAssembler(configuration: .init())
        var bytes = text("Hello")
        var pieces: [FramePiece] = []
        try scanner.scan(&bytes, into: &pieces)
        guard case .message(let message)? = try assembler.take(try #require(pieces.first), of: bytes) else {
            Issue.record("there is no message")
            return
        }
        #expect(message.payload.startIndex == 2)
        let isShared = bytes.withUnsafeBufferPointer { whole in
            message.payload.withUnsafeBufferPointer { $0.baseAddress == whole.baseAddress.map { $0 + 2 } }
        }
        #expect(isShared)
    }

    /// Section 5.4.
    @Test func fragmentsThatFitNoMessageAreRefused() {
        #expect(throws: WebSocketError.unexpectedFrame) { try outputs(frame(0, [1])) }
        #expect(throws: WebSocketError.unexpectedFrame) { try outputs(text("a", isFinal: false) + text("b")) }
    }

    @Test func aCharacterMayStraddleFragments() throws {
        let outputs = try outputs(frame(1, [0xE2, 0x82], isFinal: false) + frame(0, [0xAC]))
        #expect(outputs == [message("€")])
    }

    /// Section 8.1; the frame is never completed.
    @Test func aBadByteOfTextEndsItWithinTheFrame() {
        #expect(throws: WebSocketError.invalidUTF8) { try outputs([0x81, 0x7D, 0x41, 0xFF]) }
        #expect(throws: WebSocketError.invalidUTF8) {
            try outputs(frame(1, [0xE2], isFinal: false), [0x80, 0x7D, 0x28])
        }
        #expect(throws: WebSocketError.invalidUTF8) { try outputs(frame(1, [0xE2, 0x82])) }
    }

    /// Section 10.4; nothing of the payload has come yet.
    @Test func aLengthOverTheLimitIsRefusedByItsHeader() {
        var limits = ConnectionConfiguration()
        limits.maximumMessageSize = 1000
        limits.maximumFragments = 3
        #expect(throws: WebSocketError.messageTooLong(limit: 1000)) {
            try outputs([0x82, 0x7E, 0x03, 0xE9, 0], configuration: limits)
        }
        #expect(throws: WebSocketError.messageTooLong(limit: 1000)) {
            try outputs([0x82, 0x7F, 0x7F, 255, 255, 255, 255, 255, 255, 255, 0], configuration: limits)
        }
        let half = Array(repeating: UInt8(0), count: 600)
        #expect(throws: WebSocketError.messageTooLong(limit: 1000)) {
            try outputs(frame(2, half, isFinal: false), frame(0, half), configuration: limits)
        }
        #expect(throws: WebSocketError.tooManyFragments(limit: 3)) {
            try outputs(
                frame(2, [], isFinal: false) + frame(0, [], isFinal: false) + frame(0, [], isFinal: false)
                    + frame(0, [], isFinal: false), configuration: limits)
        }
    }

    /// Sections 5.5.1 and 7.4.
    @Test func closeFramesAreRead() throws {
        #expect(try outputs(frame(8)) == [.close(nil, reason: "")])
        #expect(try outputs(frame(8, [3, 232])) == [.close(.normalClosure, reason: "")])
        #expect(
            try outputs(frame(8, [0x0F, 0xA4] + Array("später".utf8)))
                == [.close(CloseCode(rawValue: 4004), reason: "später")])
        #expect(throws: WebSocketError.malformedClose) { try outputs(frame(8, [3])) }
        for code: UInt16 in [0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000] {
            #expect(throws: WebSocketError.malformedClose) {
                try outputs(frame(8, [UInt8(code >> 8), UInt8(code & 255)]))
            }
        }
        #expect(throws: WebSocketError.invalidUTF8) { try outputs(frame(8, [3, 232, 0xFF])) }
    }
}
