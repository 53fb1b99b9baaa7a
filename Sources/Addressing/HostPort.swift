/// A host and where its port is (RFC 3986 section 3.2): `host`, `host:port`, `[2001:db8::1]:port`.
public struct HostPort: Equatable, Sendable {
    /// A name or an address; an IPv6 address without its brackets.
    public var host: String
    /// From 1 to 65535; nil where the text names none.
    public var port: Int?

    /// nil where the text has another form: an empty host or port, an IPv6 address without brackets, a port that is
    /// no number in range, or a character that no host has.
    public init?(_ text: some StringProtocol) {
        let text = Substring(text)
        let host: Substring
        let rest: Substring
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return nil }
            host = text[text.index(after: text.startIndex)..<end]
            rest = text[text.index(after: end)...]
        } else {
            host = text.prefix { $0 != ":" }
            rest = text[host.endIndex...]
        }
        guard !host.isEmpty, !host.contains(where: { "/?#@[] ".contains($0) }) else { return nil }
        self.host = String(host)
        guard !rest.isEmpty else { return }
        let digits = rest.dropFirst()
        guard rest.first == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits), (1...65_535).contains(port)
        else { return nil }
        self.port = port
    }
}
