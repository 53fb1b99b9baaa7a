import ArgumentParser
import JSON

/// The commands as ArgumentParser describes them (`--experimental-dump-help`): what the help shows, as data.
struct CommandDump: Equatable {
    var path: [String]
    var abstract: String
    var discussion: String
    var arguments: [Argument]

    /// An option, a flag or a positional argument.
    struct Argument: Equatable {
        var kind: String
        /// `--config`, `-h`; empty for a positional one.
        var names: [String]
        var valueName: String
        var abstract: String
        var isOptional: Bool
        var isRepeating: Bool
        var defaultValue: String?
    }

    /// `craftdesk config show`.
    var name: String { path.joined(separator: " ") }

    /// The arguments that not every command has.
    var ownArguments: [Argument] {
        arguments.filter { argument in !Self.shared.contains { $0.names == argument.names } }
    }

    /// Every visible command, the program itself first.
    static let all = read(Main._dumpHelp())

    /// The options every command has, and the program's version.
    static let shared: [Argument] = {
        let options = read(GlobalOptions._dumpHelp()).first?.arguments.map(\.names) ?? []
        return (all.first?.arguments ?? []).filter { argument in
            argument.names == ["--version"] || options.contains(argument.names)
        }
    }()

    private static func read(_ dump: String) -> [CommandDump] {
        guard let root = try? JSONValue(parsing: Array(dump.utf8)), let command = root["command"] else {
            return []
        }
        return read(command, above: [])
    }

    private static func read(_ command: JSONValue, above: [String]) -> [CommandDump] {
        let name = command["commandName"]?.string ?? ""
        guard command["shouldDisplay"]?.bool != false, name != "help" else { return [] }
        let dump = CommandDump(
            path: above + [name], abstract: command["abstract"]?.string ?? "",
            discussion: command["discussion"]?.string ?? "",
            arguments: (command["arguments"]?.elements ?? []).compactMap(Argument.init)
        )
        return [dump] + (command["subcommands"]?.elements ?? []).flatMap { read($0, above: dump.path) }
    }
}

extension CommandDump.Argument {
    init?(_ value: JSONValue) {
        guard value["shouldDisplay"]?.bool != false else { return nil }
        kind = value["kind"]?.string ?? ""
        names = (value["names"]?.elements ?? []).map { name in
            let dashes = name["kind"]?.string == "long" ? "--" : "-"
            return dashes + (name["name"]?.string ?? "")
        }
        valueName = value["valueName"]?.string ?? ""
        abstract = value["abstract"]?.string ?? ""
        isOptional = value["isOptional"]?.bool ?? false
        isRepeating = value["isRepeating"]?.bool ?? false
        defaultValue = value["defaultValue"]?.string
    }
}
