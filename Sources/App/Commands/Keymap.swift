public import Screen

/// Which key asks for which command.
public struct Keymap: Equatable, Sendable {
    private var commands: [KeyPress: Command] = [:]
    private var keysByCommand: [Command: [KeyPress]] = [:]

    /// The keys of the command table. A test holds that they don't conflict.
    public static let standard = (try? Keymap()) ?? Keymap(empty: ())

    private init(empty: ()) {}

    /// The table's keys, with those of a preset over them, with those of `[keys]` over both. A preset takes
    /// a key from the command that had it; `[keys]` never does so silently: what the user wrote must not
    /// disable another command by accident.
    /// - Parameters:
    ///   - preset: the hands the keys are for.
    ///   - overrides: command name to key names, as `[keys]` has them.
    public init(preset: KeymapPreset? = nil, overrides: [String: [String]] = [:]) throws(KeymapError) {
        var chosen: [Command: [KeyPress]] = [:]
        for entry in CommandTable.entries { chosen[entry.command] = entry.keys }
        for binding in preset?.bindings ?? [] {
            let keys = try Self.keys(binding.keys, binding.command)
            for command in chosen.keys { chosen[command]?.removeAll { keys.contains($0) } }
            chosen[binding.command] = keys
        }
        for identifier in overrides.keys.sorted() {
            guard let command = Command(rawValue: identifier) else {
                throw .unknownCommand(identifier, known: Command.allCases.map(\.rawValue))
            }
            chosen[command] = try Self.keys(overrides[identifier] ?? [], command)
        }
        for entry in CommandTable.entries {
            let keys = chosen[entry.command] ?? []
            for key in keys {
                if let other = commands[key] {
                    // The one that the user wrote is the one whose line is named.
                    let isWritten = overrides[entry.command.rawValue] != nil
                    throw .conflict(
                        key: key.name, command: isWritten ? entry.command.rawValue : other.rawValue,
                        other: isWritten ? other.rawValue : entry.command.rawValue)
                }
                commands[key] = entry.command
            }
            keysByCommand[entry.command] = keys
        }
    }

    private static func keys(_ names: [String], _ command: Command) throws(KeymapError) -> [KeyPress] {
        var keys: [KeyPress] = []
        for name in names {
            guard let key = KeyPress(name: name) else {
                throw .unknownKey(name, command: command.rawValue)
            }
            keys.append(key)
        }
        return keys
    }

    /// The command of a key.
    public func command(for key: KeyPress) -> Command? { commands[key] }

    /// The keys of a command.
    public func keys(of command: Command) -> [KeyPress] { keysByCommand[command] ?? [] }

    /// The keys of a command for people: `j Down`, nine digits as `1-9`, and the command line's way where
    /// there is no key.
    public func label(of command: Command) -> String {
        let names = keys(of: command).map(\.name)
        if names.count > 4, let first = names.first, let last = names.last { return "\(first)-\(last)" }
        return names.isEmpty ? ":\(command.rawValue)" : names.joined(separator: " ")
    }
}

/// Why `[keys]` can't be used.
public enum KeymapError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No command has that identifier.
    case unknownCommand(String, known: [String])
    /// No key has that name.
    case unknownKey(String, command: String)
    /// One key for two commands; `command` is the one whose binding is to be looked at.
    case conflict(key: String, command: String, other: String)
    /// No preset has that name.
    case unknownPreset(String)
    /// A line of a preset that can't be read.
    case preset(name: String, line: Int, reason: String)

    /// The command whose line is at fault, where there is one.
    public var command: String? {
        switch self {
        case .unknownCommand(let command, _), .unknownKey(_, let command), .conflict(_, let command, _):
            command
        case .unknownPreset, .preset: nil
        }
    }

    /// What is wrong, without a full stop.
    public var description: String {
        switch self {
        case .unknownCommand(let name, _): "there is no command \"\(name)\"; \"craftdesk keys\" lists them"
        case .unknownKey(let name, let command):
            "\"\(name)\" of \(command) is no key; keys are written j, C-d, Enter, PgDn"
        case .conflict(let key, let one, let other):
            "the key \(key) is both \(one) and \(other); give \(other) another key as well"
        case .unknownPreset(let name):
            "there is no preset \"\(name)\"; there are \(KeymapPreset.names.joined(separator: ", "))"
        case .preset(let name, let line, let reason): "preset \(name), line \(line): \(reason)"
        }
    }
}
