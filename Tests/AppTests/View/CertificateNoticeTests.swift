import Testing

@testable import App

/// A connection whose certificate nobody verifies says so as long as it is shown.
@Suite struct CertificateNoticeTests {
    private func bench(_ accepts: Bool, width: Int = 80) -> Bench {
        var preferences = Preferences()
        preferences.acceptsAnyCertificate = accepts
        return Bench(width: width, preferences: preferences)
    }

    @Test func theHeaderAndTheStatusLineSayIt() {
        let rows = bench(true).rows
        #expect(rows.first?.contains("live, not verified") == true)
        #expect(rows.contains { $0.contains("any certificate is accepted (server.insecure)") })
        #expect(bench(true, width: 40).rows.first?.contains("not verified") == true)
    }

    @Test func aVerifiedConnectionIsJustLive() {
        #expect(bench(false).rows.first?.contains("verified") == false)
        #expect(!bench(false).rows.contains { $0.contains("certificate") })
    }
}
