import API
import Addressing
import TestSupport
import Testing

/// Requests through real proxies, and what is said where they fail.
@Suite struct FailuresTests {
    private let user = answering { _ in .json(#"{"id":42,"name":"Zoe","email":"z@acme.example"}"#) }

    private func reason(_ configuration: APIConfiguration) async throws -> String? {
        let client = try APIClient(configuration: configuration, token: "17|secret")
        var reason: String?
        do throws(APIError) { _ = try await client.user() } catch {
            if case .unreachable(_, let text) = error { reason = text } else { reason = error.message }
        }
        await client.shutdown()
        return reason
    }

    /// `Basic dTpw` is `u:p`.
    private static let credentials = "Basic dTpw"

    @Test func throughAnHTTPProxyInATunnel() async throws {
        let certificate = try await TestCertificate(names: "DNS:app.test")
        let server = try await StubServer(user.answer)
        let front = try await TLSFront.start(certificate.serverContext(), before: server.port)
        let proxy = try await TestProxy.start(.http(authorization: Self.credentials))
        var configuration = APIConfiguration(baseURL: "https://app.test:\(front.port)", host: "app.test")
        configuration.caFile = certificate.file
        configuration.proxy = .http(host: "127.0.0.1", port: proxy.port, credentials: "u:p")
        #expect(try await reason(configuration) == nil)
        #expect(proxy.targets == ["app.test:\(front.port)"])
        // The proxy gets the token neither in clear nor at all.
        #expect(server.requests.first?.headers["proxy-authorization"] == nil)
        configuration.proxy = .http(host: "127.0.0.1", port: proxy.port, credentials: nil)
        #expect(
            try await reason(configuration)
                == "the proxy 127.0.0.1:\(proxy.port) wants other credentials (407); put user:password into HTTPS_PROXY"
        )
        await front.stop()
        configuration.proxy = .http(host: "127.0.0.1", port: proxy.port, credentials: "u:p")
        #expect(try await reason(configuration) == "the proxy 127.0.0.1:\(proxy.port) refuses the connection")
        await proxy.stop()
        #expect(
            try await reason(configuration)
                == "the proxy 127.0.0.1:\(proxy.port) can't be reached: connection refused")
        await server.stop()
        certificate.remove()
    }

    @Test func throughAnHTTPProxyInClear() async throws {
        let server = try await StubServer(user.answer)
        let proxy = try await TestProxy.start(.http(authorization: Self.credentials))
        var configuration = APIConfiguration(baseURL: "http://app.test:\(server.port)", host: "app.test")
        configuration.proxy = .http(host: "127.0.0.1", port: proxy.port, credentials: "u:p")
        #expect(try await reason(configuration) == nil)
        #expect(proxy.targets == ["app.test:\(server.port)"])
        configuration.proxy = .http(host: "127.0.0.1", port: proxy.port, credentials: nil)
        #expect(try await reason(configuration)?.contains("wants other credentials (407)") == true)
        await proxy.stop()
        await server.stop()
    }

    @Test func throughASOCKSProxy() async throws {
        let server = try await StubServer(user.answer)
        let proxy = try await TestProxy.start(.socks5)
        var configuration = APIConfiguration(baseURL: "http://app.test:\(server.port)", host: "app.test")
        configuration.proxy = .socks5(host: "127.0.0.1", port: proxy.port)
        #expect(try await reason(configuration) == nil)
        #expect(proxy.targets == ["app.test:\(server.port)"])
        await server.stop()
        #expect(
            try await reason(configuration) == "the proxy 127.0.0.1:\(proxy.port) was refused by the server")
        await proxy.stop()
    }

    @Test func aCertificateThatIsNotTrusted() async throws {
        let certificate = try await TestCertificate()
        let server = try await StubServer(user.answer)
        let front = try await TLSFront.start(certificate.serverContext(), before: server.port)
        var configuration = APIConfiguration(
            baseURL: "https://localhost:\(front.port)", host: "localhost")
        #expect(
            try await reason(configuration) == "its certificate is not trusted; set server.ca_file")
        configuration.isInsecure = true
        #expect(try await reason(configuration) == nil)
        configuration.isInsecure = false
        configuration.caFile = certificate.file
        #expect(try await reason(configuration) == nil)
        await front.stop()
        await server.stop()
        certificate.remove()
    }

    /// https:// where the port speaks something else, or hangs up.
    @Test(arguments: [
        TestProxy.Kind.broken(Array("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".utf8)), .rude,
    ])
    func aPortWithoutTLS(_ kind: TestProxy.Kind) async throws {
        let port = try await TestProxy.start(kind)
        let configuration = APIConfiguration(baseURL: "https://127.0.0.1:\(port.port)", host: "127.0.0.1")
        #expect(
            try await reason(configuration)
                == "TLS failed; correct app.url if there is none on this port")
        await port.stop()
    }
}
