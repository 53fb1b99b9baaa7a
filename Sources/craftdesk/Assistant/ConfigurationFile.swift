/// The first `config.toml`: the few keys without which nothing can start.
struct ConfigurationFile: Sendable {
    let path: String

    /// The file's text for these keys, `section.key` and value, in the order they come.
    static func text(_ values: [(path: String, value: any SettingType)]) -> String {
        var lines = [
            "# Written at the first start. craftdesk-config(5) has all keys; \"craftdesk config show\" too."
        ]
        var current = ""
        for (path, value) in values {
            let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { continue }
            if parts[0] != current {
                current = parts[0]
                lines += ["", "[\(current)]"]
            }
            lines.append("\(parts[1]) = \(value.toml)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Writes a new file, whole or not at all; one that is there already stays as it is.
    func create(_ text: String) throws(Failure) {
        do throws(PrivateFile.Problem) {
            try PrivateFile(path: path).write(text, replacing: false)
        } catch {
            switch error {
            case .directory(let directory):
                throw Failure(
                    .inputOutput, "\(directory) can't be made; set XDG_CONFIG_HOME to a place elsewhere.")
            case .file(let reason):
                throw Failure(.inputOutput, "\(path) can't be written (\(reason)); check the directory.")
            }
        }
    }
}
