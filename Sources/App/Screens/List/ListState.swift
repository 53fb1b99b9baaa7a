public import Feed
import Screen

/// Where the list stands.
struct ListState: Equatable, Sendable {
    /// The row under the cursor; nil stays with the newest.
    var selected: Row.ID?
    /// Where the cursor was last: the row that takes a vanished row's place.
    var lastIndex = 0
    /// Rows above the first shown.
    var top = 0
    /// Pages of the store that have brought no new row since the cursor moved.
    var barrenPages = 0
    /// Rows that came while the list was scrolled away.
    var arrivedAbove = 0
    /// Rows chosen for the next command.
    var marked: Set<Row.ID> = []
    /// Where a range begins.
    var rangeStart: Row.ID?
    /// Digits typed before a command.
    var count: Int?
    /// When digits that name a project stop waiting for a command.
    var countDeadline: Timestamp?
    /// `n` or `N` was just pressed at the end.
    var isAtEndOfUnread = false
    /// What stood at the top before the newest arrival, and until when a key still means it.
    var previousNewest: (row: Row.ID, until: Timestamp)?
    /// Since when the row under the cursor has been there.
    var stayingSince: Timestamp?
    var stayingOn: Row.ID?

    var isWatching = false
    /// Whether the preview was asked for or sent away; nil leaves it to the size of the screen.
    var showsPreview: Bool?
    /// Where the preview was put; nil leaves it to the size of the screen.
    var previewPosition: PreviewPosition?

    enum PreviewPosition: Equatable, Sendable { case right, below }

    /// Milliseconds that digits wait for a command they could repeat.
    static let countTime: Int64 = 400
    /// Milliseconds after an arrival in which a key means the row that was there before: nobody reads faster.
    static let readingTime: Int64 = 500
    /// Milliseconds under the cursor that read a row, where the user wants that.
    static let stayTime: Int64 = 3000

    /// Another list: at its newest, nothing chosen.
    mutating func reset() {
        selected = nil
        lastIndex = 0
        top = 0
        arrivedAbove = 0
        marked = []
        rangeStart = nil
        previousNewest = nil
        barrenPages = 0
    }

    static func == (a: ListState, b: ListState) -> Bool {
        a.selected == b.selected && a.top == b.top && a.arrivedAbove == b.arrivedAbove && a.marked == b.marked
            && a.rangeStart == b.rangeStart && a.count == b.count && a.isWatching == b.isWatching
            && a.showsPreview == b.showsPreview && a.previewPosition == b.previewPosition
    }

    /// When the row under the cursor counts as read by staying on it.
    func stayDeadline(_ model: Model) -> Timestamp? {
        guard model.preferences.markRead == .onStay, let since = stayingSince, stayingOn != nil else {
            return nil
        }
        return since.advanced(byMilliseconds: Self.stayTime)
    }
}

extension Model {
    /// The index of the row under the cursor, 0 being the newest.
    public var selectedIndex: Int { list.selected.flatMap { timeline.index(ofRow: $0) } ?? 0 }

    /// The row under the cursor.
    public var selectedRow: Row? { timeline.row(at: selectedIndex) }

    /// The rows the list shows now, from the top.
    var visibleRows: [Row] { visibleIndexes.compactMap { timeline.row(at: $0) } }

    /// Which rows those are.
    var visibleRowIDs: [Row.ID] { visibleIndexes.compactMap { timeline.rowID(at: $0) } }

    private var visibleIndexes: Range<Int> { list.top..<list.top + max(0, Layout(self).list.height) }

    /// The indexes between the range's start and the cursor.
    var range: ClosedRange<Int>? {
        guard let start = list.rangeStart.flatMap({ timeline.index(ofRow: $0) }) else { return nil }
        return min(start, selectedIndex)...max(start, selectedIndex)
    }

    /// What the next triage command is for: the rows that were chosen, else so many from the cursor on. In
    /// another screen it is what that screen shows.
    func targets(count: Int = 1) -> [Row] {
        switch fullScreen {
        case .detail(let state): return row(ofEntry: state.entry).map { [$0] } ?? []
        case .search(let state):
            return state.selected.flatMap { row(ofEntry: $0) }.map { [$0] } ?? []
        case .help, .switcher, .connection, .delivery, .why, .menu, .prompt, .confirm, .login: return []
        case nil: break
        }
        if let range { return range.compactMap { timeline.row(at: $0) } }
        if !list.marked.isEmpty {
            return list.marked.compactMap { timeline.index(ofRow: $0) }.sorted().compactMap {
                timeline.row(at: $0)
            }
        }
        let first = actionIndex
        return (first..<first + max(1, count)).compactMap { timeline.row(at: $0) }
    }

    /// The one row a command is for.
    var target: Row? { targets().first }

    /// The row an action means: the one under the cursor, and just after an arrival at the top of a list that
    /// follows, the one that was there when the finger came down.
    private var actionIndex: Int {
        if list.selected == nil, let previous = list.previousNewest, now < previous.until,
            let index = timeline.index(ofRow: previous.row)
        {
            return index
        }
        return selectedIndex
    }

    /// The row that holds an entry, if the list in view has it.
    public func row(ofEntry id: String) -> Row? {
        timeline.row(ofEntry: id).flatMap { timeline.index(ofRow: $0) }.flatMap { timeline.row(at: $0) }
    }
}
