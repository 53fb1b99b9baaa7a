public import JSON

// A sweep as the store keeps it until it has chosen its entries: a program that was killed meanwhile goes on with it.

extension Sweep {
    /// The sweep with all that choosing needs.
    public var json: JSONTree {
        [
            "id": .string(id), "mark": .integer(Int(mark.rawValue)), "set": .bool(isSet),
            "selection": selection.json, "now": .integer(Int(context.now.milliseconds)),
            "zone": context.zone.json,
            "projects": .array(context.projects.map(\.json)),
        ]
    }

    /// A sweep as the store kept it; nil when it can't be read.
    public init?(json: JSONValue) {
        guard let id = json["id"]?.string, let mark = json["mark"]?.int.flatMap(UInt8.init(exactly:)),
            let isSet = json["set"]?.bool, let selection = json["selection"].flatMap(Selection.init(json:)),
            let now = json["now"]?.int, let zone = json["zone"].flatMap(Zone.init(json:))
        else { return nil }
        let projects = (json["projects"]?.elements ?? []).compactMap(Project.init(json:))
        self.init(
            id: id, mark: Marks(rawValue: mark), isSet: isSet, selection: selection,
            context: QueryContext(
                now: Timestamp(milliseconds: Int64(now)), zone: zone, projects: projects))
    }
}

extension Sweep.Selection {
    var json: JSONTree {
        switch self {
        case .unread(let scope): ["unread": scope.json]
        case .covered(let mute): ["covered": StandingOrder.mute(mute).json]
        case .released(let query, let policy):
            [
                "released": .string(query.text),
                "rules": .array(policy.rules.map { StandingOrder.rule($0).json }),
                "orders": .array(policy.orders.map(\.json)),
            ]
        case .rows(let stretches, let scope):
            ["rows": .array(stretches.map(\.json)), "scope": scope.json]
        case .entries(let ids): ["entries": .array(ids.map(JSONTree.string))]
        case .before: [:]
        }
    }

    init?(json: JSONValue) {
        func orders(_ name: String) -> [StandingOrder]? {
            let elements = json[name]?.elements ?? []
            let orders = elements.compactMap { StandingOrder(json: $0) }
            return orders.count == elements.count ? orders : nil
        }
        if let scope = json["unread"] {
            guard let scope = Scope(json: scope) else { return nil }
            self = .unread(scope)
        } else if let order = json["covered"] {
            guard case .mute(let mute)? = StandingOrder(json: order) else { return nil }
            self = .covered(mute)
        } else if let text = json["released"]?.string {
            guard let query = try? Query(text, kinds: nil), let rules = orders("rules"),
                let orders = orders("orders")
            else { return nil }
            let own = rules.compactMap { if case .rule(let rule) = $0 { rule } else { nil } }
            self = .released(query, DeliveryPolicy(rules: own, orders: orders))
        } else if let rows = json["rows"] {
            let stretches = rows.elements.compactMap { Stretch(json: $0) }
            guard let scope = json["scope"].flatMap(Scope.init(json:)), stretches.count == rows.elements.count
            else { return nil }
            self = .rows(stretches, scope)
        } else if let ids = json["entries"] {
            self = .entries(ids.elements.compactMap(\.string))
        } else {
            return nil
        }
    }
}

extension Zone {
    fileprivate var json: JSONTree {
        [
            "seconds": .integer(Int(first)),
            "changes": .array(
                changes.map {
                    [
                        "at": .integer(Int($0.at.milliseconds)), "seconds": .integer(Int($0.secondsFromUTC)),
                    ]
                }),
        ]
    }

    fileprivate init?(json: JSONValue) {
        guard let seconds = json["seconds"]?.int else { return nil }
        let changes = (json["changes"]?.elements ?? []).compactMap { change in
            change["at"]?.int.flatMap { at in
                change["seconds"]?.int.map {
                    Change(at: Timestamp(milliseconds: Int64(at)), secondsFromUTC: Int64($0))
                }
            }
        }
        self.init(secondsFromUTC: Int64(seconds), changes: changes)
    }
}

extension Scope {
    fileprivate var json: JSONTree {
        var object: JSONTree = ["tab": .integer(tab.rawValue)]
        if let project { object["project"] = .string(project) }
        if let filter { object["filter"] = .string(filter.text) }
        return object
    }

    fileprivate init?(json: JSONValue) {
        guard let tab = json["tab"]?.int.flatMap(Tab.init(rawValue:)) else { return nil }
        self.init(tab: tab, project: json["project"]?.string)
        guard let text = json["filter"]?.string else { return }
        guard let filter = try? Query(text, kinds: nil) else { return nil }
        self.filter = filter
    }
}

extension Stretch {
    fileprivate var json: JSONTree {
        var object: JSONTree = [
            "window": .integer(Int(window)), "first": .integer(Int(first.milliseconds)),
            "last": .integer(Int(last.milliseconds)),
            "spared": .array(spared.sorted().map(JSONTree.string)),
        ]
        switch conversation {
        case .task(let id): object["task"] = .string(id)
        case .activity(let kind, let project, let actor):
            object["kind"] = .string(kind.rawValue)
            if let project { object["project"] = .string(project) }
            object["actor"] = .string(actor)
        }
        return object
    }

    fileprivate init?(json: JSONValue) {
        guard let window = json["window"]?.int, let first = json["first"]?.int, let last = json["last"]?.int
        else { return nil }
        let conversation: Bundles.Conversation
        if let task = json["task"]?.string {
            conversation = .task(task)
        } else if let kind = json["kind"]?.string, let actor = json["actor"]?.string {
            conversation = .activity(
                EventKind(rawValue: kind), project: json["project"]?.string, actor: actor)
        } else {
            return nil
        }
        self.init(
            conversation, window: Int64(window), from: Timestamp(milliseconds: Int64(first)),
            to: Timestamp(milliseconds: Int64(last)),
            sparing: Set((json["spared"]?.elements ?? []).compactMap(\.string)))
    }
}
