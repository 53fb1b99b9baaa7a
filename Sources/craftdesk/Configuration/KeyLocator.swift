/// Where each key of a TOML text stands, for error messages: a scan of the lines that knows table headers,
/// keys and multi-line strings, and leaves judging the syntax to the parser.
struct KeyLocator {
    private var places: [String: ConfigurationError.Location] = [:]
    private let file: String

    init(text: String, file: String) {
        self.file = file
        var section = ""
        var counts: [String: Int] = [:]
        var closing: String?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let quotes = closing {
                if line.contains(quotes) { closing = nil }
                continue
            }
            let indentation = line.prefix { $0 == " " || $0 == "\t" }.count
            let content = line.dropFirst(indentation)
            let place = ConfigurationError.Location(file: file, line: index + 1, column: indentation + 1)
            if content.hasPrefix("[[") {
                let name = Self.name(content.dropFirst(2).prefix { $0 != "]" })
                section = "\(name)[\(counts[name, default: 0])]"
                counts[name, default: 0] += 1
                note(name, place)
                note(section, place)
            } else if content.hasPrefix("[") {
                section = Self.name(content.dropFirst().prefix { $0 != "]" })
                note(section, place)
            } else if let equals = content.firstIndex(of: "="), !content.hasPrefix("#") {
                let key = Self.name(content[..<equals])
                note(section.isEmpty ? key : "\(section).\(key)", place)
                let value = content[content.index(after: equals)...]
                closing = ["\"\"\"", "'''"].first { !value.ranges(of: $0).count.isMultiple(of: 2) }
            }
        }
    }

    /// The place of a key by its path (`server.url`, `project[1].key`), else of the table it stands in (a
    /// key of an inline table has no line of its own), else the file's first line.
    func place(of path: String) -> ConfigurationError.Location {
        var path = path[...]
        while !path.isEmpty {
            if let place = places[String(path)] { return place }
            path = path.lastIndex(of: ".").map { path[..<$0] } ?? ""
        }
        return .init(file: file, line: 1, column: 1)
    }

    private mutating func note(_ path: String, _ place: ConfigurationError.Location) {
        if places[path] == nil { places[path] = place }
    }

    private static func name(_ text: Substring) -> String {
        text.split(separator: ".").map { part in
            part.filter { $0 != "\"" && $0 != "'" && $0 != " " && $0 != "\t" && $0 != "\r" }
        }.joined(separator: ".")
    }
}
