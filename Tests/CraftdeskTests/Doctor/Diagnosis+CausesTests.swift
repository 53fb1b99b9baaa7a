import PusherCore
import Realtime
import Testing

@testable import craftdesk

/// What the doctor says of each way in which a connection fails. With real servers it is in `DoctorTests`.
@Suite struct DiagnosisCausesTests {
    private let context: DiagnosisContext

    init() throws { context = try .acme() }

    private func diagnosis(_ failure: ProbeFailure, at stage: ProbeStage) -> Diagnosis {
        Diagnosis(failure, at: stage, context, now: 1_790_000_000)
    }

    private static let failures: [TransportFailure] =
        [
            .unreachable("ws.acme.example:443 can't be reached (connection refused)"),
            .unreachable("ws.acme.example:443 can't be reached (no answer in time)"), .certificate("x"),
            .tls("x"),
            .notWebSocket("x"), .proxy("the proxy p:1 wants other credentials (407)"), .timedOut,
        ]
        + [301, 401, 403, 404, 407, 426, 429, 500, 502, 503, 504].map {
            TransportFailure.httpStatus($0, reason: "Reason", retryAfter: nil)
        }

    /// At every step it can happen at: one sentence of what, one of what to do, and a status that is a fault's.
    @Test(arguments: failures) func eachFailureSaysWhatToChange(_ failure: TransportFailure) {
        for stage in ProbeStage.allCases {
            let diagnosis = diagnosis(.transport(failure), at: stage)
            #expect(!diagnosis.what.isEmpty && !diagnosis.what.hasSuffix("."), "\(diagnosis)")
            #expect(!diagnosis.change.isEmpty && !diagnosis.change.hasSuffix("."), "\(diagnosis)")
            #expect(diagnosis.status != .done)
            if case .httpStatus(let status, _, _) = failure {
                #expect(diagnosis.what.contains(String(status)), "\(diagnosis)")
            }
        }
    }

    @Test func aClosedPortAndASilentOneAreToldApart() {
        let closed = diagnosis(.transport(Self.failures[0]), at: .tcp)
        let silent = diagnosis(.transport(Self.failures[1]), at: .tcp)
        #expect(closed.change.contains("reverb:start") && closed.change.contains("443"))
        #expect(silent.change.contains("firewall"))
    }

    @Test func anEndBeforeTheGreetingIsTheServers() {
        let diagnosis = diagnosis(.ended(code: 1006), at: .greeting)
        #expect(diagnosis.what.contains("1006") && diagnosis.side == .reverb)
        #expect(diagnosis.status == .notWebSocket)
    }

    @Test func aWrongKeyIsNamed() {
        let error = SessionError(
            code: 4001, message: "the server knows no application with the key \"acme-key\"", isFatal: true)
        let diagnosis = diagnosis(.refused(error), at: .greeting)
        #expect(diagnosis.what.contains("acme-key") && diagnosis.change.contains("server.key"))
        #expect(diagnosis.side == .here && diagnosis.file == "config.toml")
    }

    /// A server that stopped answering and one that hung up are not the same.
    @Test func silenceAndAnEndAreToldApart() {
        let silence = SessionError(message: "the server stopped answering")
        #expect(Diagnosis.endedBeforePong(silence) == .noPong())
        var lost = SessionError(message: "the connection was lost")
        lost.origin = .network
        for error in [nil, lost] {
            #expect(Diagnosis.endedBeforePong(error) == Diagnosis.ended(nil))
        }
        #expect(Diagnosis.ended(nil).what == "the server ended the connection after the subscription")
        let limited = SessionError(code: 4301, message: "the server limits the messages of a connection")
        #expect(Diagnosis.endedBeforePong(limited).what.hasSuffix("of a connection (4301)"))
    }

    /// Each fault of a certificate has a sentence of its own.
    @Test func certificatesAreToldByTheirFault() {
        func certificate(
            names: [String] = ["ws.acme.example"], from: Int = 0, until: Int = 2_000_000_000,
            isSelfSigned: Bool = false
        ) -> CertificateSummary {
            CertificateSummary(
                subject: "ws.acme.example", issuer: "Acme CA", names: names, validFrom: from,
                validUntil: until, isSelfSigned: isSelfSigned)
        }
        let chains = [
            [certificate(until: 1_700_000_000)], [certificate(from: 1_900_000_000)],
            [certificate(names: ["other.example"])], [certificate(isSelfSigned: true)], [certificate()], [],
        ]
        let said = chains.map { diagnosis(.untrusted($0), at: .tls) }
        #expect(Set(said.map(\.what)).count == chains.count)
        #expect(said[2].what.contains("other.example"))
        #expect(said[4].what.contains("Acme CA") || said[4].change.contains("Acme CA"))
    }
}
