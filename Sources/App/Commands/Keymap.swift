public import Screen

/// Which key asks for which command.
public struct Keymap: Sendable {
    private var commands: [KeyPress: Command] = [:]
    private var keysByCommand: [Command: [KeyPress]] = [:]

    /// The keys of the command table. A test holds that they don't conflict.
    public static let standard = (try? Keymap(overrides: [:])) ?? Keymap()

    private init() {}

    /// The table's keys, with those of `[keys]` in their place.
    /// - Parameter overrides: command identifier to key names.
    public init(overrides: [String: [String]]) throws(KeymapError) {
        for identifier in overrides.keys.sorted() where Command(rawValue: identifier) == nil {
            throw .unknownCommand(identifier, known: Command.allCases.map(\.rawValue))
        }
        for entry in CommandTable.entries {
            var keys = entry.keys
            if let names = overrides[entry.command.rawValue] {
                keys = []
                for name in names {
                    guard let key = KeyPress(name: name) else {
                        throw .unknownKey(name, command: entry.command.rawValue)
                    }
                    keys.append(key)
                }
            }
            for key in keys {
                if let other = commands[key] {
                    throw .conflict(key.name, other.rawValue, entry.command.rawValue)
                }
                commands[key] = entry.command
            }
            keysByCommand[entry.command] = keys
        }
    }

    /// The command of a key.
    public func command(for key: KeyPress) -> Command? { commands[key] }

    /// The keys of a command.
    public func keys(of command: Command) -> [KeyPress] { keysByCommand[command] ?? [] }
}

/// Why `[keys]` can't be used.
public enum KeymapError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No command has that identifier.
    case unknownCommand(String, known: [String])
    /// No key has that name.
    case unknownKey(String, command: String)
    /// One key for two commands.
    case conflict(String, String, String)

    /// What is wrong, without a full stop.
    public var description: String {
        switch self {
        case .unknownCommand(let name, _): "there is no command \"\(name)\"; \"craftdesk keys\" lists them"
        case .unknownKey(let name, let command):
            "\"\(name)\" of \(command) is no key; keys are written j, C-d, Enter, PgDn"
        case .conflict(let key, let one, let other): "the key \(key) is both \(one) and \(other)"
        }
    }
}
