import Addressing
import Testing

@Suite struct ProxyTests {
    @Test func theFormsOfAProxyAreRead() {
        #expect(Proxy("http://p:3128") == .http(host: "p", port: 3128, credentials: nil))
        #expect(Proxy("http://p/") == .http(host: "p", port: 80, credentials: nil))
        #expect(Proxy("p:8080") == .http(host: "p", port: 8080, credentials: nil))
        #expect(Proxy("HTTP://u:p%40ss@p:1") == .http(host: "p", port: 1, credentials: "u:p@ss"))
        #expect(Proxy("http://[::1]:3128") == .http(host: "::1", port: 3128, credentials: nil))
        #expect(Proxy("socks5://p") == .socks5(host: "p", port: 1080))
        #expect(Proxy("socks5h://p:9050") == .socks5(host: "p", port: 9050))
        #expect(Proxy("http://u:secret@p:1")?.address == "p:1")
    }

    @Test(arguments: [
        "", "https://p:1", "socks4://p", "http://", "http://p:0", "http://p:70000", "http://p:x",
        "http://[::1",
        "http://p/path", "socks5://u:p@h:1",
    ])
    func otherFormsAreNone(text: String) { #expect(Proxy(text) == nil) }
}
