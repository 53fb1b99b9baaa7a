import JSON

/// Takes out of a frame what would let its reader act as the user: signatures, tokens, secrets. Everything
/// else stays as it was, byte for byte.
struct Redaction: Sendable {
    static let mark = "redacted"

    /// Members whose values are taken out, wherever they are, in JSON within JSON too.
    static let names: Set<String> = [
        "auth", "channel_data", "user_data", "shared_secret", "token", "access_token", "refresh_token",
        "api_key",
        "apikey", "password", "secret", "authorization", "signature", "cookie",
    ]

    /// Texts that are taken out wherever they stand: the token in use.
    let secrets: [String]

    init(secrets: [String] = []) {
        // A short text would be found everywhere, and a part of the mark again and again.
        self.secrets = secrets.filter { $0.utf8.count >= 8 && !Self.mark.contains($0) }
    }

    /// One frame's text.
    func callAsFunction(_ text: [UInt8]) -> [UInt8] {
        guard let root = try? JSONValue(parsing: text) else { return withoutSecrets(text) }
        return withoutSecrets(tree(root, depth: 0).map { $0.serializedBytes() } ?? text)
    }

    /// The value without what must not stay; nil where all of it may.
    private func tree(_ value: JSONValue, depth: Int) -> JSONTree? {
        guard depth < 16 else { return nil }
        switch value.kind {
        case .null, .bool, .number: return nil
        case .string:
            guard let bytes = value.stringBytes,
                bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "["),
                let inner = try? JSONValue(parsing: bytes)
            else { return nil }
            return tree(inner, depth: depth + 1).map { .string($0.serialized()) }
        case .array:
            let elements = value.elements.map { ($0, tree($0, depth: depth + 1)) }
            guard elements.contains(where: { $0.1 != nil }) else { return nil }
            return .array(elements.map { $1 ?? .raw(Array($0.rawBytes)) })
        case .object:
            let members = value.members.map { key, value -> (String, JSONValue, JSONTree?) in
                Self.names.contains(key.lowercased())
                    ? (key, value, .string(Self.mark)) : (key, value, tree(value, depth: depth + 1))
            }
            guard members.contains(where: { $0.2 != nil }) else { return nil }
            return .object(members.map { .init($0, $2 ?? .raw(Array($1.rawBytes))) })
        }
    }

    private func withoutSecrets(_ text: [UInt8]) -> [UInt8] {
        var text = text
        for secret in secrets {
            var escaped: [UInt8] = []
            JSONTree.string(secret).write(to: &escaped)
            for form in [Array(secret.utf8), Array(escaped.dropFirst().dropLast())] {
                while let range = text.firstRange(of: form) {
                    text.replaceSubrange(range, with: Self.mark.utf8)
                }
            }
        }
        return text
    }
}
