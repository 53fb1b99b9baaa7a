/// What happens next: a binary heap by time, and by the order of asking where times are the same, so that a run
/// is the same every time.
struct EventQueue<Event> {
    private struct Entry {
        var time: Int64
        var order: Int
        var event: Event
    }

    private var entries: [Entry] = []
    private var nextOrder = 0

    var isEmpty: Bool { entries.isEmpty }

    /// - Parameter time: microseconds.
    mutating func insert(_ event: Event, at time: Int64) {
        entries.append(Entry(time: time, order: nextOrder, event: event))
        nextOrder += 1
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard isBefore(child, parent) else { break }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    mutating func next() -> (time: Int64, event: Event)? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        if !entries.isEmpty {
            entries[0] = last
            sink()
        }
        return (first.time, first.event)
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < entries.count && isBefore(child, smallest) {
                smallest = child
            }
            if smallest == parent { return }
            entries.swapAt(parent, smallest)
            parent = smallest
        }
    }

    private func isBefore(_ a: Int, _ b: Int) -> Bool {
        (entries[a].time, entries[a].order) < (entries[b].time, entries[b].order)
    }
}
