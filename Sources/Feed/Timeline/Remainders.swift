/// What is known of the parts of rows that only the store has, by the rows' groups. Whatever changes which part of a
/// row memory has makes what was known of it unknown, so that nothing is counted twice or not at all.
struct Remainders: Sendable {
    private struct Known: Sendable {
        var remainder: Remainder
        /// Up to when it was asked for: what is newer comes into memory first and changes nothing.
        var last: Timestamp
        /// Whether marks have changed in the store since.
        var isStale = false
    }

    private struct Asked: Sendable {
        var number: Int
        var last: Timestamp
        var isStale = false
    }

    private var known: [Int: Known] = [:]
    private var asked: [Int: Asked] = [:]
    private var count = 0

    /// Rows remembered at most, beside those that were asked about last.
    private static let limit = 500

    subscript(group: Int) -> Remainder? { known[group]?.remainder }

    /// Whether a question about a row is due: there is no answer and none on its way, or it has become old.
    func isWanted(_ group: Int) -> Bool {
        asked[group] == nil && known[group].map(\.isStale) ?? true
    }

    /// Remembers a question.
    /// - Returns: its number.
    mutating func ask(_ group: Int, upTo last: Timestamp) -> Int {
        count += 1
        asked[group] = Asked(number: count, last: last)
        return count
    }

    /// Makes room where many rows were looked at.
    mutating func keep(_ groups: Set<Int>) {
        if known.count > Self.limit { known = known.filter { groups.contains($0.key) } }
        if asked.count > Self.limit { asked = asked.filter { groups.contains($0.key) } }
    }

    mutating func answer(_ answer: RowAnswer) {
        // A question that can't be answered isn't asked again until something changes.
        guard let question = asked[answer.group], question.number == answer.number,
            let remainder = answer.remainder
        else { return }
        asked[answer.group] = nil
        known[answer.group] = Known(
            remainder: remainder, last: question.last, isStale: question.isStale)
    }

    /// An entry joins a row in memory, from the store or from outside.
    mutating func joined(_ group: Int, at time: Timestamp) {
        if let known = known[group], time <= known.last { self.known[group] = nil }
        if let asked = asked[group], time <= asked.last { self.asked[group] = nil }
    }

    /// Memory has another part of a row than before.
    mutating func forget(_ group: Int) {
        known[group] = nil
        asked[group] = nil
    }

    /// A mark in memory brings an entry into a row: the store may be asked after it was written.
    mutating func shown(_ group: Int) { asked[group] = nil }

    /// Marks of entries that only the store has have changed: what is known stays until it is asked for anew.
    mutating func remarked() {
        for group in known.keys { known[group]?.isStale = true }
        for group in asked.keys { asked[group]?.isStale = true }
    }

    /// Other rows.
    mutating func removeAll() {
        known.removeAll()
        asked.removeAll()
    }
}
