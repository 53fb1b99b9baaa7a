/// Channels that are tried again at a time, earliest first. An entry that no longer counts stays until its time
/// and is then ignored by whoever asks.
struct RetryQueue: Sendable {
    private var entries: [(at: Duration, channel: String)] = []
    private var head = 0

    /// The earliest time.
    var deadline: Duration? { head < entries.count ? entries[head].at : nil }

    mutating func insert(_ channel: String, at time: Duration) {
        var low = head
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].at <= time { low = middle + 1 } else { high = middle }
        }
        entries.insert((time, channel), at: low)
    }

    /// The earliest entry that is due.
    mutating func popDue(now: Duration) -> (at: Duration, channel: String)? {
        guard head < entries.count, entries[head].at <= now else { return nil }
        defer {
            head += 1
            if head == entries.count {
                removeAll()
            } else if head > 64, head > entries.count / 2 {
                entries.removeFirst(head)
                head = 0
            }
        }
        return entries[head]
    }

    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
        head = 0
    }
}
