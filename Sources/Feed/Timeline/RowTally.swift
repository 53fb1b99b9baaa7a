/// What a row says of its entries, kept up while they come and while their marks change: drawing a row of a
/// thousand events costs no more than drawing one of two. `init(counting:)` derives the same from the entries.
struct RowTally: Sendable {
    /// What a row's sentence tells together.
    enum Part: CaseIterable {
        case status, assignment, comments, others

        init(_ kind: EventKind) {
            switch kind {
            case .status: self = .status
            case .assignment: self = .assignment
            case .comment, .reply: self = .comments
            default: self = .others
            }
        }
    }

    /// What is counted of an entry, beside its marks: numbers, so that a list of ten thousand entries is counted
    /// without a look into any of them.
    struct Traits: Sendable {
        var part = Part.others
        var isForMe = false
        var hasTitle = false
        /// Whoever did it: the hash of the name, of which no two are met in a row; nil where the entry doesn't say.
        var person: Int?

        init() {}

        init(_ notification: Notification) {
            part = Part(notification.kind)
            isForMe = notification.addressedToMe
            hasTitle = notification.task?.title != nil
            person = notification.actor?.name.hashValue
        }
    }

    /// The entries of one part.
    struct Told: Sendable {
        var count = 0
        /// Slots of the first and the last of them; meaningless while there are none.
        var oldest = 0
        var newest = 0
        /// Who did something, each with the slot of the last.
        var people: [(person: Int, newest: Int)] = []
    }

    private var status = Told()
    private var assignment = Told()
    private var comments = Told()
    private var others = Told()
    /// The latest entry that knows its task's title.
    private(set) var titled: Int?
    private(set) var unread = 0
    private(set) var forMe = 0
    private(set) var starred = 0
    private(set) var done = 0
    private(set) var snoozed = 0
    private(set) var muted = 0

    init() {}

    init(counting slots: [Int], _ records: Records) {
        for slot in slots { add(slot, records) }
    }

    private(set) subscript(part: Part) -> Told {
        get {
            switch part {
            case .status: status
            case .assignment: assignment
            case .comments: comments
            case .others: others
            }
        }
        _modify {
            switch part {
            case .status: yield &status
            case .assignment: yield &assignment
            case .comments: yield &comments
            case .others: yield &others
            }
        }
    }

    /// Counts an entry, wherever it stands among the others.
    mutating func add(_ slot: Int, _ records: Records) {
        let (traits, position) = (records.traits(of: slot), records.position(of: slot))
        func isLater(than other: Int) -> Bool { records.position(of: other) < position }
        count(records.marks(of: slot), 1)
        if traits.isForMe { forMe += 1 }
        if traits.hasTitle, titled.map(isLater) ?? true { titled = slot }
        Self.add(slot, traits.person, to: &self[traits.part], isLater)
    }

    private static func add(_ slot: Int, _ person: Int?, to told: inout Told, _ isLater: (Int) -> Bool) {
        if told.count == 0 || isLater(told.newest) { told.newest = slot }
        if told.count == 0 || !isLater(told.oldest) { told.oldest = slot }
        told.count += 1
        guard let person else { return }
        if let index = told.people.firstIndex(where: { $0.person == person }) {
            if isLater(told.people[index].newest) { told.people[index].newest = slot }
        } else {
            told.people.append((person, slot))
        }
    }

    /// Forgets a row's oldest entries.
    /// - Parameter kept: those that stay, in the order of their positions.
    mutating func forget(_ gone: ArraySlice<Int>, keeping kept: ArraySlice<Int>, _ records: Records) {
        guard let last = gone.last else { return }
        func hasLeft(_ slot: Int) -> Bool { !(records.position(of: last) < records.position(of: slot)) }
        for slot in gone {
            let traits = records.traits(of: slot)
            count(records.marks(of: slot), -1)
            if traits.isForMe { forMe -= 1 }
            self[traits.part].count -= 1
        }
        if let titled, hasLeft(titled) { self.titled = kept.last { records.traits(of: $0).hasTitle } }
        for part in Part.allCases {
            guard self[part].count > 0 else {
                self[part] = Told()
                continue
            }
            self[part].people.removeAll { hasLeft($0.newest) }
            if hasLeft(self[part].oldest),
                let oldest = kept.first(where: { records.traits(of: $0).part == part })
            {
                self[part].oldest = oldest
            }
        }
    }

    /// Follows an entry's change of marks.
    mutating func remark(from old: Marks, to new: Marks) {
        count(old, -1)
        count(new, 1)
    }

    private mutating func count(_ marks: Marks, _ step: Int) {
        if marks.isUnread { unread += step }
        if marks.contains(.starred) { starred += step }
        if marks.contains(.done) { done += step }
        if marks.contains(.snoozed) { snoozed += step }
        if marks.contains(.muted) { muted += step }
    }
}
