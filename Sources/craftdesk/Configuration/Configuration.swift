import Addressing
import Feed

/// Where a value came from; the first of these that sets a key wins.
enum Origin: Equatable, Sendable, CustomStringConvertible {
    case flag
    case environment(String)
    case file(String, line: Int)
    case fallback

    var description: String {
        switch self {
        case .flag: "--set"
        case .environment(let name): name
        case .file(let path, let line): "\(path):\(line)"
        case .fallback: "default"
        }
    }
}

/// The effective configuration: a value and an origin for each key of `Settings`.
struct Configuration: Sendable {
    struct Entry: Sendable {
        enum Source: Sendable {
            case value(SettingValue)
            case text(String)
        }
        var source: Source
        var origin: Origin
    }

    /// What was set, by path; a key that is not here has its default.
    private(set) var entries: [String: Entry] = [:]
    /// `[[project]]`.
    var projects: [Project] = []
    /// `[[event]]`.
    var events: [EventMapping] = []
    /// `[[rule]]`.
    var rules: [Rule] = []
    /// `[keys]`: command identifier to keys, as written.
    var keys: [String: [String]] = [:]
    /// What the environment says of proxies.
    var proxies = ProxyVariables(environment: [:])
    /// Where each of them stands: file, line and column.
    var keyPlaces: [String: String] = [:]
    /// The file that was read; nil when there is none.
    var file: String?
    /// The profile in force; nil for the file's own sections.
    var profile: String?
    /// The names of all `[profile.NAME]`, sorted.
    var profiles: [String] = []

    /// The value of a key. The loader has refused values of another type, so the default here is for keys
    /// that nothing sets.
    subscript<Value>(key: KeyPath<Settings, Setting<Value>>) -> Value {
        let setting = Settings.table[keyPath: key]
        switch entries[setting.path]?.source {
        case .value(let value): return Value(value) ?? setting.fallback
        case .text(let text): return Value(text: text) ?? setting.fallback
        case nil: return setting.fallback
        }
    }

    /// The value of a key that holds text.
    func text(of setting: Setting<String>) -> String {
        switch entries[setting.path]?.source {
        case .value(let value): String(value) ?? setting.fallback
        case .text(let text): text
        case nil: setting.fallback
        }
    }

    func origin(of path: String) -> Origin { entries[path]?.origin ?? .fallback }

    mutating func set(_ path: String, _ source: Entry.Source, origin: Origin) {
        entries[path] = Entry(source: source, origin: origin)
    }

    /// Takes back what a profile doesn't take over from the file's own sections.
    mutating func forgetAccount() {
        for setting in Settings.all where setting.traits.contains(.account) { entries[setting.path] = nil }
    }

    /// The value as TOML, for `config show`; a secret's is not told.
    func toml(of setting: any AnySetting) -> String {
        let toml = plainTOML(of: setting)
        return setting.traits.contains(.secret) && toml != setting.fallbackTOML ? "(hidden)".toml : toml
    }

    private func plainTOML(of setting: any AnySetting) -> String {
        switch entries[setting.path]?.source {
        case .value(let value): setting.toml(value) ?? setting.fallbackTOML
        case .text(let text): setting.toml(text: text) ?? setting.fallbackTOML
        case nil: setting.fallbackTOML
        }
    }
}
