/// What somebody pastes when asked for an address: the application's, that of one of its pages, or its
/// WebSocket's as the browser's tools show it.
struct PastedAddress: Equatable, Sendable {
    /// The application; nil where the address is the WebSocket's.
    var app: ServerAddress?
    /// The WebSocket; nil where the address is the application's.
    var server: ServerAddress?
    /// The key in the WebSocket's path; empty where there is none.
    var key = ""
    /// The id behind `/w/` or `/workspaces/`; empty where there is none.
    var workspace = ""

    /// Throws one sentence for what is no address.
    init(_ text: String) throws(Failure) {
        let plain = String(text.prefix { $0 != "?" && $0 != "#" })
        let hasScheme = plain.contains("://")
        if let address = ServerAddress(plain, .webSocket) {
            (server, key) = Self.webSocket(address)
        } else if let address = ServerAddress(hasScheme ? plain : "https://\(plain)", .web) {
            var address = address
            // Whoever types no scheme means TLS, but for this machine, where there is none.
            if !hasScheme, address.isLoopback {
                address = ServerAddress("http://\(plain)", .web) ?? address
            }
            workspace = Self.workspace(address.prefix)
            app = address.withoutPrefix
        } else {
            throw Failure(
                .usage, "\"\(text)\" is no web address; type one as acme.example or https://acme.example.")
        }
    }

    /// `/prefix/app/KEY` taken apart (protocol notes 1.1).
    private static func webSocket(_ address: ServerAddress) -> (ServerAddress, String) {
        let segments = address.prefix.split(separator: "/")
        guard segments.count >= 2, segments[segments.count - 2] == "app" else { return (address, "") }
        var server = address
        server.prefix = segments.dropLast(2).map { "/\($0)" }.joined()
        return (server, String(segments[segments.count - 1]))
    }

    private static func workspace(_ path: String) -> String {
        let segments = path.split(separator: "/")
        guard let index = segments.firstIndex(where: { $0 == "w" || $0 == "workspaces" }),
            segments.indices.contains(index + 1)
        else { return "" }
        return String(segments[index + 1])
    }
}
