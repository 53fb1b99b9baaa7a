/// A proxy that connections go through.
public enum Proxy: Equatable, Sendable {
    /// HTTP CONNECT (RFC 9110 section 9.3.6). `credentials` are `user:password`, nil for none.
    case http(host: String, port: Int, credentials: String?)
    /// SOCKS 5 (RFC 1928) without authentication; the proxy resolves the server's name.
    case socks5(host: String, port: Int)

    /// Host and port, for messages: credentials are never shown.
    public var address: String {
        switch self {
        case .http(let host, let port, _), .socks5(let host, let port): "\(host):\(port)"
        }
    }

    /// A proxy from the text of a variable: `http://[user:password@]host[:port]`, `socks5://host[:port]`,
    /// `socks5h://`, or `host:port`, which is HTTP; nil where it has another form.
    public init?(_ text: String) {
        var rest = Substring(text)
        var scheme = "http"
        if let mark = rest.firstRange(of: "://") {
            scheme = rest[..<mark.lowerBound].lowercased()
            rest = rest[mark.upperBound...]
        }
        while rest.last == "/" { rest = rest.dropLast() }
        var credentials: String?
        if let at = rest.lastIndex(of: "@") {
            credentials = PercentEncoding.decode(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        guard let place = HostPort(rest) else { return nil }
        switch scheme {
        case "http": self = .http(host: place.host, port: place.port ?? 80, credentials: credentials)
        case "socks5", "socks5h":
            guard credentials == nil else { return nil }
            self = .socks5(host: place.host, port: place.port ?? 1080)
        default: return nil
        }
    }
}

/// Why a proxy made no connection: what it did, to stand after its name.
public struct ProxyFailure: Error, Equatable, Sendable {
    /// Such as "closed the connection".
    public var reason: String

    /// A failure for this reason.
    public init(reason: String) { self.reason = reason }

    /// Status 407.
    public static let wrongCredentials = ProxyFailure(
        reason: "wants other credentials (407); put user:password into HTTPS_PROXY")
    /// A SOCKS 5 proxy that lets nobody in without a name and a password.
    public static let credentialsNotSupported = ProxyFailure(
        reason: "wants credentials, which are not supported")
    /// Silence.
    public static let timedOut = ProxyFailure(reason: "made no connection in time")

    /// A refusal of an HTTP proxy.
    public static func answered(_ status: Int, _ reason: String) -> ProxyFailure {
        status == 407
            ? .wrongCredentials
            : ProxyFailure(reason: "answered with HTTP \(status)" + (reason.isEmpty ? "" : " \(reason)"))
    }

    /// A refusal of a SOCKS 5 proxy, by the number of its reply (RFC 1928 section 6).
    public static func replied(_ reply: UInt8) -> ProxyFailure {
        switch reply {
        case 2: ProxyFailure(reason: "does not allow connections to the server")
        case 3: ProxyFailure(reason: "can't reach the server's network")
        case 4: ProxyFailure(reason: "can't reach the server")
        case 5: ProxyFailure(reason: "was refused by the server")
        default: ProxyFailure(reason: "can't connect to the server")
        }
    }
}

extension Proxy {
    /// What a failure is called: the proxy by its address, and what it did; no credentials.
    public func sentence(_ failure: ProxyFailure) -> String { "the proxy \(address) \(failure.reason)" }
}
