/// Which entries are unread, by project: sets of slots, whose sizes are the counts. Nothing is ever counted
/// up or down, so nothing can drift.
struct UnreadIndex: Sendable {
    struct Sets: Sendable {
        var all: Set<Int> = []
        var forMe: Set<Int> = []
        var starred: Set<Int> = []
    }

    private var numbers: [String?: Int] = [:]
    private(set) var projects: [String?] = []
    private var sets: [Sets] = []

    /// A project's number, which stays.
    mutating func number(of project: String?) -> Int {
        if let last = projects.last, last == project { return projects.count - 1 }
        if let number = numbers[project] { return number }
        let number = projects.count
        numbers[project] = number
        projects.append(project)
        sets.append(Sets())
        return number
    }

    /// Puts an entry into the sets its marks belong to, and takes it out of the others.
    mutating func update(_ slot: Int, _ record: Records.Record) {
        if record.marks.isUnread {
            sets[record.project].all.insert(slot)
            if record.notification.addressedToMe { sets[record.project].forMe.insert(slot) }
            if record.marks.contains(.starred) {
                sets[record.project].starred.insert(slot)
            } else if !sets[record.project].starred.isEmpty {
                sets[record.project].starred.remove(slot)
            }
        } else {
            remove(slot, record)
        }
    }

    mutating func remove(_ slot: Int, _ record: Records.Record) {
        sets[record.project].all.remove(slot)
        sets[record.project].forMe.remove(slot)
        sets[record.project].starred.remove(slot)
    }

    /// Empties the sets; the numbers stay.
    mutating func removeAll() { sets = sets.map { _ in Sets() } }

    subscript(project: String?) -> Sets { numbers[project].map { sets[$0] } ?? Sets() }

    /// The sets that a list of a project looks at: its own and the workspace's, or all.
    func sets(of project: String?) -> [Sets] {
        guard let project else { return sets }
        return [self[project], self[nil]]
    }

    var total: Int { sets.reduce(0) { $0 + $1.all.count } }
    var forMeTotal: Int { sets.reduce(0) { $0 + $1.forMe.count } }
}
