import NIOSSL
import Testing

@testable import Realtime

@Suite struct CertificateSummaryTests {
    private func certificate(
        _ subject: String = "ws.acme.example", issuer: String = "Acme CA",
        names: [String] = ["ws.acme.example"],
        from: Int = 0, until: Int = 1000, isSelfSigned: Bool = false
    ) -> CertificateSummary {
        CertificateSummary(
            subject: subject, issuer: issuer, names: names, validFrom: from, validUntil: until,
            isSelfSigned: isSelfSigned)
    }

    @Test func theFirstReasonThatExplainsItIsTold() {
        func fault(_ chain: CertificateSummary...) -> CertificateFault {
            CertificateFault(chain, host: "ws.acme.example", now: 500)
        }
        #expect(fault(certificate(until: 499)) == .expired(at: 499))
        #expect(fault(certificate(), certificate("Acme CA", until: 3)) == .expired(at: 3))
        #expect(fault(certificate(from: 501)) == .notYetValid(from: 501))
        #expect(fault(certificate(names: ["other.example"])) == .wrongName(["other.example"]))
        #expect(fault(certificate(isSelfSigned: true)) == .selfSigned)
        #expect(fault(certificate()) == .unknownIssuer("Acme CA", chainLength: 1))
        #expect(CertificateFault([], host: "x", now: 0) == .none)
    }

    @Test(arguments: [
        ("ws.acme.example", true), ("WS.ACME.EXAMPLE", true), ("acme.example", false),
        ("a.ws.acme.example", false), ("x.wild.example", true), ("wild.example", false),
        ("a.b.wild.example", false),
    ])
    func aStarIsOneLabel(host: String, isFor: Bool) {
        #expect(certificate(names: ["ws.acme.example", "*.wild.example"]).isFor(host) == isFor)
    }

    @Test func namesAreReadOfARealCertificate() throws {
        let summary = CertificateSummary(try NIOSSLCertificate(bytes: Array(Self.pem.utf8), format: .pem))
        #expect(summary.subject == "ws.acme.example")
        #expect(summary.issuer == "Acme Test Authority")
        #expect(summary.names == ["ws.acme.example", "127.0.0.1"])
        #expect(!summary.isSelfSigned)
        #expect(summary.validUntil > summary.validFrom)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("2001:db8::1", true), ("2001:DB8:0:0::1", true), ("::1", false),
        ("10.0.0.1", false),
    ])
    func anAddressIsTheSameInEveryForm(host: String, isFor: Bool) {
        #expect(certificate(names: ["127.0.0.1", "2001:db8:0:0:0:0:0:1"]).isFor(host) == isFor)
    }

    static let pem = """
        -----BEGIN CERTIFICATE-----
        MIIBrzCCAVWgAwIBAgIUO4zWlVe+lq8MdGDuKD/1qq4PEeMwCgYIKoZIzj0EAwIw
        LTENMAsGA1UECgwEQWNtZTEcMBoGA1UEAwwTQWNtZSBUZXN0IEF1dGhvcml0eTAg
        Fw0yNjExMjQyMjM5MzVaGA8yMTI1MDYxODIyMzkzNVowGjEYMBYGA1UEAwwPd3Mu
        YWNtZS5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEobowG1gLXFoY
        Hoj0pOeVJlOCeIvFVPEDt/2SRSwsF6L3Ws+OJ51X5BdOD3+sSDkTwx4P8EKTjz1R
        9HwPSg7aBaNkMGIwIAYDVR0RBBkwF4IPd3MuYWNtZS5leGFtcGxlhwR/AAABMB0G
        A1UdDgQWBBR6UTqlc96QUGQlQec/J5nfNgFERTAfBgNVHSMEGDAWgBSgyGfpQU6Q
        WZNardsiJnl1X1CQ1zAKBggqhkjOPQQDAgNIADBFAiEA0G24dg4o785I4Iz03HB/
        +zrBPwDipqZnf/LjGDiRekICIBq5V/KK56eeEryZHLgxvFpNAPq+5RAp+klMg5UP
        FOSp
        -----END CERTIFICATE-----
        """
}
