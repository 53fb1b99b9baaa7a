/// Up to when the feed is complete, for each project, and what is known to be missing. The workspace's channel
/// carries every project's events, so contact is the connection's; what was recovered is told by project.
public struct Ledger: Equatable, Sendable {
    /// How much of a project's history is here.
    public enum Completeness: Equatable, Sendable {
        /// Nothing was ever fetched.
        case unknown
        /// Everything up to now, as events come in.
        case live
        /// Everything up to that moment; what came after is being fetched, or can't be yet.
        case until(Timestamp)
    }

    /// Outages that are over, oldest first.
    public private(set) var outages: [Outage] = []
    /// When contact was lost; nil while there is contact, and before the first.
    public private(set) var lostAt: Timestamp?
    /// The last moment at which there was contact; nil before the first.
    public private(set) var lastContact: Timestamp?
    /// Outages kept; the oldest go first.
    public let capacity: Int

    /// A ledger that goes on from what was stored.
    /// - Parameter lastContact: the last contact of an earlier run: the time since then is an outage until
    ///   it is recovered. nil on the first start ever.
    public init(lastContact: Timestamp? = nil, outages: [Outage] = [], capacity: Int = 200) {
        self.lastContact = lastContact
        self.capacity = max(1, capacity)
        lostAt = lastContact
        for outage in outages { note(outage) }
    }

    /// Contact is lost. A second loss before the first is recovered makes one outage, from the first on.
    public mutating func lost(at now: Timestamp) {
        if lostAt == nil, lastContact != nil { lostAt = now }
    }

    /// What was missed is in, as far as it is to be had; events come in again. Before the first contact this
    /// is the first history, and no outage.
    /// - Parameters:
    ///   - projects: those that are told of one by one, whether something was recovered or not.
    ///   - oldest: where history was gone, the oldest entry that was still to be had.
    /// - Returns: the outage; nil for the first history.
    @discardableResult
    public mutating func recovered(
        _ notifications: [Notification], isComplete: Bool, projects: [String] = [], oldest: Timestamp? = nil,
        at now: Timestamp
    ) -> Outage? {
        defer { lastContact = now }
        guard let from = lostAt else { return nil }
        lostAt = nil
        var counts: [String?: Int] = [:]
        for project in projects { counts[project] = 0 }
        for notification in notifications { counts[notification.project, default: 0] += 1 }
        let parts = counts.sorted { ($0.key ?? "") < ($1.key ?? "") }.map { project, count in
            Outage.Part(
                project: project, from: from, to: isComplete ? now : oldest ?? now, recovered: count,
                isComplete: isComplete)
        }
        let outage = Outage(
            from: from, to: now, isComplete: isComplete, recovered: notifications.count, parts: parts)
        note(outage)
        return outage
    }

    /// Puts an outage into its place.
    public mutating func note(_ outage: Outage) {
        guard !outages.contains(where: { $0.id == outage.id }) else { return }
        let place = outages.firstIndex { $0.from > outage.from } ?? outages.count
        outages.insert(outage, at: place)
        if outages.count > capacity { outages.removeFirst(outages.count - capacity) }
    }

    /// How complete a project's part of the feed is; nil for the workspace's own.
    public func completeness(of project: String?) -> Completeness {
        if let lostAt { return .until(lostAt) }
        return lastContact == nil ? .unknown : .live
    }

    /// The outages after which something of a project may be missing, oldest first.
    public func gaps(of project: String?) -> [Outage.Part] {
        outages.compactMap { outage in
            if let part = outage.parts.first(where: { $0.project == project }) {
                return part.isComplete ? nil : part
            }
            return outage.isComplete
                ? nil
                : Outage.Part(
                    project: project, from: outage.from, to: outage.to, recovered: 0, isComplete: false)
        }
    }
}
