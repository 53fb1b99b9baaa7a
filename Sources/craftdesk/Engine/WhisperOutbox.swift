import Feed
import JSON

/// What I tell the others of myself, no more often than protocol notes 8 allow: without I/O, with time as an
/// argument.
struct WhisperOutbox: Sendable {
    /// `client-typing` at most this often, in milliseconds.
    static let typingInterval: Int64 = 2000
    /// `client-cursor` at most this often, in milliseconds; the newest wins.
    static let cursorInterval: Int64 = 1000

    /// Where I am.
    struct Place: Equatable, Sendable {
        /// nil for nowhere.
        var task: String?
    }

    private var typedAt: Timestamp?
    private var movedAt: Timestamp?
    private var place = Place()
    /// Whether the others don't know yet.
    private var isPlaceNews = false

    /// When the place I am at may be told; nil when it is known.
    var deadline: Timestamp? {
        isPlaceNews
            ? (movedAt?.advanced(byMilliseconds: Self.cursorInterval) ?? Timestamp(milliseconds: 0)) : nil
    }

    /// A key was pressed in a reply: whether to tell now. Nothing is told later: typing is over then.
    mutating func types(now: Timestamp) -> Bool {
        if let typedAt, (0..<Self.typingInterval).contains(now.milliseconds(since: typedAt)) { return false }
        typedAt = now
        return true
    }

    /// I am at another place.
    mutating func move(to place: Place) {
        guard place != self.place else { return }
        self.place = place
        isPlaceNews = true
    }

    /// Somebody came, or the channel is new: they don't know where I am.
    mutating func repeatPlace() { if place != Place() { isPlaceNews = true } }

    /// The place to tell now, if one is due.
    mutating func takePlace(now: Timestamp) -> Place? {
        guard isPlaceNews else { return nil }
        if let movedAt, (0..<Self.cursorInterval).contains(now.milliseconds(since: movedAt)) { return nil }
        movedAt = now
        isPlaceNews = false
        return place
    }

    /// `client-typing`'s payload.
    static func typing(task: String, me: Identity) -> JSONTree {
        var data = person(me)
        data["task_id"] = .identifier(task)
        return data
    }

    /// `client-cursor`'s payload; `task_id` is null where I look at none.
    static func cursor(_ place: Place, me: Identity) -> JSONTree {
        var data = person(me)
        data["task_id"] = place.task.map(JSONTree.identifier) ?? .null
        return data
    }

    private static func person(_ me: Identity) -> JSONTree {
        var data: JSONTree = [:]
        if let id = me.userID { data["user_id"] = .string(id) }
        if let name = me.name { data["name"] = .string(name) }
        return data
    }
}
