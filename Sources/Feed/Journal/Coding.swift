public import JSON

// How actions and orders are kept: JSON that later versions can read. What can't be read is nil, never half.

extension Until {
    var json: JSONTree {
        var object: JSONTree = [:]
        if let time { object["time"] = .integer(Int(time.milliseconds)) }
        if let condition { object["condition"] = .string(condition.text) }
        return object
    }

    init?(json: JSONValue) {
        guard json.kind == .object else { return nil }
        let time = json["time"]?.int.map { Timestamp(milliseconds: Int64($0)) }
        guard let text = json["condition"]?.string else {
            self.init(time: time)
            return
        }
        guard let condition = try? Query(text, kinds: nil) else { return nil }
        self.init(time: time, condition: condition)
    }
}

extension StandingOrder {
    /// The order as the store keeps it.
    public var json: JSONTree {
        switch self {
        case .mute(let mute):
            return [
                "type": "mute", "query": .string(mute.query.text), "until": mute.until.json,
                "total": .bool(mute.isTotal),
            ]
        case .snooze(let snooze):
            var object: JSONTree = [
                "type": "snooze", "entries": .array(snooze.entries.map(JSONTree.string)),
                "until": snooze.until.json,
            ]
            if let sweep = snooze.sweep { object["sweep"] = .string(sweep) }
            return object
        case .rule(let rule): return rule.json
        case .silence(let until): return ["type": "silence", "until": until.json]
        }
    }

    /// An order as the store kept it; nil when it can't be read.
    public init?(json: JSONValue) {
        switch json["type"]?.string {
        case "mute":
            guard let query = json.query, let until = json["until"].flatMap(Until.init(json:)) else {
                return nil
            }
            self = .mute(Mute(query, until: until, isTotal: json["total"]?.bool ?? false))
        case "snooze":
            guard let until = json["until"].flatMap(Until.init(json:)) else { return nil }
            self = .snooze(
                Snooze(
                    entries: json["entries"]?.elements.compactMap(\.string) ?? [], until: until,
                    sweep: json["sweep"]?.string))
        case "rule":
            guard let rule = Rule(json: json) else { return nil }
            self = .rule(rule)
        case "silence":
            guard let until = json["until"].flatMap(Until.init(json:)) else { return nil }
            self = .silence(until)
        default: return nil
        }
    }
}

extension Rule {
    var json: JSONTree {
        var object: JSONTree = ["type": "rule", "name": .string(name), "query": .string(query.text)]
        for (name, part) in DeliveryChange.switches {
            if let value = change[keyPath: part] { object[name] = .bool(value) }
        }
        if let priority = change.priority { object["priority"] = .string(priority.rawValue) }
        if isLast { object["last"] = true }
        return object
    }

    init?(json: JSONValue) {
        guard let name = json["name"]?.string, let query = json.query else { return nil }
        var change = DeliveryChange()
        for (name, part) in DeliveryChange.switches { change[keyPath: part] = json[name]?.bool }
        change.priority = json["priority"]?.string.flatMap(Priority.init(rawValue:))
        self.init(name: name, query: query, change: change, isLast: json["last"]?.bool ?? false)
    }
}

extension TriageAction {
    /// The action as the store keeps it.
    public var json: JSONTree {
        switch self {
        case .mark(let change):
            [
                "mark": .integer(Int(change.mark.rawValue)), "set": .bool(change.isSet),
                "ids": .array(change.ids.map(JSONTree.string)),
            ]
        case .order(let before, let after): ["before": before?.json ?? .null, "after": after?.json ?? .null]
        case .task(let edit): ["edit": edit.json]
        case .sweep(let sweep):
            // Which entries it chose is the store's to remember.
            [
                "sweep": .string(sweep.id), "mark": .integer(Int(sweep.mark.rawValue)),
                "set": .bool(sweep.isSet),
            ]
        case .several(let actions): ["all": .array(actions.map(\.json))]
        }
    }

    /// An action as the store kept it; nil when it can't be read.
    public init?(json: JSONValue) {
        if let id = json["sweep"]?.string, let mark = json["mark"]?.int.flatMap(UInt8.init(exactly:)),
            let isSet = json["set"]?.bool
        {
            self = .sweep(
                Sweep(
                    id: id, mark: Marks(rawValue: mark), isSet: isSet, selection: .before,
                    context: QueryContext(now: Timestamp(milliseconds: 0))))
        } else if let mark = json["mark"]?.int.flatMap(UInt8.init(exactly:)), let isSet = json["set"]?.bool,
            let ids = json["ids"], ids.kind == .array
        {
            self = .mark(
                StateChange(
                    mark: Marks(rawValue: mark), isSet: isSet, ids: ids.elements.compactMap(\.string)))
        } else if let before = json["before"], let after = json["after"] {
            let orders = (StandingOrder(json: before), StandingOrder(json: after))
            guard before.isNull || orders.0 != nil, after.isNull || orders.1 != nil else { return nil }
            self = .order(before: orders.0, after: orders.1)
        } else if let edit = json["edit"].flatMap(TaskEdit.init(json:)) {
            self = .task(edit)
        } else if let all = json["all"], all.kind == .array {
            let actions = all.elements.map { TriageAction(json: $0) }
            let readable = actions.compactMap { $0 }
            guard readable.count == actions.count else { return nil }
            self = .several(readable)
        } else {
            return nil
        }
    }
}

extension JSONValue {
    fileprivate var query: Query? { self["query"]?.string.flatMap { try? Query($0, kinds: nil) } }
}
