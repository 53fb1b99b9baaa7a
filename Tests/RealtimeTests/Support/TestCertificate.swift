import Foundation
import NIOSSL
import TestSupport

/// A self-signed certificate of localhost, made by openssl for one test.
struct TestCertificate {
    let directory: URL

    var file: String { directory.appendingPathComponent("cert.pem").path }

    init(names: String = "DNS:localhost,IP:127.0.0.1") async throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let child = try ChildProcess.start(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days", "2", "-subj", "/CN=craftdesk test", "-addext", "subjectAltName=\(names)",
                "-keyout", directory.appendingPathComponent("key.pem").path, "-out", file,
            ],
            environment: ["PATH": "/usr/bin:/bin"], output: directory.appendingPathComponent("log").path)
        guard await ChildProcess.waitElsewhere(child) == 0 else {
            throw CocoaError(.fileWriteUnknown)
        }
    }

    /// The server's side of TLS with this certificate.
    func serverContext() throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(file).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: directory.appendingPathComponent("key.pem").path, format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
    }

    func remove() { try? FileManager.default.removeItem(at: directory) }
}
