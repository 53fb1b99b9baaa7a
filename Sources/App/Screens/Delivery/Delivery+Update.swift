import Feed
import Screen

extension Model {
    mutating func openDelivery() {
        if case .delivery = screen { return pop() }
        push(.delivery(DeliveryState(project: nil)))
    }

    /// The kinds that are told of, in the catalogue's order.
    var deliveryKinds: [CatalogueEntry] {
        preferences.catalogue.entries.filter { !EventCatalogue.isEdit($0.kind) }
    }

    /// Commands that mean something else in the table; nil leaves the key to the keymap.
    mutating func performInDelivery(_ command: Command, count: Int, key: KeyPress?, _ state: DeliveryState)
        -> [Effect]?
    {
        var state = state
        let (rows, columns) = (deliveryKinds.count, DeliveryState.columns.count)
        switch command {
        case .down: state.row = min(state.row + count, rows - 1)
        case .up: state.row = max(0, state.row - count)
        case .top: state.row = 0
        case .bottom: state.row = rows - 1
        case .nextTab: state.column = min(state.column + count, columns - 1)
        case .previousTab: state.column = max(0, state.column - count)
        case .nextProject, .previousProject:
            let places: [String?] = [nil] + projects.map(\.id)
            let step = command == .nextProject ? count : -count
            let index = places.firstIndex(of: state.project) ?? 0
            state.project = places[((index + step) % places.count + places.count) % places.count]
        case .allProjects: state.project = nil
        case .project:
            guard let key, let index = preferences.keymap.keys(of: .project).firstIndex(of: key),
                projects.indices.contains(index)
            else { return [] }
            state.project = projects[index].id
        case .select, .open:
            replace(.delivery(state))
            return switchCell(state)
        case .markUnread: return resetRow(state)
        default: return nil
        }
        replace(.delivery(state))
        return []
    }

    /// The query of a row's rule: the same that a person would write.
    func deliveryQuery(_ state: DeliveryState, _ kind: EventKind) -> Query {
        let kindQuery = Query(field: "kind", value: kind.rawValue)
        guard let id = state.project else { return kindQuery }
        let projectQuery = Query(field: "project", value: project(id)?.key ?? id)
        return Query(
            .all([kindQuery.expression, projectQuery.expression]),
            text: "\(kindQuery.text) \(projectQuery.text)")
    }

    /// The rule that this screen made for a row; nil when there is none.
    func deliveryRule(_ state: DeliveryState, _ kind: EventKind) -> Rule? {
        guard case .rule(let rule)? = policy.order("rule:\(deliveryQuery(state, kind).text)") else {
            return nil
        }
        return rule
    }

    /// What a kind does now, by all rules, quiet hours left aside.
    func delivery(_ state: DeliveryState, _ kind: EventKind) -> Delivery {
        var policy = policy
        policy.quietHours = []
        policy.doNotDisturb = nil
        let sample = Feed.Notification(
            id: "", kind: kind, name: "", channel: "", project: state.project, text: "", occurredAt: now,
            receivedAt: now)
        return policy.decide(sample, [], timeline.context).delivery
    }

    private mutating func switchCell(_ state: DeliveryState) -> [Effect] {
        guard deliveryKinds.indices.contains(state.row), DeliveryState.columns.indices.contains(state.column)
        else {
            return []
        }
        let kind = deliveryKinds[state.row].kind
        let column = DeliveryState.columns[state.column]
        let query = deliveryQuery(state, kind)
        var rule = deliveryRule(state, kind) ?? Rule(name: query.text, query: query, change: DeliveryChange())
        rule.change[keyPath: column.change] = !delivery(state, kind)[keyPath: column.delivery]
        return set(rule, named: rule.name)
    }

    /// The row does again what it did without this screen.
    private mutating func resetRow(_ state: DeliveryState) -> [Effect] {
        guard deliveryKinds.indices.contains(state.row) else { return [] }
        return set(nil, named: deliveryQuery(state, deliveryKinds[state.row].kind).text)
    }
}
