import Testing

@testable import WebSocketCore

@Suite struct FrameTests {
    private func parse(_ bytes: [UInt8]) throws -> (FrameHeader, count: Int)? {
        try FrameHeader.parse(bytes.span, from: 0)
    }

    /// Section 5.7.
    @Test func theExamplesOfTheStandard() throws {
        var output: [UInt8] = []
        FrameHeader.append(.text, payload: Array("Hello".utf8)[...], maskingKey: nil, to: &output)
        #expect(output == hex("81 05 48 65 6c 6c 6f"))
        output = []
        let key = MaskingKey(0x37, 0xFA, 0x21, 0x3D)
        FrameHeader.append(.text, payload: Array("Hello".utf8)[...], maskingKey: key, to: &output)
        #expect(output == hex("81 85 37 fa 21 3d 7f 9f 4d 51 58"))
        let (header, count) = try #require(try parse(output))
        #expect(header.maskingKey == key)
        #expect(header.payloadLength == 5)
        #expect(count == 6)
    }

    /// Protocol notes 14.
    @Test func theVectorOfTheProtocolNotes() {
        var output: [UInt8] = []
        FrameHeader.append(
            .text, payload: Array(#"{"event":"pusher:ping","data":{}}"#.utf8)[...],
            maskingKey: MaskingKey(0x1B, 0xAD, 0xF0, 0x0D), to: &output)
        #expect(
            output
                == hex(
                    "81a11badf00d608f957b7ec3842f218f807868c5957f21dd99637c8fdc2f7fcc846c39978b7066"))
    }

    /// Section 5.2: "the minimal number of bytes MUST be used to encode the length".
    @Test(arguments: [0, 1, 125, 126, 127, 65_535, 65_536, 100_000])
    func lengthsAreInTheirShortestForm(length: Int) throws {
        var output: [UInt8] = []
        let payload = Array(repeating: UInt8(7), count: length)
        FrameHeader.append(.binary, payload: payload[...], maskingKey: nil, to: &output)
        #expect(output == frame(2, payload))
        let (header, count) = try #require(try parse(output))
        #expect(header.payloadLength == length)
        #expect(count == output.count - length)
    }

    @Test(arguments: ["82 7E 00 7D", "82 7F 00 00 00 00 00 00 FF FF", "82 7F 80 00 00 00 00 00 00 00"])
    func longerFormsAndTheTopBitAreRefused(bytes: String) {
        #expect(throws: WebSocketError.malformedLength) { try parse(hex(bytes)) }
    }

    /// Section 5.2: "MUST be 0 unless an extension is negotiated".
    @Test(arguments: [UInt8(1), 2, 4, 7])
    func reservedBitsAreRefusedAtTheFirstByte(bits: UInt8) {
        #expect(throws: WebSocketError.reservedBits) { try parse([0x81 | bits << 4]) }
    }

    @Test(arguments: [UInt8(3), 4, 5, 6, 7, 11, 12, 13, 14, 15])
    func reservedOpcodesAreRefusedAtTheFirstByte(opcode: UInt8) {
        #expect(throws: WebSocketError.reservedOpcode(opcode)) { try parse([0x80 | opcode]) }
    }

    /// Section 5.5.
    @Test(arguments: [UInt8(8), 9, 10])
    func controlFramesAreWholeAndShort(opcode: UInt8) throws {
        #expect(throws: WebSocketError.malformedControlFrame) { try parse([opcode]) }
        #expect(throws: WebSocketError.malformedControlFrame) { try parse([0x80 | opcode, 126]) }
        #expect(try parse([0x80 | opcode, 125])?.0.payloadLength == 125)
    }

    @Test func aHeaderThatIsCutOffIsWaitedFor() throws {
        let whole = frame(2, Array(repeating: 1, count: 70_000), mask: [1, 2, 3, 4])
        for count in 0..<14 { #expect(try parse(Array(whole[..<count])) == nil) }
        #expect(try parse(Array(whole[..<14]))?.count == FrameHeader.maximumCount)
    }
}
