import Addressing

/// The request target of the WebSocket (protocol notes 1.1): `{prefix}/app/{key}?protocol=7&…`.
///
/// - Parameters:
///   - prefix: `REVERB_SERVER_PATH`, such as `/ws`, with or without slashes at its ends; empty for none.
///   - key: the application's key; one path segment, percent-encoded where it needs be.
///   - client: platform and library, such as `linux-craftdesk`.
///   - version: the client's semantic version.
public func path(prefix: String, key: String, client: String, version: String) -> String {
    let segments = prefix.split(separator: "/").map { "/" + PercentEncoding.encode($0) }.joined()
    let query =
        "protocol=7&client=\(PercentEncoding.encode(client))&version=\(PercentEncoding.encode(version))&flash=false"
    return "\(segments)/app/\(PercentEncoding.encode(key))?\(query)"
}

/// The id a server gives a connection (protocol notes 1.3).
public enum SocketID {
    /// Whether it is digits, a dot and digits: only such an id may go into `X-Socket-ID`, because the PHP
    /// SDK throws on anything else and the broadcast fails (protocol notes 7.5).
    public static func isWellFormed(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            }
    }
}
