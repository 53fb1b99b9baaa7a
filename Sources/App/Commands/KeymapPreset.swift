/// Keys for hands that know another program: a file under Resources/keymaps, built into the program. Each
/// line is a command and its keys; what a preset doesn't name keeps the keys of the command table.
public struct KeymapPreset: Equatable, Sendable {
    /// A command with all its keys.
    public struct Binding: Equatable, Sendable {
        /// The command.
        public var command: Command
        /// Its keys by name; none leaves it to the command line.
        public var keys: [String]
    }

    /// The bindings in the order of the file.
    public var bindings: [Binding]

    /// The presets there are, as `[ui] keymap` names them.
    public static let names = ["default", "gh-dash", "mutt", "weechat"]

    /// A preset that comes with the program.
    public init(named name: String) throws(KeymapError) {
        let bytes: [UInt8]
        switch name {
        case "default": bytes = PackageResources.default_keys
        case "gh-dash": bytes = PackageResources.gh_dash_keys
        case "mutt": bytes = PackageResources.mutt_keys
        case "weechat": bytes = PackageResources.weechat_keys
        default: throw .unknownPreset(name)
        }
        try self.init(text: String(decoding: bytes, as: UTF8.self), name: name)
    }

    /// Reads the text of a preset: `command  key key`, `#` before a comment.
    public init(text: String, name: String) throws(KeymapError) {
        bindings = []
        var lines: [String: (line: Int, command: Command)] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            guard let command = Command(rawValue: first) else {
                throw .preset(name: name, line: index + 1, reason: "there is no command \"\(first)\"")
            }
            let keys = Array(words.dropFirst())
            for key in keys {
                if let other = lines[key] {
                    throw .preset(
                        name: name, line: index + 1,
                        reason: "\(key) is \(other.command.rawValue) on line \(other.line) already")
                }
                lines[key] = (index + 1, command)
            }
            bindings.append(Binding(command: command, keys: keys))
        }
    }
}
