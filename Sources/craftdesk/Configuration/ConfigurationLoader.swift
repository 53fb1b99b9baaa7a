import Feed
import FoundationEssentials

/// Reads the configuration: flag before environment before file before default.
struct ConfigurationLoader {
    /// The process's environment.
    var environment: [String: String]
    /// `--set section.key=value`, in order.
    var flags: [String]
    /// `--profile`.
    var profile: String?
    /// `--config`; then `CRAFTDESK_CONFIG`, then the usual place.
    var configPath: String?

    /// What is asked for by name has to exist; the usual place may be empty.
    func load() throws(ConfigurationError) -> Configuration {
        var configuration = Configuration()
        if let (path, text) = try readFile() {
            configuration.file = path
            try apply(try TOMLDocument(text: text, file: path), to: &configuration)
        } else if let profile {
            throw .noProfile(
                name: profile, file: Paths(environment: environment).configurationFile, known: [])
        }
        for setting in Settings.all {
            guard let text = environment[setting.environmentName] else { continue }
            let place = "environment variable \(setting.environmentName)"
            try apply(
                text: text, to: setting, place: place, .environment(setting.environmentName), &configuration)
        }
        for flag in flags {
            let parts = flag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let path = parts.first.map(String.init) ?? ""
            guard parts.count == 2, let setting = Settings.all.first(where: { $0.path == path }) else {
                throw .unusable(
                    place: "--set", path: flag,
                    reason: nearest(to: path, among: Settings.all.map(\.path))
                        .map { "the nearest known key is \($0), as in --set \($0)=VALUE" }
                        ?? "it must be SECTION.KEY=VALUE"
                )
            }
            try apply(text: String(parts[1]), to: setting, place: "--set", .flag, &configuration)
        }
        return configuration
    }

    private func readFile() throws(ConfigurationError) -> (path: String, text: String)? {
        let asked = configPath ?? environment["CRAFTDESK_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
        let path = asked ?? Paths(environment: environment).configurationFile
        if asked == nil, !FileManager.default.fileExists(atPath: path) { return nil }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            let missing = !FileManager.default.fileExists(atPath: path)
            throw .unreadable(path: path, reason: missing ? "there is no such file" : "it may not be read")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .unreadable(path: path, reason: "it is not UTF-8")
        }
        return (path, text)
    }

    private func apply(
        text: String, to setting: any AnySetting, place: String, _ origin: Origin,
        _ configuration: inout Configuration
    ) throws(ConfigurationError) {
        guard setting.toml(text: text) != nil else {
            throw .wrongType(
                place: place, path: setting.path, expectation: setting.expectation, found: "\"\(text)\""
            )
        }
        configuration.set(setting.path, .text(text), origin: origin)
    }

    // MARK: The file

    private func apply(_ document: TOMLDocument, to configuration: inout Configuration)
        throws(ConfigurationError)
    {
        var profiles: [String] = []
        for member in document.root {
            let (name, node) = (member.key, member.node)
            if name == "profile", case .table(let tables) = node {
                profiles = tables.map(\.key)
                continue
            }
            try apply(section: name, node, prefix: "", document, &configuration)
        }
        guard let profile else { return }
        guard case .table(let tables)? = document.root.first(where: { $0.key == "profile" })?.node,
            case .table(let sections)? = tables.first(where: { $0.key == profile })?.node
        else { throw .noProfile(name: profile, file: document.file, known: profiles.sorted()) }
        for member in sections {
            let (name, node) = (member.key, member.node)
            try apply(section: name, node, prefix: "profile.\(profile).", document, &configuration)
        }
    }

