import Foundation
import NIOSSL
import TestSupport

/// A certificate authority of one test, made by openssl, and the certificates it signs.
struct TestAuthority {
    let directory: TemporaryDirectory

    /// What `server.ca_file` is to name.
    var file: String { "\(directory.path)/ca.pem" }

    init() async throws {
        directory = try TemporaryDirectory()
        try await openssl(
            ["req", "-x509", "-days", "3", "-subj", "/CN=Acme Test Authority", "-out", file]
                + Self.newKey + ["\(directory.path)/ca-key.pem"])
    }

    /// What a server shows.
    struct Chain {
        var certificates: [NIOSSLCertificate]
        var key: NIOSSLPrivateKey
    }

    /// A certificate for these names, over or valid for two days.
    func sign(_ names: String, isOver: Bool = false, withAuthority: Bool = false) async throws -> Chain {
        let name = "\(directory.path)/\(UUID().uuidString)"
        try await openssl(
            ["req", "-subj", "/CN=craftdesk test", "-out", "\(name).csr"] + Self.newKey + ["\(name).key"])
        try "subjectAltName=\(names)\n".write(toFile: "\(name).ext", atomically: true, encoding: .utf8)
        try await openssl([
            "x509", "-req", "-in", "\(name).csr", "-CA", file, "-CAkey", "\(directory.path)/ca-key.pem",
            "-CAcreateserial", "-days", isOver ? "-1" : "2", "-extfile", "\(name).ext", "-out",
            "\(name).pem",
        ])
        var certificates = try NIOSSLCertificate.fromPEMFile("\(name).pem")
        if withAuthority { certificates += try NIOSSLCertificate.fromPEMFile(file) }
        return Chain(
            certificates: certificates, key: try NIOSSLPrivateKey(file: "\(name).key", format: .pem))
    }

    /// A certificate nobody but itself signed; what `server.ca_file` is to name stands at the path.
    func selfSigned(_ names: String) async throws -> (chain: Chain, file: String) {
        let name = "\(directory.path)/\(UUID().uuidString)"
        try await openssl(
            [
                "req", "-x509", "-days", "2", "-subj", "/CN=craftdesk test", "-addext",
                "subjectAltName=\(names)", "-out", "\(name).pem",
            ] + Self.newKey + ["\(name).key"])
        let chain = Chain(
            certificates: try NIOSSLCertificate.fromPEMFile("\(name).pem"),
            key: try NIOSSLPrivateKey(file: "\(name).key", format: .pem))
        return (chain, "\(name).pem")
    }

    private static let newKey = [
        "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
    ]

    private func openssl(_ arguments: [String]) async throws {
        let log = "\(directory.path)/log"
        let child = try ChildProcess.start(
            ["openssl"] + arguments, environment: ["PATH": "/usr/bin:/bin"], output: log)
        guard await ChildProcess.waitElsewhere(child) == 0 else {
            throw Failed(description: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "openssl failed")
        }
    }

    struct Failed: Error, CustomStringConvertible { var description: String }
}

extension TLSFront {
    static func start(_ chain: TestAuthority.Chain, before server: Int) async throws -> TLSFront {
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: chain.certificates.map { .certificate($0) },
                privateKey: .privateKey(chain.key)))
        return try await start(context, before: server)
    }
}
