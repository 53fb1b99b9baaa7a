// The rows of the scope in view.
extension Timeline {
    /// How many rows the scope has: conversations.
    public var rowCount: Int { rows.count }

    /// How many entries its rows have together.
    public var shownEntryCount: Int { rows.entryCount }

    /// A row, 0 being the newest; nil beyond the ends.
    public func row(at index: Int) -> Row? {
        guard var row = rows.row(index, records) else { return nil }
        row.remainder = remainder(of: row.id.group, row.newest)
        return row
    }

    /// A row's identity, 0 being the newest's; nil beyond the ends.
    public func rowID(at index: Int) -> Row.ID? { rows.group(atRow: index).map(Row.ID.init) }

    /// Where a row stands now; nil when the scope doesn't have it.
    public func index(ofRow id: Row.ID) -> Int? { rows.row(ofGroup: bundles.root(of: id.group)) }

    /// The row that holds an entry.
    public func row(ofEntry id: String) -> Row.ID? {
        slots[id].map { Row.ID(group: bundles.root(of: records[$0].group)) }
            .flatMap { index(ofRow: $0) == nil ? nil : $0 }
    }

    /// Keeps a row where it stands while entries join it, so that the selected row doesn't run away from
    /// under the cursor. The row held before goes to where its newest entry is. nil holds none.
    public mutating func hold(_ row: Row.ID?) {
        rows.hold(row.map { bundles.root(of: $0.group) }, records)
    }

    /// The next row with something unread, further down (older) or up; nil when there is none.
    public func unreadRow(from index: Int, down: Bool) -> Int? {
        guard unread(in: scope) > 0 else { return nil }
        return rows.firstRow(from: index + (down ? 1 : -1), down: down, records) { group, unread in
            unread > 0 || remainders[group].map { $0.unread > 0 } ?? false
        }
    }
}
