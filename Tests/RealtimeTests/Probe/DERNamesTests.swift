import NIOSSL
import Testing

@testable import Realtime

@Suite struct DERNamesTests {
    /// Whatever a server shows, reading it ends.
    @Test func bytesThatAreNoCertificateHaveNoNames() throws {
        let whole = try NIOSSLCertificate(bytes: Array(CertificateSummaryTests.pem.utf8), format: .pem)
            .toDERBytes()
        for length in 0..<whole.count { _ = DERNames.issuerAndSubject(Array(whole.prefix(length))) }
        for index in whole.indices {
            for value: UInt8 in [0x00, 0x7F, 0x80, 0x84, 0xFF] {
                var bytes = whole
                bytes[index] = value
                _ = DERNames.issuerAndSubject(bytes)
            }
        }
        #expect(DERNames.issuerAndSubject([]).issuer.name == "")
        #expect(DERNames.issuerAndSubject([0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]).subject.name == "")
    }
}
