import Foundation
public import NIOSSL

/// A self-signed certificate of localhost, made by openssl for one test.
public struct TestCertificate {
    private let directory: URL

    /// The certificate, as PEM.
    public var file: String { directory.appendingPathComponent("cert.pem").path }

    /// A certificate for these names and addresses, in the form of openssl.
    public init(names: String = "DNS:localhost,IP:127.0.0.1") async throws {
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
    public func serverContext() throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(file).map { NIOSSLCertificateSource.certificate($0) }
        let key = try NIOSSLPrivateKey(file: directory.appendingPathComponent("key.pem").path, format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
    }

    /// Removes its files.
    public func remove() { try? FileManager.default.removeItem(at: directory) }
}
