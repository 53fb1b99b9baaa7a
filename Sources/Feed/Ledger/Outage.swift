public import JSON

/// A time without contact, and how sure it is that all of it was recovered.
public struct Outage: Equatable, Identifiable, Sendable {
    /// One project's part of an outage.
    public struct Part: Equatable, Sendable {
        /// The project; nil for what concerns the workspace.
        public var project: String?
        /// Up to when its entries are known to be all there.
        public var from: Timestamp
        /// Since when they are again.
        public var to: Timestamp
        /// Entries that were recovered.
        public var recovered: Int
        /// Whether everything between was recovered.
        public var isComplete: Bool

        /// A project's part.
        public init(project: String?, from: Timestamp, to: Timestamp, recovered: Int, isComplete: Bool) {
            self.project = project
            self.from = from
            self.to = to
            self.recovered = recovered
            self.isComplete = isComplete
        }
    }

    /// The last contact before it.
    public var from: Timestamp
    /// When the missed events were in, or were known to be out of reach.
    public var to: Timestamp
    /// Whether the application could tell everything since the last known cursor.
    public var isComplete: Bool
    /// Entries that were recovered, in all.
    public var recovered: Int
    /// What it was for each project, where that is known.
    public var parts: [Part]

    /// An outage between two moments.
    public init(
        from: Timestamp, to: Timestamp, isComplete: Bool, recovered: Int = 0, parts: [Part] = []
    ) {
        self.from = from
        self.to = to
        self.isComplete = isComplete
        self.recovered = recovered
        self.parts = parts
    }

    /// Its row's id in the feed.
    public var id: String { "outage/\(from.milliseconds)" }

    /// Whether it is worth a row: it recovered something, lasted 30 s, or isn't known to be complete.
    public var isNotable: Bool {
        recovered > 0 || !isComplete || to.milliseconds(since: from) >= 30_000
    }

    /// `offline 12:40-13:05, 6 recovered`.
    /// - Parameter secondsFromUTC: where the user is, for the clock times.
    public func sentence(secondsFromUTC: Int64) -> String {
        let times = "offline \(clock(from, secondsFromUTC))-\(clock(to, secondsFromUTC))"
        switch (recovered, isComplete) {
        case (0, true): return "\(times), nothing missed"
        case (0, false): return "\(times); what happened then can't be fetched"
        case (_, true): return "\(times), \(recovered) recovered"
        case (_, false): return "\(times), \(recovered) recovered; older ones may be missing"
        }
    }

    private func clock(_ time: Timestamp, _ offset: Int64) -> String {
        let parts = time.calendar(secondsFromUTC: offset)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        let hour = "\(two(parts.hour)):\(two(parts.minute))"
        let isSameDay = to.milliseconds(since: from) < 86_400_000
        return isSameDay ? hour : "\(parts.year)-\(two(parts.month))-\(two(parts.day)) \(hour)"
    }
}

extension Notification {
    /// An outage as an entry of the feed, so that it has a row, stands at its time and survives a restart.
    /// It is never unread.
    public init(_ outage: Outage, secondsFromUTC: Int64) {
        self.init(
            id: outage.id, kind: .outage, name: "", channel: "",
            text: outage.sentence(secondsFromUTC: secondsFromUTC), occurredAt: outage.to,
            receivedAt: outage.to, live: false, payload: outage.json.serializedBytes()
        )
    }
}

extension Outage {
    /// The outage as its entry's payload has it.
    public var json: JSONTree {
        [
            "from": .integer(Int(from.milliseconds)), "to": .integer(Int(to.milliseconds)),
            "complete": .bool(isComplete), "recovered": .integer(recovered),
            "projects": .array(
                parts.map { part in
                    [
                        "project": part.project.map(JSONTree.string) ?? .null,
                        "from": .integer(Int(part.from.milliseconds)),
                        "to": .integer(Int(part.to.milliseconds)), "recovered": .integer(part.recovered),
                        "complete": .bool(part.isComplete),
                    ]
                }),
        ]
    }

    /// The outage of an entry of its kind; nil for other entries.
    public init?(_ notification: Notification) {
        guard notification.kind == .outage, let json = try? JSONValue(parsing: notification.payload),
            let (from, to) = Self.times(json)
        else { return nil }
        self.init(
            from: from, to: to, isComplete: json["complete"]?.bool ?? false,
            recovered: json["recovered"]?.int ?? 0,
            parts: json["projects"]?.elements.compactMap { part in
                Self.times(part).map { from, to in
                    Part(
                        project: part["project"]?.string, from: from, to: to,
                        recovered: part["recovered"]?.int ?? 0, isComplete: part["complete"]?.bool ?? false
                    )
                }
            } ?? []
        )
    }

    private static func times(_ json: JSONValue) -> (Timestamp, Timestamp)? {
        guard let from = json["from"]?.int, let to = json["to"]?.int else { return nil }
        return (Timestamp(milliseconds: Int64(from)), Timestamp(milliseconds: Int64(to)))
    }
}
