import Feed

/// Who is in the project, what they look at and who is writing.
public struct People: Equatable, Sendable {
    /// A member of the project's presence channel.
    public struct Member: Equatable, Sendable, Identifiable {
        /// The user's id.
        public var id: String
        /// What to call them.
        public var name: String

        /// A member with this id and name.
        public init(id: String, name: String) {
            self.id = id
            self.name = name
        }
    }

    /// A change of the members.
    public enum Change: Equatable, Sendable {
        /// All of them, in the place of those there were.
        case list([Member])
        case joined(Member)
        case left(String)
    }

    /// Somebody who writes, until they stop.
    struct Typist: Equatable, Sendable {
        var user: String?
        var name: String
        var task: String?
        var until: Timestamp
    }

    /// Where somebody's cursor was last.
    struct Place: Equatable, Sendable {
        var task: String
        var field: String?
        var until: Timestamp
    }

    /// In the order of their coming.
    private(set) var members: [Member] = []
    private(set) var typists: [Typist] = []
    private var places: [String: Place] = [:]

    /// How long somebody types after the last word of it, in milliseconds (protocol notes 8).
    static let typingTime: Int64 = 5000
    /// How long somebody is taken to look at a task after the last word of it.
    static let viewingTime: Int64 = 60_000
    /// Members and writers that are kept; a channel can't make the program grow.
    static let limit = 500

    mutating func apply(_ change: Change) {
        switch change {
        case .list(let all):
            members = Array(all.prefix(Self.limit))
            let ids = Set(members.map(\.id))
            places = places.filter { ids.contains($0.key) }
        case .joined(let member):
            if let index = members.firstIndex(where: { $0.id == member.id }) {
                members[index] = member
            } else if members.count < Self.limit {
                members.append(member)
            }
        case .left(let id):
            members.removeAll { $0.id == id }
            typists.removeAll { $0.user == id }
            places[id] = nil
        }
    }

    /// Another project: nobody of the old one is here.
    mutating func leave() { self = People() }

    mutating func heard(_ whisper: Whisper, now: Timestamp) {
        if let id = whisper.userID, let task = whisper.taskID, places[id] != nil || places.count < Self.limit
        {
            var field: String?
            if case .cursor(let name) = whisper.kind { field = name }
            places[id] = Place(
                task: task, field: field, until: now.advanced(byMilliseconds: Self.viewingTime))
        }
        guard whisper.kind == .typing else { return }
        let known = whisper.userID.flatMap { id in members.first { $0.id == id } }
        let name = known?.name ?? whisper.name ?? "Someone"
        typists.removeAll { $0.name == name }
        typists.append(
            Typist(
                user: whisper.userID, name: name, task: whisper.taskID,
                until: now.advanced(byMilliseconds: Self.typingTime)))
        if typists.count > 5 { typists.removeFirst() }
    }

    /// An event by somebody ends what they were typing.
    mutating func acted(_ actor: Actor?) {
        guard let actor else { return }
        typists.removeAll { $0.name == actor.name || ($0.user != nil && $0.user == actor.id) }
    }

    mutating func expire(now: Timestamp) {
        typists.removeAll { $0.until <= now }
        places = places.filter { $0.value.until > now }
    }

    /// The next moment at which something here changes by itself.
    var wakesAt: Timestamp? {
        let times = typists.map(\.until) + places.values.map(\.until)
        return times.min()
    }

    /// The task somebody looks at.
    func task(of member: String) -> String? { places[member]?.task }

    /// Who looks at a task, with the field where they said one.
    func viewers(ofTask task: String) -> [(name: String, field: String?)] {
        members.compactMap { member in
            guard let place = places[member.id], place.task == task else { return nil }
            return (member.name, place.field)
        }
    }
}