    private func apply(
        section: String, _ node: TOMLDocument.Node, prefix: String, _ document: TOMLDocument,
        _ configuration: inout Configuration
    ) throws(ConfigurationError) {
        let path = prefix + section
        switch (section, node) {
        case ("project", .tables(let tables)):
            configuration.projects = []
            for (index, table) in tables.enumerated() {
                configuration.projects.append(try project(table, "\(path)[\(index)]", document))
            }
        case ("event", .tables(let tables)):
            configuration.events = []
            for (index, table) in tables.enumerated() {
                configuration.events.append(
                    try EventMapping(
                        TableReader(members: table, path: "\(path)[\(index)]", document: document)))
            }
        case ("rule", .tables(let tables)):
            configuration.rules = []
            // TOMLKit gives tables in the order of their names, so [[event]] has been read.
            let kinds = configuration.catalogue.queryKinds
            for (index, table) in tables.enumerated() {
                configuration.rules.append(
                    try Rule(
                        TableReader(members: table, path: "\(path)[\(index)]", document: document),
                        kinds: kinds))
            }
        case ("keys", .table(let members)):
            for member in members {
                let (command, node) = (member.key, member.node)
                switch node {
                case .value(.string(let key)): configuration.keys[command] = [key]
                case .value(.strings(let keys)): configuration.keys[command] = keys
                case .value(let value):
                    throw wrongType("\(path).\(command)", "a key or a list of keys", value, document)
                case .table, .tables:
                    throw wrongType(
                        "\(path).\(command)", "a key or a list of keys", .other("a table"), document)
                }
            }
        case (_, .table(let members)):
            try apply(section: section, members: members, path: path, document, &configuration)
        case (_, .value), (_, .tables):
            throw unknown(path, name: section, among: Self.sections, document)
        }
    }

    private func apply(
        section: String, members: [TOMLDocument.Member], path: String, _ document: TOMLDocument,
        _ configuration: inout Configuration
    ) throws(ConfigurationError) {
        guard Self.sections.contains(section) else {
            throw unknown(path, name: section, among: Self.sections, document)
        }
        for member in members {
            let (key, node) = (member.key, member.node)
            let place = "\(path).\(key)"
            guard let setting = Settings.all.first(where: { $0.path == "\(section).\(key)" }) else {
                let known = Settings.all.map(\.path).filter { $0.hasPrefix("\(section).") }
                    .map { String($0.dropFirst(section.count + 1)) }
                throw unknown(place, name: key, among: known, document)
            }
            guard case .value(let value) = node else {
                throw wrongType(place, setting.expectation, .other("a table"), document)
            }
            guard setting.toml(value) != nil else {
                throw wrongType(place, setting.expectation, value, document)
            }
            configuration.set(
                setting.path, .value(value),
                origin: .file(document.file, line: document.locator.place(of: place).line)
            )
        }
    }

    private func project(
        _ members: [TOMLDocument.Member], _ path: String, _ document: TOMLDocument
    ) throws(ConfigurationError) -> Project {
        var values: [String: String] = [:]
        for member in members {
            let (key, node) = (member.key, member.node)
            guard ["id", "key", "name"].contains(key) else {
                throw unknown("\(path).\(key)", name: key, among: ["id", "key", "name"], document)
            }
            guard case .value(let value) = node, let text = Identifier(value)?.text else {
                throw wrongType(
                    "\(path).\(key)", "a string or a whole number", .other("something else"), document)
            }
            values[key] = text
        }
        guard let id = values["id"] else {
            throw .unusable(
                place: document.locator.place(of: path).description, path: "[[project]]",
                reason: "it has no id"
            )
        }
        return Project(id: id, key: values["key"] ?? id, name: values["name"] ?? values["key"] ?? id)
    }

    /// Sections that keys of the table stand in, and those with a form of their own.
    static let sections: [String] = {
        var sections: [String] = []
        for section in Settings.all.compactMap({ $0.path.split(separator: ".").first.map(String.init) })
        where !sections.contains(section) { sections.append(section) }
        return sections + ["project", "event", "rule", "keys", "profile"]
    }()

    private func unknown(
        _ path: String, name: String, among known: [String], _ document: TOMLDocument
    ) -> ConfigurationError {
        .unknown(document.locator.place(of: path), name: name, nearest: nearest(to: name, among: known))
    }

    private func wrongType(
        _ path: String, _ expectation: String, _ value: SettingValue, _ document: TOMLDocument
    ) -> ConfigurationError {
        .wrongType(
            place: document.locator.place(of: path).description, path: path, expectation: expectation,
            found: value.noun
        )
    }
}
