import Testing

@testable import WebSocketCore

@Suite struct WebSocketErrorTests {
    /// Section 7.4.1.
    @Test func thePeerIsToldByTheRightCode() {
        #expect(WebSocketError.reservedBits.closeCode == .protocolError)
        #expect(WebSocketError.wrongMasking.closeCode == .protocolError)
        #expect(WebSocketError.invalidUTF8.closeCode == .invalidFramePayloadData)
        #expect(WebSocketError.invalidCompression.closeCode == .invalidFramePayloadData)
        #expect(WebSocketError.messageTooLong(limit: 1).closeCode == .messageTooBig)
        #expect(WebSocketError.tooManyFragments(limit: 1).closeCode == .messageTooBig)
        #expect(WebSocketError.connectionLost.closeCode == nil)
    }

    @Test func aRefusalSaysStatusReasonAndBody() {
        let response = HandshakeResponse(status: 403, reason: "Forbidden", bodyLine: "Origin not allowed")
        #expect(
            WebSocketError.refused(response).description
                == "the WebSocket handshake was answered with HTTP 403 Forbidden: Origin not allowed")
    }
}
