import Foundation

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
        let directory = (path as NSString).deletingLastPathComponent
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure(
                .inputOutput, "\(directory) can't be made; set XDG_CONFIG_HOME to a place elsewhere.")
        }
        let temporary = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure() }
        defer { unlink(temporary) }
        let bytes = Array(text.utf8)
        let isWritten =
            Foundation.write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        // A link is made only where there is no file yet.
        guard isWritten, link(temporary, path) == 0 else { throw failure() }
    }

    private func failure() -> Failure {
        let reason = String(cString: strerror(errno))
        return Failure(.inputOutput, "\(path) can't be written (\(reason)); check the directory.")
    }
}
