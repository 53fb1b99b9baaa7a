import Addressing

/// A web or WebSocket address taken apart: `scheme://host[:port][/prefix]`.
struct ServerAddress: Equatable, Sendable {
    var isSecure: Bool
    var host: String
    var port: Int
    /// Without a slash at its end; empty when there is none.
    var prefix: String

    /// Accepts `ws`/`wss` for `.webSocket`, `http`/`https` for `.web`; nil for everything that isn't an
    /// address of that kind (user names, queries and fragments included).
    init?(_ text: String, _ kind: Kind) {
        guard let colon = text.firstRange(of: "://") else { return nil }
        switch (text[..<colon.lowerBound].lowercased(), kind) {
        case ("ws", .webSocket), ("http", .web): isSecure = false
        case ("wss", .webSocket), ("https", .web): isSecure = true
        default: return nil
        }
        let rest = text[colon.upperBound...]
        guard !rest.contains(where: { "?#@ ".contains($0) }), rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        var prefix = rest[slash...]
        while prefix.hasSuffix("/") { prefix = prefix.dropLast() }
        self.prefix = String(prefix)

        guard let place = HostPort(rest[..<slash]) else { return nil }
        host = place.host
        port = place.port ?? (isSecure ? 443 : 80)
    }

    enum Kind: Sendable {
        case webSocket
        case web
    }

    /// This machine: the name, `::1` and 127.0.0.0/8, but no name that only begins like an address.
    var isLoopback: Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return host == "localhost" || host == "::1"
            || parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The same without a path.
    var withoutPrefix: ServerAddress {
        var address = self
        address.prefix = ""
        return address
    }

    /// The address in the form it was read from, default port left out.
    func text(scheme: String) -> String {
        let shown = host.contains(":") ? "[\(host)]" : host
        return "\(scheme)\(isSecure ? "s" : "")://\(shown)"
            + (port == (isSecure ? 443 : 80) ? "" : ":\(port)") + prefix
    }
}
