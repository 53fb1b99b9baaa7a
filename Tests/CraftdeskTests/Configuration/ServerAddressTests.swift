import Testing

@testable import craftdesk

@Suite struct ServerAddressTests {
    @Test(arguments: [
        ("wss://ws.acme.example", "ws.acme.example", 443, "", true),
        ("ws://127.0.0.1:8080/ws/", "127.0.0.1", 8080, "/ws", false),
        ("WSS://[::1]:6001", "::1", 6001, "", true),
    ])
    func anAddressIsTakenApart(text: String, host: String, port: Int, prefix: String, isSecure: Bool) {
        let address = ServerAddress(text, .webSocket)
        #expect(address?.host == host)
        #expect(address?.port == port)
        #expect(address?.prefix == prefix)
        #expect(address?.isSecure == isSecure)
    }

    @Test(arguments: [
        "acme.example", "http://acme.example", "ws://", "ws://a:0", "ws://a:65536", "ws://a:b", "ws://me@a",
        "ws://a?x", "ws://a#x", "ws://a b", "ws://[::1", "ws://[::1]x", "ws://é", "ws://a\u{7}",
    ])
    func whatIsNoAddressIsRefused(text: String) { #expect(ServerAddress(text, .webSocket) == nil) }

    @Test(arguments: ["https://a.example", "http://a.example:8000", "https://[::1]:8443/x"])
    func anAddressIsWrittenAsItWasRead(text: String) {
        #expect(ServerAddress(text, .web)?.text(scheme: "http") == text)
    }

    @Test(arguments: [
        ("ws://127.0.0.1", true), ("ws://localhost", true), ("ws://[::1]", true), ("ws://10.0.0.1", false),
        ("ws://127.example", false),
    ])
    func loopbackIsThisMachine(text: String, isLoopback: Bool) {
        #expect(ServerAddress(text, .webSocket)?.isLoopback == isLoopback)
    }
}
