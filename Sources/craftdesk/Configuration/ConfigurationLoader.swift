import Addressing
import Feed
import FoundationEssentials
import Realtime

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
    /// False where only the environment and the flags count.
    var readsFile = true

    /// What is asked for by name has to exist; the usual place may be empty.
    func load() throws(ConfigurationError) -> Configuration {
        let (configuration, problems) = try inspect()
        if let problem = problems.first { throw problem }
        return configuration
    }

    /// Everything that is wrong, in the order of the file, and what is left without it. Throws what leaves
    /// nothing to look at: no file, no TOML, no such profile.
    func inspect() throws(ConfigurationError) -> (Configuration, [ConfigurationError]) {
        var reading = Reading()
        reading.configuration.proxies = ProxyVariables(environment: environment)
        if let profile, !Self.isProfileName(profile) { throw .badProfileName(profile) }
        reading.configuration.profile = profile
        if readsFile, let (path, text) = try readFile() {
            reading.configuration.file = path
            try apply(try TOMLDocument(text: text, file: path), to: &reading)
        } else if let profile {
            throw .noProfile(
                name: profile, file: Paths(environment: environment).configurationFile, known: [])
        }
        for setting in Settings.all {
            guard let text = environment[setting.environmentName] else { continue }
            let place = "environment variable \(setting.environmentName)"
            let origin = Origin.environment(setting.environmentName)
            reading.attempt { configuration throws(ConfigurationError) in
                try apply(text: text, to: setting, place: place, origin, &configuration)
            }
        }
        for flag in flags {
            reading.attempt { configuration throws(ConfigurationError) in
                try apply(flag: flag, &configuration)
            }
        }
        return (reading.configuration, reading.problems)
    }

    /// A configuration in the making: a key that can't be used is noted, and the next one looked at.
    private struct Reading {
        var configuration = Configuration()
        var problems: [ConfigurationError] = []

        mutating func attempt(_ work: (inout Configuration) throws(ConfigurationError) -> Void) {
            do throws(ConfigurationError) { try work(&configuration) } catch { problems.append(error) }
        }
    }

    /// A profile's name is a part of file names.
    static func isProfileName(_ name: String) -> Bool {
        !name.isEmpty && name.count <= 64
            && name.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
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

    private func apply(flag: String, _ configuration: inout Configuration) throws(ConfigurationError) {
        let parts = flag.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts.first.map(String.init) ?? ""
        guard parts.count == 2, let setting = Settings.all.first(where: { $0.path == path }) else {
            throw .unusable(
                place: "--set", path: flag,
                reason: nearest(to: path, among: Settings.all.map(\.path))
                    .map { "the nearest known key is \($0), as in --set \($0)=VALUE" }
                    ?? (parts.count == 2 && path.contains(".")
                        ? "there is no such key; \"craftdesk config show\" lists them"
                        : "it must be SECTION.KEY=VALUE")
            )
        }
        try apply(text: String(parts[1]), to: setting, place: "--set", .flag, &configuration)
    }

    private func apply(
        text: String, to setting: any AnySetting, place: String, _ origin: Origin,
        _ configuration: inout Configuration
    ) throws(ConfigurationError) {
        guard setting.toml(text: text) != nil else {
            let found = setting.traits.contains(.secret) ? "what it holds" : "\"\(text)\""
            throw .wrongType(
                place: place, path: setting.path, expectation: setting.expectation, found: found)
        }
        configuration.set(setting.path, .text(text), origin: origin)
    }

    // MARK: The file

    private func apply(_ document: TOMLDocument, to reading: inout Reading) throws(ConfigurationError) {
        for member in Self.eventsFirst(document.root) {
            if member.key == "profile", case .table(let tables) = member.node {
                reading.configuration.profiles = tables.map(\.key).sorted()
                for name in reading.configuration.profiles where !Self.isProfileName(name) {
                    reading.problems.append(.badProfileName(name))
                }
                continue
            }
            apply(section: member.key, member.node, prefix: "", document, &reading)
        }
        guard let profile else { return }
        guard case .table(let tables)? = document.root.first(where: { $0.key == "profile" })?.node,
            case .table(let sections)? = tables.first(where: { $0.key == profile })?.node
        else { throw .noProfile(name: profile, file: document.file, known: reading.configuration.profiles) }
        reading.configuration.forgetAccount()
        for member in Self.eventsFirst(sections) {
            apply(section: member.key, member.node, prefix: "profile.\(profile).", document, &reading)
        }
    }

    /// A rule may name a kind that an `[[event]]` further down makes.
    private static func eventsFirst(_ members: [TOMLDocument.Member]) -> [TOMLDocument.Member] {
        members.filter { $0.key == "event" } + members.filter { $0.key != "event" }
    }

    private func apply(
        section: String, _ node: TOMLDocument.Node, prefix: String, _ document: TOMLDocument,
        _ reading: inout Reading
    ) {
        let path = prefix + section
        switch (section, node) {
        case ("project", .tables(let tables)):
            reading.configuration.projects = []
            for (index, table) in tables.enumerated() {
                reading.attempt { configuration throws(ConfigurationError) in
                    configuration.projects.append(try project(table, "\(path)[\(index)]", document))
                }
            }
        case ("event", .tables(let tables)):
            reading.configuration.events = []
            for (index, table) in tables.enumerated() {
                let reader = TableReader(members: table, path: "\(path)[\(index)]", document: document)
                reading.attempt { configuration throws(ConfigurationError) in
                    configuration.events.append(try EventMapping(reader))
                }
            }
        case ("rule", .tables(let tables)):
            reading.configuration.rules = []
            let kinds = reading.configuration.catalogue.queryKinds
            for (index, table) in tables.enumerated() {
                let reader = TableReader(members: table, path: "\(path)[\(index)]", document: document)
                reading.attempt { configuration throws(ConfigurationError) in
                    configuration.rules.append(try Rule(reader, kinds: kinds))
                }
            }
        case ("keys", .table(let members)):
            for member in members {
                reading.attempt { configuration throws(ConfigurationError) in
                    configuration.keys[member.key] = try keys(member, path, document)
                    configuration.keyPlaces[member.key] =
                        document.locator.place(of: "\(path).\(member.key)").description
                }
            }
        case (_, .table(let members)):
            guard Self.sections.contains(section) else {
                reading.problems.append(unknown(path, name: section, among: Self.sections, document))
                return
            }
            for member in members {
                reading.attempt { configuration throws(ConfigurationError) in
                    try apply(member, section: section, path: path, document, &configuration)
                }
            }
        case (_, .value(let value)) where Self.sections.contains(section):
            reading.problems.append(wrongType(path, "a table, as in [\(section)]", value, document))
        case (_, .value), (_, .tables):
            reading.problems.append(unknown(path, name: section, among: Self.sections, document))
        }
    }

    private func keys(
        _ member: TOMLDocument.Member, _ path: String, _ document: TOMLDocument
    ) throws(ConfigurationError) -> [String] {
        let (path, expectation) = ("\(path).\(member.key)", "a key or a list of keys")
        switch member.node {
        case .value(.string(let key)): return [key]
        case .value(.strings(let keys)): return keys
        case .value(let value): throw wrongType(path, expectation, value, document)
        case .table, .tables: throw wrongType(path, expectation, .other("a table"), document)
        }
    }

    private func apply(
        _ member: TOMLDocument.Member, section: String, path: String, _ document: TOMLDocument,
        _ configuration: inout Configuration
    ) throws(ConfigurationError) {
        let place = "\(path).\(member.key)"
        guard let setting = Settings.all.first(where: { $0.path == "\(section).\(member.key)" }) else {
            let known = Settings.all.map(\.path).filter { $0.hasPrefix("\(section).") }
                .map { String($0.dropFirst(section.count + 1)) }
            throw unknown(place, name: member.key, among: known, document)
        }
        guard case .value(let value) = member.node else {
            throw wrongType(place, setting.expectation, .other("a table"), document)
        }
        guard setting.toml(value) != nil else { throw wrongType(place, setting.expectation, value, document) }
        configuration.set(
            setting.path, .value(value),
            origin: .file(document.file, line: document.locator.place(of: place).line)
        )
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
