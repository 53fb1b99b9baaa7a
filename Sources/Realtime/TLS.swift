import NIOCore
import NIOSSL
import PusherCore

/// TLS as the client wants it: verified, with the server's name, and with more roots where there are some.
enum TLS {
    /// - Throws: `.certificate`, with the file's name where its certificates are the reason.
    static func context(caFile: String?, isInsecure: Bool) throws(TransportFailure) -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        do {
            if let caFile {
                let roots = try NIOSSLCertificate.fromPEMFile(caFile)
                configuration.additionalTrustRoots = [.certificates(roots)]
            }
            if isInsecure { configuration.certificateVerification = .none }
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .certificate(
                caFile.map { "the certificates in \($0) can't be used (\(error))" } ?? "\(error)")
        }
    }

    /// An address has no name to verify or to send (RFC 6066 section 3).
    static func handler(_ context: NIOSSLContext, host: String) throws -> NIOSSLClientHandler {
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }
}
