import Foundation

/// Where the application's secret comes from: `CRAFTDESK_SERVER_SECRET` (or `--set`), the configuration's
/// file, then `secret_command`. No message here ever holds it.
enum SecretSource {
    static func secret(_ configuration: Configuration) throws(Failure) -> String {
        let secret = configuration[\.secret]
        if !secret.isEmpty {
            if case .file(let path, _) = configuration.origin(of: Settings.table.secret.path) {
                try refuseOpenFile(path)
            }
            return secret
        }
        let command = configuration[\.secretCommand]
        guard !command.isEmpty else {
            throw Failure(
                .configuration,
                "there is no secret: set server.secret_command, or CRAFTDESK_SERVER_SECRET, to REVERB_APP_SECRET of the application."
            )
        }
        let output = try CommandOutput.of(command, setting: "server.secret_command")
        let printed = output.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !printed.isEmpty else {
            throw Failure(.configuration, "server.secret_command (\(command[0])) printed nothing.")
        }
        return printed
    }

    /// Who has the secret can speak for the application, so nobody else may read the file it stands in.
    private static func refuseOpenFile(_ path: String) throws(Failure) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let mode = attributes?[.posixPermissions] as? Int, mode & 0o077 != 0 else { return }
        throw Failure(
            .configuration,
            "\(path) holds server.secret and can be read by others (mode \(String(mode & 0o777, radix: 8))); run chmod 600 \(path)."
        )
    }
}
