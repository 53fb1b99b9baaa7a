import NIOHTTP1

extension APIClient {
    /// A page or script of the application's web side, as a browser gets it; no token goes along unless the
    /// client has one.
    public func page(_ path: String) async throws(APIError) -> [UInt8] {
        try await send(
            .GET, path, headers: [("Accept", "text/html, text/javascript, */*")], carriesSocketID: false,
            advice: "check the address")
    }
}
