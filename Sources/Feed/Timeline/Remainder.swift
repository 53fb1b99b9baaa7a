/// What only the store has of a row: as much as the row's sentence and its signs have to know.
public struct Remainder: Equatable, Sendable {
    /// Somebody, and when they did something last.
    struct Person: Equatable, Sendable {
        var name: String
        var newest: Timestamp
    }

    /// The entries of one part of the sentence.
    struct Told: Equatable, Sendable {
        var count = 0
        var people: [Person] = []
        var oldest: Notification?
        var newest: Notification?
    }

    /// How many entries.
    public internal(set) var count = 0
    var unread = 0
    var starred = 0
    var done = 0
    var snoozed = 0
    var muted = 0
    var parts: [RowTally.Part: Told] = [:]

    /// Nothing: memory has all of the row.
    public init() {}

    /// Whether a mark that is set or taken changes any of it.
    func changes(by mark: Marks, _ isSet: Bool) -> Bool {
        switch mark {
        case .read: isSet ? unread > 0 : unread < count
        case .done: isSet ? done < count : done > 0
        case .starred: isSet ? starred < count : starred > 0
        default: false
        }
    }

    subscript(part: RowTally.Part) -> Told { parts[part] ?? Told() }
}

/// What the store is asked about a row of which memory may have a part only. An answer counts for as long as memory
/// has the same part.
public struct RowQuestion: Equatable, Sendable {
    let group: Int
    let number: Int
    /// The list the row is in.
    public let scope: Scope
    /// The conversation, and what of it memory has in the row.
    public let stretch: Stretch
    /// Where the row before this one of the same conversation ends: what is up to there is not this row's.
    let floor: Timestamp?
    /// The entries that memory shows in the row.
    let known: [String]
}

/// What the store says to a question.
public struct RowAnswer: Equatable, Sendable {
    let group: Int
    let number: Int
    /// nil where the store can't say.
    let remainder: Remainder?

    /// An answer to that.
    public init(to question: RowQuestion, _ remainder: Remainder?) {
        group = question.group
        number = question.number
        self.remainder = remainder
    }
}

/// Counts what a question is about, of the entries of a conversation as the store goes through them.
public struct RemainderCount: Sendable {
    private struct Candidate {
        var place: Int64
        var time: Timestamp
        var part: RowTally.Part
        var person: Int?
        var marks: Marks
    }

    /// What it is about.
    public let question: RowQuestion
    private let known: Set<String>
    private var times: [Timestamp] = []
    private var candidates: [Candidate] = []
    private var names: [String] = []
    private var numbers: [String: Int] = [:]

    /// Nothing counted so far.
    public init(_ question: RowQuestion) {
        self.question = question
        known = Set(question.known)
    }

    /// Takes in an entry of the conversation, of those that can be folded.
    /// - Parameters:
    ///   - place: what the store finds it by.
    ///   - time: where it stands, see `Notification.standsAt`.
    ///   - isShown: whether the list shows it.
    public mutating func add(
        _ id: String, place: Int64, at time: Timestamp, kind: EventKind, actor: String?, marks: Marks,
        isShown: Bool
    ) {
        if let floor = question.floor, time <= floor { return }
        times.append(time)
        guard isShown, time <= question.stretch.last, !known.contains(id) else { return }
        let person = actor.map { name in
            if let number = numbers[name] { return number }
            numbers[name] = names.count
            names.append(name)
            return names.count - 1
        }
        candidates.append(
            Candidate(place: place, time: time, part: RowTally.Part(kind), person: person, marks: marks))
    }

    /// What there is beyond memory.
    /// - Parameter read: the entry at a place.
    public func remainder(_ read: (Int64) throws -> Notification?) rethrows -> Remainder {
        let beginning = question.stretch.beginning(among: times)
        var remainder = Remainder()
        var places: [RowTally.Part: (oldest: Candidate, newest: Candidate)] = [:]
        var people: [RowTally.Part: [Int: Timestamp]] = [:]
        for candidate in candidates where candidate.time >= beginning {
            remainder.count += 1
            remainder.unread += candidate.marks.isUnread ? 1 : 0
            remainder.starred += candidate.marks.contains(.starred) ? 1 : 0
            remainder.done += candidate.marks.contains(.done) ? 1 : 0
            remainder.snoozed += candidate.marks.contains(.snoozed) ? 1 : 0
            remainder.muted += candidate.marks.contains(.muted) ? 1 : 0
            remainder.parts[candidate.part, default: .init()].count += 1
            if let person = candidate.person {
                let latest = people[candidate.part]?[person] ?? candidate.time
                people[candidate.part, default: [:]][person] = max(latest, candidate.time)
            }
            let ends = places[candidate.part] ?? (candidate, candidate)
            func isOlder(_ a: Candidate, _ b: Candidate) -> Bool { (a.time, a.place) < (b.time, b.place) }
            places[candidate.part] = (
                isOlder(candidate, ends.oldest) ? candidate : ends.oldest,
                isOlder(ends.newest, candidate) ? candidate : ends.newest
            )
        }
        for (part, ends) in places {
            remainder.parts[part]?.oldest = try read(ends.oldest.place)
            remainder.parts[part]?.newest = try read(ends.newest.place)
            remainder.parts[part]?.people = (people[part] ?? [:])
                .map { Remainder.Person(name: names[$0.key], newest: $0.value) }
                .sorted { ($1.newest, $0.name) < ($0.newest, $1.name) }
        }
        return remainder
    }
}
