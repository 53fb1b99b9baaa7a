import Foundation

/// Where the token comes from: `CRAFTDESK_TOKEN`, then `token_command`, then `token_file`, then the file
/// that `craftdesk login` writes. No message here ever holds the token.
enum TokenSource: Equatable, Sendable {
    case environment(String)
    case command([String])
    case file(String)

    init(_ configuration: Configuration, environment: [String: String], paths: Paths) {
        if let token = environment["CRAFTDESK_TOKEN"], !token.isEmpty {
            self = .environment(token)
        } else if !configuration[\.tokenCommand].isEmpty {
            self = .command(configuration[\.tokenCommand])
        } else {
            self = .file(Self.file(configuration, paths))
        }
    }

    /// The file that `craftdesk login` writes, whatever else is set.
    static func file(_ configuration: Configuration, _ paths: Paths) -> String {
        let file = configuration[\.tokenFile]
        return file.isEmpty ? paths.tokenFile : paths.expand(file)
    }

    /// Where the token comes from, in a few words; `file` says what there is to say about a path.
    func place(_ file: (String) -> String = { $0 }) -> String {
        switch self {
        case .environment: "the environment variable CRAFTDESK_TOKEN"
        case .command(let arguments): "auth.token_command (\(arguments.first ?? ""))"
        case .file(let path): file(path)
        }
    }

    /// The token without surrounding blanks.
    func token() throws(Failure) -> String {
        switch self {
        case .environment(let token): return try Self.check(token, from: place())
        case .command(let arguments):
            return try Self.check(CommandOutput.of(arguments, setting: "auth.token_command"), from: place())
        case .file(let path): return try Self.check(Self.read(path), from: place())
        }
    }

    /// A token is one line of visible ASCII; anything else would break the header it is sent in.
    static func check(_ text: String, from place: String) throws(Failure) -> String {
        let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !token.isEmpty else {
            throw Failure(.configuration, "\(place) gave an empty token; \"craftdesk login\" makes one.")
        }
        guard token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Failure(
                .configuration, "\(place) gave something that is not a token: it has blanks or line ends.")
        }
        return token
    }

    private static func read(_ path: String) throws(Failure) -> String {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let attributes, let mode = attributes[.posixPermissions] as? Int else {
            throw Failure(
                .configuration,
                "there is no token: \(path) doesn't exist; run \"craftdesk login\" or set CRAFTDESK_TOKEN."
            )
        }
        guard mode & 0o077 == 0 else {
            throw Failure(
                .configuration,
                "\(path) can be read by others (mode \(String(mode & 0o777, radix: 8))); run chmod 600 \(path)."
            )
        }
        guard let bytes = FileManager.default.contents(atPath: path),
            let text = String(validating: bytes, as: UTF8.self)
        else { throw Failure(.configuration, "\(path) can't be read as text; it must hold the token alone.") }
        return text
    }
}
