import Feed

/// A configuration value before it has a type: what a TOML file, a flag or an environment variable can hold.
enum SettingValue: Equatable, Sendable {
    case string(String)
    case integer(Int)
    case boolean(Bool)
    case strings([String])
    case other(String)

    /// What people would call it in a sentence.
    var noun: String {
        switch self {
        case .string: "a string"
        case .integer: "a whole number"
        case .boolean: "true or false"
        case .strings: "a list of strings"
        case .other(let noun): noun
        }
    }
}

/// A type that a configuration key can have.
protocol SettingType: Sendable, Equatable {
    /// What a value has to be, as the end of the sentence "server.url must be …".
    static var expectation: String { get }
    /// The value, or nil when what was given is of another kind.
    init?(_ value: SettingValue)
    /// The value from an environment variable or `--set`, where everything is text.
    init?(text: String)
    /// The value as TOML would write it.
    var toml: String { get }
}

extension String: SettingType {
    static var expectation: String { "a string" }

    init?(_ value: SettingValue) {
        guard case .string(let string) = value else { return nil }
        self = string
    }

    init?(text: String) { self = text }

    var toml: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

extension Bool: SettingType {
    static var expectation: String { "true or false" }

    init?(_ value: SettingValue) {
        guard case .boolean(let boolean) = value else { return nil }
        self = boolean
    }

    init?(text: String) {
        switch text.lowercased() {
        case "true", "1", "yes", "on": self = true
        case "false", "0", "no", "off", "": self = false
        default: return nil
        }
    }

    var toml: String { self ? "true" : "false" }
}

extension Int: SettingType {
    static var expectation: String { "a whole number" }

    init?(_ value: SettingValue) {
        guard case .integer(let integer) = value else { return nil }
        self = integer
    }

    init?(text: String) { self.init(text, radix: 10) }

    var toml: String { String(self) }
}

extension [String]: SettingType {
    static var expectation: String { "a list of strings" }

    init?(_ value: SettingValue) {
        guard case .strings(let strings) = value else { return nil }
        self = strings
    }

    /// Words between blanks; a value that holds a blank belongs in the file.
    init?(text: String) { self = text.split(separator: " ").map(String.init) }

    var toml: String { "[" + map(\.toml).joined(separator: ", ") + "]" }
}

/// An id of the server's: a number in most applications, a text (ULID, UUID) in others.
struct Identifier: SettingType {
    var text: String

    static var expectation: String { "an id: a whole number or a string" }

    init(_ text: String) { self.text = text }

    init?(_ value: SettingValue) {
        switch value {
        case .integer(let integer): text = String(integer)
        case .string(let string): text = string
        case .boolean, .strings, .other: return nil
        }
    }

    init?(text: String) { self.text = text }

    var toml: String { Int(text) == nil ? text.toml : text }
}

/// One of a few words.
protocol SettingChoice: SettingType, RawRepresentable<String>, CaseIterable {}

extension SettingChoice {
    static var expectation: String {
        "one of " + allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    }

    init?(_ value: SettingValue) {
        guard case .string(let string) = value else { return nil }
        self.init(rawValue: string)
    }

    init?(text: String) { self.init(rawValue: text) }

    var toml: String { rawValue.toml }
}
