import Feed

/// Reads one `[[…]]` table: every key must be known, every value of its type, and each error says where.
struct TableReader {
    let members: [TOMLDocument.Member]
    /// `rule[0]`.
    let path: String
    let document: TOMLDocument

    /// Refuses keys that nothing reads.
    func check(known: [String]) throws(ConfigurationError) {
        for member in members where !known.contains(member.key) {
            throw .unknown(
                document.locator.place(of: "\(path).\(member.key)"), name: member.key,
                nearest: nearest(to: member.key, among: known))
        }
    }

    /// The value of a key; nil where the table doesn't have it.
    func value<Value: SettingType>(_ key: String, _ type: Value.Type) throws(ConfigurationError) -> Value? {
        guard let node = members.first(where: { $0.key == key })?.node else { return nil }
        guard case .value(let value) = node else {
            throw wrongType(key, Value.expectation, .other("a table"))
        }
        guard let result = Value(value) else { throw wrongType(key, Value.expectation, value) }
        return result
    }

    /// The text of a key that must be there and not be empty.
    func required(_ key: String, as help: String) throws(ConfigurationError) -> String {
        guard let text = try value(key, String.self), !text.isEmpty else {
            throw unusable(nil, "it has no \(key) (\(help))")
        }
        return text
    }

    /// An error at a key, or at the table's head where that is nil or isn't there.
    func unusable(_ key: String?, _ reason: String) -> ConfigurationError {
        let name = key.map { "\(path).\($0)" } ?? path
        return .unusable(place: document.locator.place(of: name).description, path: name, reason: reason)
    }

    private func wrongType(
        _ key: String, _ expectation: String, _ value: SettingValue
    ) -> ConfigurationError {
        let name = "\(path).\(key)"
        return .wrongType(
            place: document.locator.place(of: name).description, path: name, expectation: expectation,
            found: value.noun)
    }
}
