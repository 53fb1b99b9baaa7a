@testable import craftdesk

extension DiagnosisContext {
    /// Of a workspace at acme.example, configured in `config.toml`.
    /// - Parameter more: keys besides those that must be there, with their values.
    static func acme(_ more: [(path: String, text: String)] = []) throws -> DiagnosisContext {
        var configuration = Configuration()
        let keys = [
            ("server.url", "wss://ws.acme.example"), ("server.key", "acme-key"),
            ("app.url", "https://acme.example"), ("workspace.id", "7"),
        ]
        for (path, text) in keys + more { configuration.set(path, .text(text), origin: .flag) }
        return DiagnosisContext(try ClientSettings(configuration), file: "config.toml")
    }
}
