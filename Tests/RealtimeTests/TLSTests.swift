import PusherCore
import Synchronization
import TestSupport
import Testing

@testable import Realtime

/// What a server sees of a client's TLS.
@Suite struct TLSTests {
    private final class Names: Sendable {
        let all = Mutex<[String?]>([])
        func callAsFunction(_ name: String?) { all.withLock { $0.append(name) } }
    }

    @Test func theServerIsToldItsNameButNoAddress() async throws {
        let certificate = try await TestCertificate(names: "DNS:localhost,IP:127.0.0.1")
        let names = Names()
        let server = try await EchoServer.start(tls: certificate.serverContext()) { names($0) }
        let file = certificate.file
        for host in ["localhost", "127.0.0.1"] {
            let text = try await exchange(secure: true, host: host, port: server.port) { $0.caFile = file }
            #expect(text == "through")
        }
        #expect(names.all.withLock { $0 } == ["localhost", nil])
        await server.stop()
        certificate.remove()
    }

    /// Without verification the name is sent all the same: a server may choose its certificate by it.
    @Test func anInsecureClientTellsTheNameToo() async throws {
        let certificate = try await TestCertificate(names: "DNS:other.example")
        let names = Names()
        let server = try await EchoServer.start(tls: certificate.serverContext()) { names($0) }
        let text = try await exchange(secure: true, host: "localhost", port: server.port) {
            $0.isInsecure = true
        }
        #expect(text == "through")
        #expect(names.all.withLock { $0 } == ["localhost"])
        await server.stop()
        certificate.remove()
    }

    @Test func securityIsWhatTheConfigurationSays() {
        var configuration = RealtimeConfiguration(
            host: "h", port: 1, session: .init(key: "k", isSecure: true))
        #expect(configuration.security == .verified)
        configuration.isInsecure = true
        #expect(configuration.security == .unverified)
        configuration.session.isSecure = false
        #expect(configuration.security == .plain)
    }
}
