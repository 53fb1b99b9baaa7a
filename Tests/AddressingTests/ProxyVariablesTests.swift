import Addressing
import Testing

@Suite struct ProxyVariablesTests {
    private func chosen(
        _ variables: [String: String], host: String = "ws.acme.example", port: Int = 443,
        isSecure: Bool = true
    ) throws -> Proxy? {
        try ProxyVariables(environment: variables).proxy(host: host, port: port, isSecure: isSecure)
    }

    @Test func theVariableOfTheSchemeWins() throws {
        let both = ["HTTPS_PROXY": "http://h:1", "ALL_PROXY": "socks5://s:2"]
        #expect(try chosen(both) == .http(host: "h", port: 1, credentials: nil))
        #expect(try chosen(both, isSecure: false) == .socks5(host: "s", port: 2))
        #expect(try chosen(["https_proxy": "h:1"]) == .http(host: "h", port: 1, credentials: nil))
        #expect(try chosen(["HTTPS_PROXY": "", "ALL_PROXY": "socks5://s"]) == .socks5(host: "s", port: 1080))
        #expect(try chosen([:]) == nil)
    }

    @Test(arguments: ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "::1"])
    func thisMachineIsReachedWithoutAProxy(host: String) throws {
        #expect(try chosen(["ALL_PROXY": "h:1"], host: host) == nil)
    }

    @Test(arguments: [
        ("*", true), ("acme.example", true), (".acme.example", true), ("*.acme.example", true),
        ("ACME.example", true), ("ws.acme.example:443", true), ("ws.acme.example:80", false),
        ("cme.example", false), ("other.example, acme.example", true), ("10.0.0.0/8", false),
    ])
    func noProxyListsNames(list: String, isExempt: Bool) throws {
        #expect(try chosen(["ALL_PROXY": "h:1", "NO_PROXY": list]).map { _ in false } ?? true == isExempt)
    }

    @Test(arguments: [
        ("10.0.0.0/8", true), ("10.1.2.3", true), ("10.1.2.4/31", false), ("10.1.2.2/31", true),
        ("0.0.0.0/0", true),
        ("10.0.0.0/33", false), ("x/8", false),
    ])
    func noProxyListsNetworks(list: String, isExempt: Bool) throws {
        let proxy = try chosen(["ALL_PROXY": "h:1", "no_proxy": list], host: "10.1.2.3")
        #expect((proxy == nil) == isExempt)
    }

    @Test func aVariableThatCannotBeUsedIsNamedWithoutItsValue() {
        let error = #expect(throws: ProxyVariables.Unusable.self) {
            try chosen(["HTTPS_PROXY": "https://u:secret@p"])
        }
        #expect(error?.name == "HTTPS_PROXY")
        #expect(error?.description.contains("secret") == false)
    }
}
