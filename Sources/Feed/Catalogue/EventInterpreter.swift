import JSON

/// Reads events into notifications. It never fails: an event that nothing knows is a row that says so.
public struct EventInterpreter: Sendable {
    /// Me; may change when the application answers.
    public var identity: Identity
    private let patterns: ChannelPatterns
    private let namespace: String
    /// What stands before and behind the task's id; without a place for it there is nothing behind.
    private let taskURL: (prefix: String, suffix: String?)?
    private let catalogue: EventCatalogue
    private var parser = JSONParser()
    /// The entry that was last looked up: events of one kind come in rows.
    private var last: (name: String, entry: CatalogueEntry)?
    /// The channel of the last event: ten thousand entries of one channel hold its name once.
    private var lastChannel = ""

    /// - Parameters:
    ///   - namespace: Echo's, with dots (`App.Events`); empty for none.
    ///   - taskURL: the web page of a task, with `{task}`; empty for none.
    ///   - catalogue: the kinds, those of `[[event]]` among them.
    public init(
        identity: Identity, patterns: ChannelPatterns, namespace: String, taskURL: String,
        catalogue: EventCatalogue = .standard
    ) {
        self.identity = identity
        self.patterns = patterns
        self.namespace = namespace.replacing(".", with: "\\")
        let place = taskURL.firstRange(of: "{task}")
        self.taskURL =
            taskURL.isEmpty
            ? nil
            : (
                String(taskURL[..<(place?.lowerBound ?? taskURL.endIndex)]),
                place.map { String(taskURL[$0.upperBound...]) }
            )
        self.catalogue = catalogue
    }

    /// One event as the feed shows it.
    public mutating func interpret(_ event: IncomingEvent) -> Notification {
        var payload = Payload(event.data, identity: identity, parser: &parser)
        payload.eventName = event.name
        let (name, entry) = entry(named: event.name)
        if lastChannel != event.channel { lastChannel = event.channel }
        var reading = entry.read(payload)
        if entry.kind == .unknown {
            let name = EventCatalogue.spaced(displayName(event.name))
            reading.text = reading.text.isEmpty ? name : "\(name): \(reading.text)"
        }
        let task = payload.task
        let happened = event.createdAt ?? payload.time ?? event.receivedAt
        let notification = Notification(
            id: id(of: event, payload, reading), kind: entry.kind, name: name, channel: lastChannel,
            project: payload.project ?? patterns.project(of: event.channel), task: task, actor: reading.actor,
            text: reading.text, excerpt: reading.excerpt,
            url: reading.url ?? url(payload, task),
            occurredAt: min(happened, event.receivedAt), receivedAt: event.receivedAt, live: event.live,
            addressedToMe: reading.addressed && !payload.isMe(reading.actor),
            mine: payload.isMe(reading.actor),
            cursor: event.cursor ?? payload["cursor"]?.identifier, payload: event.data.bytes
        )
        return event.mayHaveNUL ? notification.withVisibleNUL : notification
    }

    private mutating func entry(named name: String) -> (name: String, entry: CatalogueEntry) {
        if let last, last.name == name { return last }
        let found = (name, catalogue.entry(named: name))
        last = found
        return found
    }

    /// The name without the application's namespace (protocol notes 7.2).
    private func displayName(_ name: String) -> String {
        guard !namespace.isEmpty, name.hasPrefix(namespace + "\\") else {
            return EventCatalogue.baseName(name)
        }
        return String(name.dropFirst(namespace.count + 1)).replacing("\\", with: " ")
    }

    /// `event_id` where the application sends one; else the name with the model's id and time; else a digest.
    private func id(of event: IncomingEvent, _ payload: Payload, _ reading: Reading) -> String {
        if let id = payload["event_id"]?.identifier, !id.isEmpty { return id }
        if let model = reading.model, let id = model["id"]?.identifier,
            let time = (model["updated_at"] ?? model["created_at"] ?? payload["occurred_at"])?.string
        {
            return "\(event.name)/\(id)/\(time)"
        }
        if event.name.hasSuffix("BroadcastNotificationCreated"), let id = payload["id"]?.identifier {
            return id
        }
        var digest = Digest()
        digest.append(event.name.utf8)
        digest.append(event.data.bytes)
        return digest.text
    }

    private static let links = ["url", "action_url", "link"]

    private func url(_ payload: Payload, _ task: TaskReference?) -> String? {
        if let url = Payload.text(payload.root, Self.links), Payload.isAddress(url) { return url }
        guard let task, let taskURL else { return nil }
        return taskURL.suffix.map { taskURL.prefix + task.id + $0 } ?? taskURL.prefix
    }
}
