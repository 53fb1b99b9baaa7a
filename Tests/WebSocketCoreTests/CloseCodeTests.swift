import Testing

@testable import WebSocketCore

@Suite struct CloseCodeTests {
    /// Sections 7.4.1 and 7.4.2; 1012 to 1014 are registered with IANA.
    @Test func onlyCodesForTheWireMayBeSent() {
        let allowed = Set((0...UInt16.max).filter { CloseCode(rawValue: $0).isAllowedOnWire })
        #expect(allowed == Set(Array(1000...1003) + Array(1007...1014) + Array(3000...4999)))
    }
}
