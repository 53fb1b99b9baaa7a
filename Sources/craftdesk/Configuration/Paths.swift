import FoundationEssentials

/// Where craftdesk keeps its files, by the XDG base directory specification.
struct Paths: Sendable {
    private let environment: [String: String]
    /// Each profile has a token and a state of its own.
    private let profile: String?

    init(environment: [String: String], profile: String? = nil) {
        self.environment = environment
        self.profile = profile
    }

    /// `config.toml`.
    var configurationFile: String { directory("XDG_CONFIG_HOME", ".config") + "/config.toml" }
    /// The token, where `craftdesk login` writes it and nothing names another file.
    var tokenFile: String {
        directory("XDG_CONFIG_HOME", ".config") + "/token" + (profile.map { "-\($0)" } ?? "")
    }
    /// Databases.
    var stateDirectory: String {
        directory("XDG_STATE_HOME", ".local/state") + (profile.map { "/profiles/\($0)" } ?? "")
    }
    /// Themes of the user's own, `NAME.toml` each.
    var themesDirectory: String { directory("XDG_CONFIG_HOME", ".config") + "/themes" }

    /// A path a person wrote: `~` is the home directory.
    func expand(_ path: String) -> String {
        path == "~" || path.hasPrefix("~/") ? home + path.dropFirst() : path
    }

    private var home: String { environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? "/" }

    /// The specification wants absolute paths and has others ignored.
    private func directory(_ variable: String, _ fallback: String) -> String {
        let base = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "\(home)/\(fallback)"
        return base + "/craftdesk"
    }
}
