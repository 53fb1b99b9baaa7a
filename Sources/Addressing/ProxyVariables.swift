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
