import Feed

// `[[event]]` and `[[rule]]`: what the feed does by the user's own wish. The file is read, never written.

extension EventMapping {
    static let keys = ["name", "kind", "title", "icon", "letter", "priority", "link"]

    /// One `[[event]]`.
    init(_ table: TableReader) throws(ConfigurationError) {
        try table.check(known: Self.keys)
        let name = try table.required("name", as: "the event's class or what broadcastAs gives")
        let kind = try table.value("kind", String.self)
        if let kind, !Self.isKindName(kind) {
            throw table.unusable("kind", "a kind is small letters, digits and underscores, as order_shipped")
        }
        self.init(
            name: name, kind: kind.map(EventKind.init(rawValue:)),
            title: try Self.template(try table.required("title", as: "the row's text"), "title", table),
            icon: try Self.mark("icon", table) ?? "*", letter: try Self.mark("letter", table),
            priority: try table.value("priority", Priority.self) ?? .normal
        )
        if let link = try table.value("link", String.self) {
            self.link = try Self.template(link, "link", table)
        }
    }

    private static func template(
        _ text: String, _ key: String, _ table: TableReader
    ) throws(ConfigurationError) -> Template {
        do throws(Template.ParseError) { return try Template(text) } catch {
            throw table.unusable(key, error.description)
        }
    }

    /// One character that fills one column; a letter is ASCII.
    private static func mark(_ key: String, _ table: TableReader) throws(ConfigurationError) -> Character? {
        guard let text = try table.value(key, String.self) else { return nil }
        guard let character = text.first, text.count == 1, !character.isWhitespace,
            key == "icon" || character.isASCII
        else {
            throw table.unusable(
                key, key == "icon" ? "it must be one character" : "it must be one ASCII letter")
        }
        return character
    }
}

extension Rule {
    static let keys = ["name", "query", "last", "priority"] + DeliveryChange.switches.map(\.name)

    /// One `[[rule]]`.
    /// - Parameter kinds: what `kind:` may name.
    init(_ table: TableReader, kinds: [String]) throws(ConfigurationError) {
        try table.check(known: Self.keys)
        let name = try table.required("name", as: "what \"why did I get this\" calls it")
        let query = try Query(checked: try table.required("query", as: "which entries it is for"), kinds) {
            table.unusable("query", $0)
        }
        var change = DeliveryChange()
        for (key, part) in DeliveryChange.switches { change[keyPath: part] = try table.value(key, Bool.self) }
        change.priority = try table.value("priority", Priority.self)
        let isLast = try table.value("last", Bool.self) ?? false
        if change.isEmpty, !isLast {
            throw table.unusable(
                nil,
                "it says nothing to do; add one of "
                    + (DeliveryChange.switches.map(\.name) + ["priority"]).joined(separator: ", "))
        }
        self.init(name: name, query: query, change: change, isLast: isLast)
    }
}

extension Query {
    /// A query of the configuration.
    /// - Parameter failure: makes an error of the reason and its column.
    init(
        checked text: String, _ kinds: [String], _ failure: (String) -> ConfigurationError
    ) throws(ConfigurationError) {
        do throws(QueryError) { try self.init(text, kinds: kinds) } catch {
            throw failure("\(error.description), in \"\(text)\"")
        }
    }
}

extension Priority: SettingChoice {}

extension Configuration {
    /// The kinds of events, those of `[[event]]` among them.
    var catalogue: EventCatalogue { EventCatalogue(mappings: events) }

    /// What decides on toasts, bell, title and hooks, as far as the configuration says.
    func deliveryPolicy() throws(ConfigurationError) -> DeliveryPolicy {
        let catalogue = catalogue
        var hours: [QuietHours] = []
        for text in self[\.quietHours] {
            guard let parsed = QuietHours(text) else {
                throw unusable(
                    Settings.table.quietHours,
                    "\"\(text)\" is neither hours nor days; write \"22:00-08:00\", \"sat,sun\" or \"mon-fri 12:00-13:00\""
                )
            }
            hours.append(parsed)
        }
        var passing: [Query] = []
        for text in self[\.quietPass] {
            passing.append(
                try Query(checked: text, catalogue.queryKinds) { unusable(Settings.table.quietPass, $0) })
        }
        let passes =
            passing.isEmpty
            ? nil
            : Query(
                .any(passing.map(\.expression)),
                text: passing.map { passing.count == 1 || !$0.text.contains(" ") ? $0.text : "(\($0.text))" }
                    .joined(separator: " OR "))
        return DeliveryPolicy(
            rules: rules, priorities: catalogue.priorities, quietHours: hours,
            doNotDisturb: self[\.doNotDisturb] ? .forever : nil, passes: passes
        )
    }

    /// How many notices may come at once.
    var burstLimit: BurstLimit {
        BurstLimit(limit: self[\.burst], milliseconds: 1000 * Int64(Self.upToAYear(self[\.burstSeconds])))
    }

    /// Milliseconds of silence after which a conversation begins a new row.
    var bundleWindow: Int64 { 3_600_000 * Int64(Self.upToAYear(self[\.bundleHours])) }

    /// Any number that somebody writes into a file, in bounds that can be reckoned with: a year of seconds.
    private static func upToAYear(_ number: Int) -> Int { min(max(0, number), 31_536_000) }

    private func unusable(_ setting: any AnySetting, _ reason: String) -> ConfigurationError {
        .unusable(place: origin(of: setting.path).description, path: setting.path, reason: reason)
    }
}
