import Addressing
import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSOCKS

extension HTTPClient.Configuration.Proxy {
    /// The same proxy for AsyncHTTPClient.
    init(_ proxy: Proxy) {
        switch proxy {
        case .http(let host, let port, let credentials):
            // The scheme's own base64 is that of `user:password` (RFC 7617 section 2).
            let parts = credentials?.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let authorization = parts.map { parts in
                HTTPClient.Authorization.basic(
                    username: String(parts.first ?? ""), password: String(parts.dropFirst().first ?? ""))
            }
            self = .server(host: host, port: port, authorization: authorization)
        case .socks5(let host, let port): self = .socksServer(host: host, port: port)
        }
    }
}

/// Why there was no answer, in words that stand after the host's name.
enum Failures {
    static func reason(_ error: any Error, _ proxy: Proxy?) -> String {
        if let proxy, let failure = failure(error, of: proxy) { return proxy.sentence(failure) }
        let text = "\(error)"
        if text.contains("CERTIFICATE_VERIFY_FAILED") || text.contains("unableToValidateCertificate") {
            return "its certificate is not trusted; set server.ca_file"
        }
        if text.contains("handshakeFailed") || text.contains("SSL") {
            return "TLS failed; correct app.url if there is none on this port"
        }
        if text.contains("Connection refused") || text.contains("errno: 111") { return "connection refused" }
        if text.contains("Timeout") || text.contains("deadlineExceeded") { return "no answer in time" }
        if text.contains("NIOConnectionError") || text.contains("UnknownHost")
            || text.contains("Unknown host")
        {
            return "there is no such host"
        }
        return text
    }

    /// What the proxy did; nil where the failure is not its own.
    private static func failure(_ error: any Error, of proxy: Proxy) -> ProxyFailure? {
        switch error {
        case let error as HTTPClientError:
            switch error {
            case .proxyAuthenticationRequired: .wrongCredentials
            case .invalidProxyResponse: ProxyFailure(reason: "refuses the connection")
            case .httpProxyHandshakeTimeout, .socksHandshakeTimeout: .timedOut
            default: nil
            }
        case let error as SOCKSError.ConnectionFailed: .replied(error.reply.value)
        case is SOCKSError.NoValidAuthenticationMethod: .credentialsNotSupported
        // TCP goes to the proxy only.
        case let error as NIOConnectionError:
            ProxyFailure(
                reason: "can't be reached"
                    + (error.connectionErrors.isEmpty ? ": there is no such host" : ": \(reason(error, nil))")
            )
        default: nil
        }
    }
}
