import TOMLKit

/// A TOML file as plain values with the places of its keys. TOMLKit parses; it tells positions only for
/// syntax errors, so the places come from `KeyLocator`.
struct TOMLDocument {
    indirect enum Node {
        case value(SettingValue)
        case table([Member])
        case tables([[Member]])
    }

    struct Member {
        var key: String
        var node: Node
    }

    let file: String
    let root: [Member]
    let locator: KeyLocator

    init(text: String, file: String) throws(ConfigurationError) {
        self.file = file
        locator = KeyLocator(text: text, file: file)
        do {
            let table = try TOMLTable(string: text)
            let members = withExtendedLifetime(table) { Self.members(of: table) }
            root = Self.inOrder(members, path: "", locator)
        } catch let error as TOMLParseError {
            throw .syntax(
                .init(file: file, line: error.source.begin.line, column: error.source.begin.column),
                error.description
            )
        } catch {
            throw .unreadable(path: file, reason: "\(error)")
        }
    }

    /// TOMLKit gives keys by the alphabet; people read faults from the top of the file down.
    private static func inOrder(_ members: [Member], path: String, _ locator: KeyLocator) -> [Member] {
        members.map { member in
            let place = path.isEmpty ? member.key : "\(path).\(member.key)"
            guard case .table(let inner) = member.node else { return (place, member) }
            return (place, Member(key: member.key, node: .table(inOrder(inner, path: place, locator))))
        }
        .map { (place: locator.place(of: $0.0), member: $0.1) }
        .sorted { ($0.place.line, $0.place.column) < ($1.place.line, $1.place.column) }
        .map(\.member)
    }

    private static func members(of table: TOMLTable) -> [Member] {
        table.keys.compactMap { key in table[key].map { Member(key: key, node: node($0)) } }
    }

    private static func node(_ value: any TOMLValueConvertible) -> Node {
        switch value.type {
        case .table: return .table(value.table.map(members(of:)) ?? [])
        case .string: return .value(.string(value.string ?? ""))
        case .int: return .value(.integer(value.int ?? 0))
        case .bool: return .value(.boolean(value.bool ?? false))
        case .double: return .value(.other("a number with a fraction"))
        case .date, .time, .dateTime: return .value(.other("a date or time"))
        case .array:
            guard let array = value.array else { return .value(.strings([])) }
            let elements = array.map { $0 }
            let tables = elements.compactMap(\.table)
            if !tables.isEmpty, tables.count == elements.count {
                return .tables(tables.map(members(of:)))
            }
            let strings = elements.compactMap(\.string)
            return .value(
                strings.count == elements.count ? .strings(strings) : .other("a list of other things"))
        }
    }
}
