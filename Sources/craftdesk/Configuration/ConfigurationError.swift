/// Why a configuration can't be used; each says what, where and what to do. The program ends with 78.
enum ConfigurationError: Error, Equatable, CustomStringConvertible {
    /// `--config` or `CRAFTDESK_CONFIG` names a file that can't be read.
    case unreadable(path: String, reason: String)
    /// The file is not TOML.
    case syntax(Location, String)
    /// A section or key that nothing reads.
    case unknown(Location, name: String, nearest: String?)
    /// A value of another type.
    case wrongType(place: String, path: String, expectation: String, found: String)
    /// A value that has the type and still can't be used.
    case unusable(place: String, path: String, reason: String)
    /// A key without which the program can't start.
    case missing(path: String, help: String)
    /// There is no file, and what else there is doesn't do.
    case unconfigured(missing: String)
    /// `--profile` names a profile the file doesn't have.
    case noProfile(name: String, file: String, known: [String])
    /// A profile whose name can't be a part of a file name.
    case badProfileName(String)

    struct Location: Equatable, Sendable, CustomStringConvertible {
        var file: String
        var line: Int
        var column: Int
        var description: String { "\(file):\(line):\(column)" }
    }

    var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path): the configuration can't be read (\(reason)); name another file with --config."
        case .syntax(let location, let reason):
            "\(location): this is not TOML: \(reason)."
        case .unknown(let location, let name, let nearest?):
            "\(location): unknown key \"\(name)\"; the nearest known name is \"\(nearest)\"."
        case .unknown(let location, let name, nil):
            "\(location): unknown key \"\(name)\"; \"craftdesk config show\" lists the known ones."
        case .wrongType(let place, let path, let expectation, let found):
            "\(place): \(path) must be \(expectation), not \(found)."
        case .unusable(let place, let path, let reason):
            "\(place): \(path) can't be used: \(reason)."
        case .missing(let path, let help):
            "\(path) is not set (\(help.hasSuffix(".") ? String(help.dropLast()) : help)); set it in the file that \"craftdesk config path\" names."
        case .unconfigured(let path):
            "there is no configuration yet (\(path) is not set); run \"craftdesk\" in a terminal, which asks for "
                + "what is needed, or write the file that \"craftdesk config path\" names."
        case .noProfile(let name, let file, let known):
            "\(file) has no [profile.\(name)]"
                + (known.isEmpty ? "; it has no profiles." : "; it has \(known.joined(separator: ", ")).")
        case .badProfileName(let name):
            "\"\(name)\" is no name for a profile; use letters, digits, dashes and underscores."
        }
    }
}
