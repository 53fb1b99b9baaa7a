import Foundation
import JSON
import Sandbox
import TestSupport
import Testing

@testable import craftdesk

/// The built program behind real proxies and real TLS: one decision for everything that connects.
@Suite struct ProxiesAndCertificatesTests {
    /// A sandbox behind TLS.
    private struct Place {
        var sandbox: SandboxTool
        var front: TLSFront
        var certificate: TestCertificate

        init(host: String, names: String) async throws {
            sandbox = try await SandboxTool()
            certificate = try await TestCertificate(names: names)
            let port = sandbox.server.url.split(separator: ":").last.flatMap { Int($0) } ?? 0
            front = try await TLSFront.start(certificate.serverContext(), before: port)
            sandbox.tool.environment["CRAFTDESK_SERVER_URL"] = "wss://\(host):\(front.port)"
            sandbox.tool.environment["CRAFTDESK_APP_URL"] = "https://\(host):\(front.port)"
        }

        func end() async {
            await front.stop()
            await sandbox.end()
            certificate.remove()
        }
    }

    @Test(arguments: ["HTTPS_PROXY", "ALL_PROXY"])
    func connectionRequestsAndDoctorTakeTheSameProxy(variable: String) async throws {
        let place = try await Place(host: "sandbox.test", names: "DNS:sandbox.test")
        let isTunnel = variable == "HTTPS_PROXY"
        let proxy = try await TestProxy.start(isTunnel ? .http(authorization: "Basic dTpw") : .socks5)
        var tool = place.sandbox.tool
        tool.environment["CRAFTDESK_SERVER_CA_FILE"] = place.certificate.file
        tool.environment[variable] =
            isTunnel ? "http://u:p@127.0.0.1:\(proxy.port)" : "socks5://127.0.0.1:\(proxy.port)"
        let tail = try await tool.run("tail", "--json", "--count", "1")
        #expect(tail.status == 0, "\(tail.output)\(tail.errors)")
        #expect(tail.output.contains(#""security":"verified""#))
        // The connection, and at least one request to the application, each by the server's name.
        let target = "sandbox.test:\(place.front.port)"
        #expect(proxy.targets.count >= 2)
        #expect(Set(proxy.targets) == [target])
        let whoami = try await tool.run("whoami")
        #expect(whoami.status == 0, "\(whoami.errors)")
        let before = proxy.targets.count
        let doctor = try await tool.run("doctor")
        #expect(doctor.status == 0, "\(doctor.output)\(doctor.errors)")
        #expect(doctor.output.contains("by the proxy 127.0.0.1:\(proxy.port)"))
        #expect(!doctor.output.contains("u:p"))
        #expect(proxy.targets.count > before + 2)
        #expect(Set(proxy.targets) == [target])
        await proxy.stop()
        let gone = try await tool.run("tail", "--count", "1")
        #expect(gone.status == 69)
        #expect(gone.errors.contains("the proxy 127.0.0.1:\(proxy.port) can't be reached"))
        await place.end()
    }

    @Test func aVariableThatIsNoProxyIsAnErrorOfTheConfiguration() async throws {
        let sandbox = try await SandboxTool()
        let outcome = try await sandbox.tool.run(
            "tail",
            environment: [
                "CRAFTDESK_SERVER_URL": "wss://acme.example", "HTTPS_PROXY": "https://u:secret@p",
            ])
        #expect(outcome.status == 78)
        #expect(outcome.errors.contains("HTTPS_PROXY can't be used"))
        #expect(!outcome.errors.contains("secret"))
        await sandbox.end()
    }

    @Test func acceptingAnyCertificateIsSaid() async throws {
        let place = try await Place(host: "127.0.0.1", names: "DNS:other.example")
        let tool = place.sandbox.tool
        let refused = try await tool.run("tail", "--count", "1")
        #expect(refused.status == 69)
        #expect(
            refused.errors.contains(
                "the certificate of 127.0.0.1 is not trusted; set server.ca_file to the certificate of your own authority."
            ), "\(refused.errors)")
        let insecure = ["CRAFTDESK_SERVER_INSECURE": "true"]
        let text = try await tool.run("tail", "--count", "1", environment: insecure)
        #expect(text.status == 0, "\(text.errors)")
        #expect(text.errors.contains("connected, certificate NOT VERIFIED (server.insecure)"))
        let json = try await tool.run("tail", "--json", "--count", "1", "--insecure")
        #expect(json.output.contains(#""security":"unverified""#))
        let doctor = try await tool.run("doctor", environment: insecure)
        #expect(doctor.output.contains("NOT VERIFIED"))
        await place.end()
    }
}
