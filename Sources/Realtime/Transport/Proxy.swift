/// A proxy that the connection goes through.
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
            credentials = Self.withoutPercents(rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        guard let (host, port) = Self.split(rest) else { return nil }
        switch scheme {
        case "http": self = .http(host: host, port: port ?? 80, credentials: credentials)
        case "socks5", "socks5h":
            guard credentials == nil else { return nil }
            self = .socks5(host: host, port: port ?? 1080)
        default: return nil
        }
    }

    /// Host and port; an IPv6 address stands in brackets (RFC 3986 section 3.2.2).
    private static func split(_ text: Substring) -> (String, Int?)? {
        var host = text
        var port: Substring?
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[text.index(after: text.startIndex)..<end]
            let after = text[text.index(after: end)...]
            guard after.isEmpty || after.first == ":" else { return nil }
            port = after.isEmpty ? nil : after.dropFirst()
        } else if let colon = text.lastIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard !host.isEmpty, !host.contains(where: { $0 == "/" || $0 == " " || $0 == "@" }) else {
            return nil
        }
        guard let port else { return (String(host), nil) }
        guard let number = Int(port), (1...65_535).contains(number) else { return nil }
        return (String(host), number)
    }

    private static func withoutPercents(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == UInt8(ascii: "%"), digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Which proxy the environment's variables name for a server, as curl and Go read them.
public struct ProxyVariables: Sendable {
    /// A variable that can't be used.
    public struct Unusable: Error, Equatable, CustomStringConvertible {
        /// The variable's name.
        public var name: String

        /// What is wrong and what to do. The value may hold a password and is not shown.
        public var reason: String {
            "it does not name a proxy; set it to http://[user:password@]host:port or socks5://host:port, or "
                + "unset it"
        }

        /// The variable and the reason.
        public var description: String { "\(name) can't be used: \(reason)" }
    }

    private let variables: [String: String]

    /// - Parameter environment: the process's variables; the names count in capitals and in small letters.
    public init(environment: [String: String]) {
        variables = environment.filter { !$0.value.isEmpty }
    }

    /// The proxy for a server: `HTTPS_PROXY` for TLS, else `ALL_PROXY`; none for what `NO_PROXY` lists, nor
    /// for this machine.
    public func proxy(host: String, port: Int, isSecure: Bool) throws(Unusable) -> Proxy? {
        if isLoopback(host) || isExempt(host, port) { return nil }
        for name in isSecure ? ["HTTPS_PROXY", "ALL_PROXY"] : ["ALL_PROXY"] {
            guard let value = value(name) else { continue }
            guard let proxy = Proxy(value) else { throw Unusable(name: name) }
            return proxy
        }
        return nil
    }

    private func value(_ name: String) -> String? { variables[name.lowercased()] ?? variables[name] }

    private func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        return host == "localhost" || host.hasSuffix(".localhost") || host == "::1"
            || (Self.octets(Substring(host)) != nil && host.hasPrefix("127."))
    }

    /// `NO_PROXY`: `*`, names that stand for themselves and what is below them, addresses, networks; each may
    /// have a port.
    private func isExempt(_ host: String, _ port: Int) -> Bool {
        let host = host.lowercased()
        return (value("NO_PROXY") ?? "").lowercased().split { $0 == "," || $0 == " " }.contains { entry in
            if entry == "*" { return true }
            if entry.contains("/") { return Self.isIn(host, network: entry) }
            var name = entry
            if entry.count(where: { $0 == ":" }) == 1, let colon = entry.firstIndex(of: ":") {
                guard Int(entry[entry.index(after: colon)...]) == port else { return false }
                name = entry[..<colon]
            }
            if name.hasPrefix("*") { name = name.dropFirst() }
            if name.hasPrefix(".") { name = name.dropFirst() }
            return !name.isEmpty && (host == name || host.hasSuffix("." + name))
        }
    }

    private static func isIn(_ host: String, network: Substring) -> Bool {
        let parts = network.split(separator: "/")
        guard parts.count == 2, let bits = UInt32(parts[1]), bits <= 32, let base = octets(parts[0]),
            let address = octets(Substring(host))
        else { return false }
        return bits == 0 || (base ^ address) >> (32 - bits) == 0
    }

    private static func octets(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: UInt32 = 0
        for part in parts {
            guard let octet = UInt8(part) else { return nil }
            address = address << 8 | UInt32(octet)
        }
        return address
    }
}
