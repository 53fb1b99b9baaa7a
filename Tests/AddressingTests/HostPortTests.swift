import Addressing
import Testing

@Suite struct HostPortTests {
    @Test(arguments: [
        ("acme.example", "acme.example", nil), ("acme.example:8080", "acme.example", 8080),
        ("127.0.0.1:1", "127.0.0.1", 1), ("[::1]", "::1", nil), ("[2001:db8::1]:65535", "2001:db8::1", 65535),
        ("h:080", "h", 80),
    ])
    func aHostAndPerhapsAPort(_ text: String, _ host: String, _ port: Int?) {
        #expect(HostPort(text)?.host == host)
        #expect(HostPort(text)?.port == port)
    }

    @Test(arguments: [
        "", ":80", "h:", "h:0", "h:65536", "h:x", "h:+80", "h:-1", "h:99999999999999999999", "::1", "a:b:80",
        "[]", "[]:80", "[::1", "[::1]80", "[::1]:", "u@h", "h/x", "h x", "[[::1]]", "h]:80",
    ])
    func anythingElseIsNone(_ text: String) { #expect(HostPort(text) == nil) }
}
