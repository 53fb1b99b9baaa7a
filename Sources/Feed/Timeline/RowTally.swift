/// What a row says of its entries, kept up while they come and while their marks change: drawing a row of a
/// thousand events costs no more than drawing one of two. `init(counting:)` derives the same from the entries.
struct RowTally: Sendable {
    /// What a row's sentence tells together.
    enum Part: Int, CaseIterable {
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

    /// The entries of one part.
    struct Told: Sendable {
        var count = 0
        /// Slots of the first and the last of them; meaningless while there are none.
        var oldest = 0
        var newest = 0
        /// Who did something, each with the slot of the last.
        var people: [(name: String, newest: Int)] = []
    }

    private var told = [Told](repeating: Told(), count: Part.allCases.count)
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

    subscript(part: Part) -> Told { told[part.rawValue] }

    /// Counts an entry, wherever it stands among the others.
    mutating func add(_ slot: Int, _ records: Records) {
        let record = records[slot]
        count(record.marks, 1)
        if record.notification.addressedToMe { forMe += 1 }
        func isLater(than other: Int) -> Bool { records.position(of: other) < record.position }
        if record.notification.task?.title != nil, titled.map(isLater) ?? true { titled = slot }
        let part = Part(record.notification.kind).rawValue
        if told[part].count == 0 || isLater(than: told[part].newest) { told[part].newest = slot }
        if told[part].count == 0 || !isLater(than: told[part].oldest) { told[part].oldest = slot }
        told[part].count += 1
        guard let name = record.notification.actor?.name else { return }
        if let person = told[part].people.firstIndex(where: { $0.name == name }) {
            if isLater(than: told[part].people[person].newest) { told[part].people[person].newest = slot }
        } else {
            told[part].people.append((name, slot))
        }
    }

    /// Forgets a row's oldest entries.
    /// - Parameter kept: those that stay, in the order of their positions.
    mutating func forget(_ gone: ArraySlice<Int>, keeping kept: ArraySlice<Int>, _ records: Records) {
        guard let last = gone.last else { return }
        func hasLeft(_ slot: Int) -> Bool { !(records.position(of: last) < records.position(of: slot)) }
        for slot in gone {
            let record = records[slot]
            count(record.marks, -1)
            if record.notification.addressedToMe { forMe -= 1 }
            told[Part(record.notification.kind).rawValue].count -= 1
        }
        if let titled, hasLeft(titled) {
            self.titled = kept.last { records[$0].notification.task?.title != nil }
        }
        for part in told.indices where told[part].count > 0 {
            told[part].people.removeAll { hasLeft($0.newest) }
            guard hasLeft(told[part].oldest) else { continue }
            let oldest = kept.first { Part(records[$0].notification.kind).rawValue == part }
            told[part].oldest = oldest ?? told[part].newest
        }
        for part in told.indices where told[part].count == 0 { told[part] = Told() }
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
