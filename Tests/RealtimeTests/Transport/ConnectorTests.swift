import Addressing
import Foundation
import PusherCore
import TestSupport
import Testing
import WebSocketCore

@testable import Realtime

/// Real sockets, real TLS, real proxies.
@Suite struct ConnectorTests {
    private func failure(_ work: () async throws -> String) async -> TransportFailure? {
        do {
            _ = try await work()
            return nil
        } catch let failure as TransportFailure { return failure } catch let error as WebSocketError {
            return TransportFailure(error, host: "h")
        } catch { return nil }
    }

    @Test func directly() async throws {
        let server = try await EchoServer.start()
        #expect(try await exchange(port: server.port) == "through")
        // A name with two families of addresses, of which only one answers.
        #expect(try await exchange(host: "localhost", port: server.port) == "through")
        await server.stop()
    }

    @Test func overAUnixSocket() async throws {
        let path = FileManager.default.temporaryDirectory.path + "/ws-\(UUID().uuidString.prefix(8)).sock"
        let server = try await EchoServer.start(unixPath: path)
        #expect(try await exchange(port: 1) { $0.unixSocketPath = path } == "through")
        await server.stop()
        try? FileManager.default.removeItem(atPath: path)
    }

    @Test func overTLSOnlyWithATrustedCertificate() async throws {
        let certificate = try await TestCertificate()
        defer { certificate.remove() }
        let server = try await EchoServer.start(tls: certificate.serverContext())
        let file = certificate.file
        #expect(
            try await exchange(secure: true, host: "localhost", port: server.port) { $0.caFile = file }
                == "through")
        #expect(try await exchange(secure: true, port: server.port) { $0.caFile = file } == "through")
        #expect(
            await failure { try await exchange(secure: true, host: "localhost", port: server.port) }
                == .certificate("the certificate of h is not trusted"))
        #expect(
            try await exchange(secure: true, host: "localhost", port: server.port) { $0.isInsecure = true }
                == "through")
        await server.stop()
    }

    @Test func overTLSNotWithACertificateOfAnotherName() async throws {
        let certificate = try await TestCertificate(names: "DNS:other.example")
        defer { certificate.remove() }
        let server = try await EchoServer.start(tls: certificate.serverContext())
        let file = certificate.file
        let refused = await failure {
            try await exchange(secure: true, host: "localhost", port: server.port) { $0.caFile = file }
        }
        #expect(refused == .certificate("the certificate that answers is not one of h"))
        await server.stop()
    }

    @Test func aMissingCAFileIsNamed() async throws {
        let refused = await failure {
            try await exchange(secure: true, port: 1) { $0.caFile = "/nowhere.pem" }
        }
        guard case .certificate(let reason)? = refused else {
            Issue.record("\(String(describing: refused))")
            return
        }
        #expect(reason.contains("/nowhere.pem"))
    }

    @Test func throughAnHTTPProxy() async throws {
        let certificate = try await TestCertificate(names: "DNS:ws.test")
        defer { certificate.remove() }
        let server = try await EchoServer.start(tls: certificate.serverContext())
        let proxy = try await TestProxy.start(.http(authorization: "Basic dTpw"))
        let (file, port) = (certificate.file, proxy.port)
        let text = try await exchange(secure: true, host: "ws.test", port: server.port) {
            $0.caFile = file
            $0.proxy = .http(host: "127.0.0.1", port: port, credentials: "u:p")
        }
        #expect(text == "through")
        #expect(proxy.targets == ["ws.test:\(server.port)"])
        let refused = await failure {
            try await exchange(host: "ws.test", port: server.port) {
                $0.proxy = .http(host: "127.0.0.1", port: port, credentials: nil)
            }
        }
        #expect(
            refused
                == .proxy(
                    "the proxy 127.0.0.1:\(port) wants other credentials (407); put user:password into HTTPS_PROXY"
                ))
        await proxy.stop()
        await server.stop()
    }

    @Test func throughASOCKSProxy() async throws {
        let server = try await EchoServer.start()
        let proxy = try await TestProxy.start(.socks5)
        let port = proxy.port
        for host in ["ws.test", "127.0.0.1"] {
            let text = try await exchange(host: host, port: server.port) {
                $0.proxy = .socks5(host: "127.0.0.1", port: port)
            }
            #expect(text == "through")
        }
        #expect(proxy.targets == ["ws.test:\(server.port)", "127.0.0.1:\(server.port)"])
        await server.stop()
        // The server is gone now.
        let refused = await failure {
            try await exchange(host: "ws.test", port: server.port) {
                $0.proxy = .socks5(host: "127.0.0.1", port: port)
            }
        }
        #expect(refused == .proxy("the proxy 127.0.0.1:\(port) was refused by the server"))
        await proxy.stop()
    }

    @Test(arguments: ["HTTP/1.1 502 Bad Gateway\r\n\r\n", "SSH-2.0-x\r\n\r\n", "HTTP/1.1 200 OK\n\n"])
    func aProxyThatFailsIsNamed(answer: String) async throws {
        let proxy = try await TestProxy.start(.broken(Array(answer.utf8)))
        let port = proxy.port
        for kind in [
            Proxy.http(host: "127.0.0.1", port: port, credentials: nil),
            .socks5(host: "127.0.0.1", port: port),
        ] {
            let refused = await failure { try await exchange(host: "ws.test", port: 1) { $0.proxy = kind } }
            guard case .proxy(let reason)? = refused else {
                Issue.record("\(String(describing: refused))")
                continue
            }
            #expect(reason.hasPrefix("the proxy 127.0.0.1:\(port) "))
        }
        await proxy.stop()
        let gone = await failure {
            try await exchange(host: "ws.test", port: 1) { $0.proxy = .socks5(host: "127.0.0.1", port: port) }
        }
        #expect(
            gone
                == .proxy(
                    "the proxy 127.0.0.1:\(port) can't be reached: connection refused"
                ))
    }
}
