import JSON

/// The members of one presence channel, each once, in the order they came.
struct MemberList: Equatable, Sendable {
    private struct Entry: Equatable {
        var order: Int
        var member: Member
    }

    private var entries: [String: Entry] = [:]
    private var nextOrder = 0

    init(_ members: some Sequence<Member> = []) { for member in members { insert(member) } }

    var isEmpty: Bool { entries.isEmpty }

    var all: [Member] { entries.values.sorted { $0.order < $1.order }.map(\.member) }

    /// Adds one, or changes what is known of one who is here.
    mutating func insert(_ member: Member) {
        let order = entries[member.id]?.order ?? nextOrder
        if order == nextOrder { nextOrder += 1 }
        entries[member.id] = Entry(order: order, member: member)
    }

    /// False for one who wasn't here.
    mutating func remove(_ id: String) -> Bool { entries.removeValue(forKey: id) != nil }
}

extension MemberList {
    /// The list of a subscription, in whichever shape it comes (protocol notes 5.4): `hash` is an array when
    /// PHP's keys were 0, 1, 2… or there were none, and then goes with `ids` in order; ids may be integers.
    init(presence: JSONValue?) {
        self.init()
        guard let presence else { return }
        let ids = presence["ids"]?.elements.compactMap(\.identifier) ?? []
        guard let hash = presence["hash"] else {
            for id in ids { insert(Member(id: id)) }
            return
        }
        if hash.kind == .array {
            let infos = hash.elements
            for (index, id) in ids.enumerated() {
                insert(Member(id: id, info: infos.indices.contains(index) ? infos[index].source : nil))
            }
            return
        }
        var infos: [String: JSONValue] = [:]
        for (id, info) in hash.members { infos[id] = info }
        for id in ids { insert(Member(id: id, info: infos[id]?.source)) }
        for (id, info) in hash.members { insert(Member(id: id, info: info.source)) }
    }
}

extension Member {
    /// A member as `member_added` tells of it.
    init?(joined data: JSONValue) {
        guard let id = data["user_id"]?.identifier else { return nil }
        self.init(id: id, info: data["user_info"]?.source)
    }
}

extension JSONValue {
    /// Its own text; nil for null.
    fileprivate var source: [UInt8]? { isNull ? nil : Array(rawBytes) }
}
