import Foundation
import NIOPosix
import Sandbox
import Synchronization
import TestSupport
import Testing

@testable import craftdesk

/// The doctor on real certificates, made for the test, in front of a real server.
@Suite struct DoctorTLSTests {
    private struct Examination {
        var findings: [DoctorFinding]
        var status: craftdesk.ExitStatus

        var fault: (step: DoctorStep, diagnosis: Diagnosis)? {
            for finding in findings {
                if case .fault(let fault) = finding.result { return (finding.step, fault) }
            }
            return nil
        }
    }

    /// - Parameter chain: nil is a server that speaks no TLS.
    private func examine(
        _ chain: TestAuthority.Chain?, caFile: String?, isInsecure: Bool = false,
        patience: Duration = .seconds(30)
    ) async throws -> Examination {
        var configuration = SandboxConfiguration(scenario: try Scenario.named("quiet"))
        configuration.plays = false
        let group = MultiThreadedEventLoopGroup.singleton
        let server = try await SandboxServer.start(configuration, group: group)
        var front: TLSFront?
        if let chain { front = try await TLSFront.start(chain, before: server.port) }
        let directory = try TemporaryDirectory()
        var environment = surroundings(of: server, home: directory.path)
        environment["CRAFTDESK_SERVER_URL"] = "wss://localhost:\(front?.port ?? server.port)"
        environment["CRAFTDESK_SERVER_CA_FILE"] = caFile
        environment["CRAFTDESK_SERVER_INSECURE"] = isInsecure ? "true" : nil
        let findings = Mutex<[DoctorFinding]>([])
        let doctor = Doctor(
            loader: ConfigurationLoader(environment: environment, flags: [], profile: nil, configPath: nil),
            environment: environment, paths: Paths(environment: environment), group: group,
            patience: patience, report: { finding in findings.withLock { $0.append(finding) } })
        let status = await doctor.run()
        await front?.stop()
        await server.stop()
        return Examination(findings: findings.withLock { $0 }, status: status)
    }

    private func expect(
        _ examination: Examination, _ side: Side, _ texts: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        guard let (step, diagnosis) = examination.fault else {
            Issue.record("no fault: \(examination.findings)", sourceLocation: sourceLocation)
            return
        }
        let sentences = "\(diagnosis.what); \(diagnosis.advice)"
        #expect(step == .tls, "\(sentences)", sourceLocation: sourceLocation)
        #expect(diagnosis.side == side, "\(sentences)", sourceLocation: sourceLocation)
        for text in texts {
            #expect(sentences.contains(text), "\(sentences)", sourceLocation: sourceLocation)
        }
        #expect(examination.status == .unreachable, sourceLocation: sourceLocation)
    }

    @Test func aTrustedChainIsShownAndEverythingWorksBehindIt() async throws {
        let authority = try await TestAuthority()
        let chain = try await authority.sign("DNS:localhost", withAuthority: true)
        let examination = try await examine(chain, caFile: authority.file)
        if let (step, diagnosis) = examination.fault { Issue.record("\(step): \(diagnosis)") }
        #expect(examination.status == .done)
        let tls = examination.findings.first { $0.step == .tls }
        guard case .note(let text, let diagnosis?)? = tls?.result else {
            Issue.record("\(String(describing: tls))")
            return
        }
        #expect(text.hasPrefix("TLS 1.3, craftdesk test < Acme Test Authority, valid for"))
        // The certificates of a test are over in days, and the doctor says so.
        #expect(diagnosis.what.contains("is over in"))
    }

    @Test func aSelfSignedCertificateIsToBeNamed() async throws {
        let authority = try await TestAuthority()
        let (chain, file) = try await authority.selfSigned("DNS:localhost")
        expect(try await examine(chain, caFile: nil), .here, "nobody but itself", "server.ca_file")
        #expect(try await examine(chain, caFile: file).fault == nil)
        #expect(try await examine(chain, caFile: nil, isInsecure: true).fault == nil)
    }

    @Test func anExpiredCertificateIsToBeRenewed() async throws {
        let authority = try await TestAuthority()
        let chain = try await authority.sign("DNS:localhost", isOver: true)
        expect(
            try await examine(chain, caFile: authority.file), .proxy, "localhost expired on 20",
            "certbot renew")
    }

    @Test func aCertificateForOthersNamesThem() async throws {
        let authority = try await TestAuthority()
        let chain = try await authority.sign("DNS:ws.acme.example,DNS:acme.example")
        expect(
            try await examine(chain, caFile: authority.file), .here,
            "for ws.acme.example, acme.example, not for localhost", "server.url")
    }

    @Test func anUnknownAuthorityAndAMissingIssuerAreTold() async throws {
        let authority = try await TestAuthority()
        expect(
            try await examine(try await authority.sign("DNS:localhost"), caFile: nil), .proxy,
            "without that of its issuer, Acme Test Authority", "fullchain.pem")
        let whole = try await authority.sign("DNS:localhost", withAuthority: true)
        expect(
            try await examine(whole, caFile: nil), .here, "Acme Test Authority is not known", "server.ca_file"
        )
    }

    @Test func aPortWithoutTLSIsNamed() async throws {
        // A server that waits for the rest of a request has to be waited for.
        let examination = try await examine(nil, caFile: nil, patience: .seconds(2))
        expect(examination, .here, "didn't answer TLS", "use ws://")
    }

    @Test func aFileThatHoldsNoCertificateIsNamed() async throws {
        let authority = try await TestAuthority()
        let chain = try await authority.sign("DNS:localhost")
        let nothing = try authority.directory.write("nothing.pem", "no certificate\n")
        for file in [nothing, "/nowhere/ca.pem"] {
            let examination = try await examine(chain, caFile: file)
            let fault = try #require(examination.fault)
            #expect(fault.step == .tls)
            #expect(fault.diagnosis.what.contains(file), "\(fault)")
            #expect(fault.diagnosis.change.contains("server.ca_file"), "\(fault)")
            #expect(examination.status == .configuration)
        }
    }
}
